package com.bahasadri.videocall.server.domain.playback;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the pages told last of where they are; not kept anywhere, for it is old within seconds. Safe for use by many threads. */
public final class Viewers {
    private final Map<String, Map<String, Viewer>> sessions = new ConcurrentHashMap<>();

    /**
     * Notes what a page told.
     *
     * @param sessionId the session
     * @param viewer the page
     */
    public void report(String sessionId, Viewer viewer) {
        sessions.compute(sessionId, (id, known) -> {
            Map<String, Viewer> viewers = known == null ? new ConcurrentHashMap<>() : known;
            viewers.put(viewer.viewerId(), viewer);
            return viewers;
        });
    }

    /**
     * Forgets a page that is gone.
     *
     * @param sessionId the session
     * @param viewerId the page
     */
    public void leave(String sessionId, String viewerId) {
        sessions.computeIfPresent(sessionId, (id, viewers) -> {
            viewers.remove(viewerId);
            return viewers.isEmpty() ? null : viewers;
        });
    }

    List<Viewer> of(String sessionId) {
        return List.copyOf(sessions.getOrDefault(sessionId, Map.of()).values());
    }
}
