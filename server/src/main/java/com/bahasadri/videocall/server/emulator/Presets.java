package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.CreatePresetRequest;
import com.bahasadri.videocall.server.realtimekit.model.Preset;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The presets, by name: those that Cloudflare's dashboard gives an app, and what was added. Safe for use by many
 * threads.
 */
final class Presets {
    private static final String HIDDEN = "hidden_participant";

    private final EmulatorStore.Table table;
    private final Clock clock;

    Presets(EmulatorStore store, Clock clock) {
        this.table = store.table("presets");
        this.clock = clock;
        List.of("group_call_host", "group_call_participant").forEach(name -> addDefault(name, "GROUP_CALL"));
        List.of("webinar_presenter", "webinar_viewer").forEach(name -> addDefault(name, "WEBINAR"));
    }

    Preset create(CreatePresetRequest request) {
        Preset preset =
                preset(request.name(), Json.map(request.config()), Json.map(request.permissions()), request.ui());
        if (table.putIfAbsent(preset.name(), Json.write(preset)) != null) {
            throw Refusal.conflict("A preset named " + preset.name() + " exists");
        }
        return preset;
    }

    @Nullable
    Preset named(String name) {
        String text = table.get(name);
        return text == null ? null : Json.read(text, Preset.class);
    }

    Preset requireNamed(String name) {
        Preset preset = named(name);
        if (preset == null) {
            throw Refusal.notFound("No preset found with name " + name);
        }
        return preset;
    }

    Preset require(String id) {
        return list().stream()
                .filter(preset -> preset.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("No preset found with id " + id));
    }

    List<Preset> list() {
        return table.startingWith("").stream()
                .map(text -> Json.read(text, Preset.class))
                .toList();
    }

    /** Whether those who have the preset are unseen by others. */
    boolean hides(@Nullable String name) {
        Preset preset = name == null ? null : named(name);
        return preset != null
                && preset.permissions() != null
                && Boolean.TRUE.equals(preset.permissions().get(HIDDEN));
    }

    private void addDefault(String name, String viewType) {
        table.putIfAbsent(
                name, Json.write(preset(name, Map.of("view_type", viewType), Map.of(HIDDEN, false), Map.of())));
    }

    private Preset preset(
            String name, Map<String, Object> config, Map<String, Object> permissions, Map<String, Object> ui) {
        Instant now = Meetings.now(clock);
        return new Preset(UUID.randomUUID().toString(), name, config, permissions, ui, now, now);
    }
}
