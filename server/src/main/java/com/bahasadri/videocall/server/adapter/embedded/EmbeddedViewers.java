package com.bahasadri.videocall.server.adapter.embedded;

import com.bahasadri.videocall.server.domain.playback.Viewer;
import com.bahasadri.videocall.server.port.Viewers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the pages of one server told, in memory. */
public final class EmbeddedViewers implements Viewers {
    private final Map<String, Map<String, Viewer>> sessions = new ConcurrentHashMap<>();

    @Override
    public void report(String sessionId, Viewer viewer) {
        sessions.compute(sessionId, (id, known) -> {
            Map<String, Viewer> viewers = known == null ? new ConcurrentHashMap<>() : known;
            viewers.put(viewer.viewerId(), viewer);
            return viewers;
        });
    }

    @Override
    public void leave(String sessionId, String viewerId) {
        sessions.computeIfPresent(sessionId, (id, viewers) -> {
            viewers.remove(viewerId);
            return viewers.isEmpty() ? null : viewers;
        });
    }

    @Override
    public List<Viewer> of(String sessionId) {
        return List.copyOf(sessions.getOrDefault(sessionId, Map.of()).values());
    }
}
