package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.CreatePresetRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The presets that an app made in Cloudflare's dashboard has, by the names in Cloudflare's documentation. What they
 * allow is not published; here hosts may do everything, and others only take part.
 */
final class StockPresets {
    private static final String FILE = "/emulator/stock-preset.json";

    private StockPresets() {}

    static List<CreatePresetRequest> all() {
        String text = text();
        return List.of(
                preset(text, "group_call_host", "GROUP_CALL", true),
                preset(text, "group_call_participant", "GROUP_CALL", false),
                preset(text, "webinar_presenter", "WEBINAR", true),
                preset(text, "webinar_viewer", "WEBINAR", false));
    }

    private static CreatePresetRequest preset(String text, String name, String viewType, boolean host) {
        // The webinar's viewers watch; everyone else sends.
        String media = viewType.equals("WEBINAR") && !host ? "NOT_ALLOWED" : "ALLOWED";
        String preset = text;
        for (Map.Entry<String, String> blank : Map.of(
                        "NAME", name, "VIEW_TYPE", viewType, "MEDIA", media, "\"HOST\"", String.valueOf(host))
                .entrySet()) {
            preset = preset.replace(blank.getKey(), blank.getValue());
        }
        return Json.read(preset, CreatePresetRequest.class);
    }

    private static String text() {
        try (InputStream file = StockPresets.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
