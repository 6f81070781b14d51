package com.bahasadri.videocall.server.port;

import com.bahasadri.videocall.server.domain.playback.Viewer;
import java.util.List;

/**
 * What the pages told last of where they are in the shared file. It is old within seconds: what cannot be kept is lost, and
 * nothing fails for that. Safe for use by many threads.
 */
public interface Viewers {
    /**
     * Notes what a page told.
     *
     * @param sessionId the session
     * @param viewer the page
     */
    void report(String sessionId, Viewer viewer);

    /**
     * Forgets a page that is gone.
     *
     * @param sessionId the session
     * @param viewerId the page
     */
    void leave(String sessionId, String viewerId);

    /**
     * Reads what the pages of a session told.
     *
     * @param sessionId the session
     * @return what each told last, in any order
     */
    List<Viewer> of(String sessionId);
}
