package com.bahasadri.videocall.server.adapter.realtimekit;

import com.bahasadri.videocall.server.port.MediaEngine;
import com.bahasadri.videocall.server.realtimekit.model.CreatePresetRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The preset of operators: hidden, sending nothing, allowed to mute and to remove. Made sure of at most once in a
 * process's life, and again only after a failure. Safe for use by many threads.
 */
final class OperatorPreset {
    /** The preset's name. */
    static final String NAME = MediaEngine.OPERATOR_PRESET;

    private static final Call LIST = Call.of("listPresets", "GET", "presets");

    private static final String REQUEST = """
            {
              "name": "video_call_operator",
              "config": {
                "view_type": "GROUP_CALL",
                "max_screenshare_count": 0,
                "max_video_streams": {"desktop": 24, "mobile": 6},
                "media": {
                  "video": {"quality": "hd", "frame_rate": 30},
                  "screenshare": {"quality": "hd", "frame_rate": 5}
                }
              },
              "permissions": {
                "accept_waiting_requests": true,
                "can_accept_production_requests": true,
                "can_change_participant_permissions": true,
                "can_edit_display_name": false,
                "can_livestream": false,
                "can_record": false,
                "can_spotlight": false,
                "disable_participant_audio": true,
                "disable_participant_video": true,
                "disable_participant_screensharing": true,
                "kick_participant": true,
                "hidden_participant": true,
                "pin_participant": false,
                "show_participant_list": true,
                "recorder_type": "NONE",
                "waiting_room_type": "SKIP",
                "media": {
                  "audio": {"can_produce": "NOT_ALLOWED"},
                  "video": {"can_produce": "NOT_ALLOWED"},
                  "screenshare": {"can_produce": "NOT_ALLOWED"}
                },
                "chat": {
                  "public": {"can_send": false, "text": false, "files": false},
                  "private": {"can_send": false, "can_receive": false, "text": false, "files": false}
                },
                "polls": {"can_create": false, "can_vote": false, "can_view": false},
                "plugins": {"can_start": false, "can_close": false, "can_edit_config": false, "config": {}},
                "connected_meetings": {
                  "can_alter_connected_meetings": false,
                  "can_switch_connected_meetings": false,
                  "can_switch_to_parent_meeting": false
                }
              },
              "ui": {
                "design_tokens": {
                  "border_radius": "rounded",
                  "border_width": "thin",
                  "spacing_base": 4,
                  "theme": "dark",
                  "logo": "",
                  "colors": {
                    "brand": {
                      "300": "#844d1c", "400": "#9d5b22", "500": "#b56927", "600": "#d37c30", "700": "#d9904f"
                    },
                    "background": {
                      "600": "#222222", "700": "#1f1f1f", "800": "#1b1b1b", "900": "#181818", "1000": "#141414"
                    },
                    "danger": "#FF2D2D",
                    "text": "#EEEEEE",
                    "text_on_brand": "#EEEEEE",
                    "success": "#62A504",
                    "video_bg": "#191919",
                    "warning": "#FFCD07"
                  }
                }
              }
            }
            """;

    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean ensured;

    /** Creates the preset where the app does not have it. One thread looks, the others wait, each in its own time. */
    void ensure(Errand errand) throws RealtimeKitException {
        if (ensured) {
            return;
        }
        if (!errand.lock(lock)) {
            throw RealtimeKitException.heldBack(LIST, null, "others wait for it already");
        }
        try {
            if (!ensured) {
                findOrCreate(errand);
                ensured = true;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Looks again the next time: somebody may have deleted the preset. */
    void doubt() {
        ensured = false;
    }

    private static void findOrCreate(Errand errand) throws RealtimeKitException {
        if (exists(errand)) {
            return;
        }
        try {
            errand.send(Call.of("createPreset", "POST", "presets").body(request()));
        } catch (RealtimeKitException e) {
            // Another server of ours may have been faster, or the answer was lost.
            if (!exists(errand)) {
                throw e;
            }
        }
    }

    private static boolean exists(Errand errand) throws RealtimeKitException {
        return new Pages(errand)
                        .find(
                                LIST,
                                "presets",
                                preset -> NAME.equals(preset.path("name").textValue()))
                != null;
    }

    /** All of the preset. */
    static ObjectNode whole() {
        try {
            return (ObjectNode) JsonMapper.builder().build().readTree(REQUEST);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CreatePresetRequest request() {
        try {
            return JsonMapper.builder().build().readValue(REQUEST, CreatePresetRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
