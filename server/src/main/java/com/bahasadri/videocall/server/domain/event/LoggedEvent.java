package com.bahasadri.videocall.server.domain.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An event with its place in the session's log.
 *
 * @param sessionId the session
 * @param seq its number in the session, from 1, without gaps
 * @param at when it was committed
 * @param event what happened
 */
public record LoggedEvent(String sessionId, long seq, Instant at, SessionEvent event) {
    /** Requires all. */
    public LoggedEvent {
        requireNonNull(sessionId, "sessionId is null");
        requireNonNull(at, "at is null");
        requireNonNull(event, "event is null");
    }
}
