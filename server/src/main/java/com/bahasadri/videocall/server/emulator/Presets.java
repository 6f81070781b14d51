package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.CreatePresetRequest;
import com.bahasadri.videocall.server.realtimekit.model.Preset;
import com.bahasadri.videocall.server.realtimekit.model.PresetConfig;
import com.bahasadri.videocall.server.realtimekit.model.PresetPermissions;
import com.bahasadri.videocall.server.realtimekit.model.UpdatePresetRequest;
import com.bahasadri.videocall.server.realtimekit.model.ViewType;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
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
        if (table.startingWith("").isEmpty()) {
            StockPresets.all().forEach(stock -> create(stock));
        }
    }

    synchronized Preset create(CreatePresetRequest request) {
        requireFree(request.name());
        Instant now = Meetings.now(clock);
        return keep(complete(UUID.randomUUID().toString(), request, now, now));
    }

    synchronized Preset replace(String id, CreatePresetRequest request) {
        Preset old = require(id);
        return keepInPlaceOf(old, complete(id, request, old.createdAt(), Meetings.now(clock)));
    }

    /** The members that are given replace those that there are, whatever is nested in them. */
    synchronized Preset update(String id, UpdatePresetRequest change) {
        Preset old = require(id);
        Preset preset = new Preset(
                id,
                change.name() == null ? old.name() : change.name(),
                merged(old.config(), change.config()),
                merged(old.permissions(), change.permissions()),
                merged(old.ui(), change.ui()),
                old.createdAt(),
                Meetings.now(clock));
        requireTypes(preset);
        return keepInPlaceOf(old, preset);
    }

    synchronized Preset delete(String id) {
        Preset preset = require(id);
        table.remove(preset.name());
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

    /** In the order of their names. */
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

    /** What a preset is for, or null. */
    @Nullable
    String viewType(@Nullable String name) {
        Preset preset = name == null ? null : named(name);
        return preset == null || preset.config() == null
                ? null
                : (String) preset.config().get("view_type");
    }

    private static Preset complete(
            String id, CreatePresetRequest request, @Nullable Instant created, @Nullable Instant updated) {
        Preset preset = new Preset(
                id,
                request.name(),
                Json.map(request.config()),
                Json.map(request.permissions()),
                request.ui(),
                created,
                updated);
        requireTypes(preset);
        return preset;
    }

    private Preset keepInPlaceOf(Preset old, Preset preset) {
        if (!old.name().equals(preset.name())) {
            requireFree(preset.name());
            table.remove(old.name());
        }
        return keep(preset);
    }

    private Preset keep(Preset preset) {
        table.put(preset.name(), Json.write(preset));
        return preset;
    }

    private void requireFree(String name) {
        if (table.get(name) != null) {
            throw Refusal.conflict("A preset named " + name + " exists");
        }
    }

    private static void requireTypes(Preset preset) {
        try {
            Json.convert(preset.permissions(), PresetPermissions.class);
            ViewType view = Json.convert(preset.config(), PresetConfig.class).viewType();
            if (view.known() != ViewType.Known.UNKNOWN) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.malformed("config or permissions is malformed");
        }
        throw Refusal.malformed("view_type must be GROUP_CALL, WEBINAR, AUDIO_ROOM or LIVESTREAM");
    }

    private static Map<String, Object> merged(@Nullable Map<String, Object> old, @Nullable Map<String, Object> change) {
        Map<String, Object> both = new LinkedHashMap<>();
        both.putAll(old == null ? Map.of() : old);
        both.putAll(change == null ? Map.of() : change);
        return both;
    }
}
