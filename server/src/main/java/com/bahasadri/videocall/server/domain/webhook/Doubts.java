package com.bahasadri.videocall.server.domain.webhook;

/** Is told what RealtimeKit should be asked about. Returns at once. */
@FunctionalInterface
public interface Doubts {
    /** Asks nothing. */
    Doubts NONE = (sessionId, byHost) -> {};

    /**
     * RealtimeKit's session is over: ours may be, too.
     *
     * @param sessionId our session
     * @param byHost whether somebody ended it
     */
    void ended(String sessionId, boolean byHost);
}
