package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.api.AppsApi;
import com.bahasadri.videocall.server.realtimekit.model.App;
import com.bahasadri.videocall.server.realtimekit.model.AppsAnswer;
import com.bahasadri.videocall.server.realtimekit.model.SortOrder;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves the apps, of which there is one. */
final class AppsResource implements AppsApi {
    private static final App ONLY =
            new App(RealtimeKitEmulator.APP_ID, RealtimeKitEmulator.APP_ID, Instant.parse("2026-01-01T00:00:00Z"));

    @Override
    public Response listApps(
            String account,
            @Nullable Integer pageNo,
            @Nullable Integer perPage,
            @Nullable String search,
            @Nullable SortOrder sortOrder) {
        List<App> found = Search.hits(search, ONLY.name()) ? List.of(ONLY) : List.of();
        Page<App> page = Page.of(found, pageNo, perPage);
        return Response.ok(new AppsAnswer(true, page.items(), page.paging())).build();
    }
}
