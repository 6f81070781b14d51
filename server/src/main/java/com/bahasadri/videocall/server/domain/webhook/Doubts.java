package com.bahasadri.videocall.server.domain.webhook;

/** Is told which sessions RealtimeKit should be asked about. Returns at once. */
@FunctionalInterface
public interface Doubts {
    /** Asks nothing. */
    Doubts NONE = sessionId -> {};

    /**
     * RealtimeKit's session is over: ours may be, too. The session says so already.
     *
     * @param sessionId our session
     */
    void arose(String sessionId);
}
