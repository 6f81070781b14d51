package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.api.PresetsApi;
import com.bahasadri.videocall.server.realtimekit.model.CreatePresetRequest;
import com.bahasadri.videocall.server.realtimekit.model.Preset;
import com.bahasadri.videocall.server.realtimekit.model.PresetAnswer;
import com.bahasadri.videocall.server.realtimekit.model.PresetsAnswer;
import com.bahasadri.videocall.server.realtimekit.model.UpdatePresetRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves the presets. */
final class PresetsResource implements PresetsApi {
    private final State state;

    @Inject
    PresetsResource(State state) {
        this.state = state;
    }

    @Override
    public Response createPreset(String account, String app, CreatePresetRequest request) {
        return Response.ok(new PresetAnswer(true, state.presets().create(request)))
                .build();
    }

    @Override
    public Response getPreset(String account, String app, String presetId) {
        return Response.ok(new PresetAnswer(true, state.presets().require(presetId)))
                .build();
    }

    /** Without the permissions, as RealtimeKit does. */
    @Override
    public Response listPresets(
            String account, String app, @Nullable Integer pageNo, @Nullable Integer perPage, @Nullable String search) {
        List<Preset> names = state.presets().list().stream()
                .filter(preset -> Search.hits(search, preset.name()))
                .map(PresetsResource::name)
                .toList();
        Page<Preset> page = Page.of(names, pageNo, perPage);
        return Response.ok(new PresetsAnswer(true, page.items(), page.paging())).build();
    }

    @Override
    public Response updatePreset(String account, String app, String presetId, UpdatePresetRequest request) {
        return Response.ok(new PresetAnswer(true, state.presets().update(presetId, request)))
                .build();
    }

    @Override
    public Response replacePreset(String account, String app, String presetId, CreatePresetRequest request) {
        return Response.ok(new PresetAnswer(true, state.presets().replace(presetId, request)))
                .build();
    }

    @Override
    public Response deletePreset(String account, String app, String presetId) {
        return Response.ok(new PresetAnswer(true, state.presets().delete(presetId)))
                .build();
    }

    private static Preset name(Preset preset) {
        return Preset.builder()
                .id(preset.id())
                .name(preset.name())
                .createdAt(preset.createdAt())
                .updatedAt(preset.updatedAt())
                .build();
    }
}
