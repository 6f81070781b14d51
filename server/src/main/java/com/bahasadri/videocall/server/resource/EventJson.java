package com.bahasadri.videocall.server.resource;

import com.bahasadri.videocall.server.domain.control.Command;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.session.ScreenShare;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Locale;
import java.util.function.Function;

/**
 * An event's wire name and data, as the contract has them.
 *
 * @param type the name
 * @param data the data
 */
public record EventJson(String type, ObjectNode data) {
    /**
     * Writes an event.
     *
     * @param event the event
     * @param urls tells where a file plays from
     * @return its name and data
     */
    public static EventJson of(SessionEvent event, Function<VideoFile, URI> urls) {
        if (event instanceof SessionEvent.ParticipantJoined joined) {
            ObjectNode data = EventMessages.object();
            data.set("participant", EventMessages.tree(ContractModels.participant(joined.participant())));
            return new EventJson("participant_joined", data);
        } else if (event instanceof SessionEvent.ParticipantLeft left) {
            return new EventJson("participant_left", about(left.participantId()).put("reason", lower(left.reason())));
        } else if (event instanceof SessionEvent.ParticipantMuted muted) {
            return new EventJson("participant_muted", about(muted.participantId()));
        } else if (event instanceof SessionEvent.ParticipantUnmuted unmuted) {
            return new EventJson("participant_unmuted", about(unmuted.participantId()));
        } else if (event instanceof SessionEvent.CameraToggled toggled) {
            return new EventJson(
                    "camera_toggled", about(toggled.participantId()).put("is_camera_on", toggled.cameraOn()));
        } else if (event instanceof SessionEvent.ScreenShareStarted started) {
            ScreenShare share = started.share();
            return new EventJson(
                    "screen_share_started",
                    about(started.participantId())
                            .put("share_id", share.id())
                            .put("started_at", share.startedAt().toString()));
        } else if (event instanceof SessionEvent.ScreenShareStopped stopped) {
            return new EventJson(
                    "screen_share_stopped", about(stopped.participantId()).put("share_id", stopped.shareId()));
        } else if (event instanceof SessionEvent.ConnectionQualityChanged changed) {
            return new EventJson(
                    "connection_quality_changed",
                    about(changed.participantId()).put("connection_quality", lower(changed.quality())));
        } else if (event instanceof SessionEvent.ConnectionReplaced replaced) {
            return new EventJson("connection_replaced", about(replaced.participantId()));
        } else if (event instanceof SessionEvent.VideoFileShared shared) {
            return new EventJson(
                    "video_file_shared", tree(ContractModels.shared(shared.file(), urls.apply(shared.file()))));
        } else if (event instanceof SessionEvent.VideoFileDeleted deleted) {
            return new EventJson("video_file_deleted", EventMessages.object().put("file_id", deleted.fileId()));
        } else if (event instanceof SessionEvent.PlaybackChanged changed) {
            return new EventJson("playback_changed", tree(PlaybackModels.playback(changed.playback())));
        } else if (event instanceof SessionEvent.CommandProgressed progressed) {
            return new EventJson("command_progressed", progress(progressed));
        } else if (event instanceof SessionEvent.SessionEnded ended) {
            return new EventJson(
                    "session_ended",
                    EventMessages.object().put("ended_at", ended.endedAt().toString()));
        }
        throw new IllegalStateException("no wire form of " + event.getClass().getSimpleName());
    }

    private static ObjectNode progress(SessionEvent.CommandProgressed progressed) {
        Command command = progressed.command();
        ObjectNode data = EventMessages.object().put("command_id", command.id()).put("command", lower(command.kind()));
        if (command.participantId() != null) {
            data.put("participant_id", command.participantId());
        }
        data.put("status", lower(progressed.status()));
        return progressed.reason() == null ? data : data.put("reason", progressed.reason());
    }

    private static ObjectNode about(String participantId) {
        return EventMessages.object().put("participant_id", participantId);
    }

    private static ObjectNode tree(Object model) {
        return (ObjectNode) EventMessages.tree(model);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
