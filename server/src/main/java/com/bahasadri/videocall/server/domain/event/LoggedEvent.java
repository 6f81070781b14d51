package com.bahasadri.videocall.server.domain.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event with its place in the session's log.
 *
 * @param sessionId the session
 * @param seq its number in the session, from 1, without gaps
 * @param at when it was committed
 * @param cause why it happened; null, as an earlier version stored it, stands for the server
 * @param event what happened
 */
public record LoggedEvent(String sessionId, long seq, Instant at, Cause cause, SessionEvent event) {
    /** Requires all but the cause. */
    public LoggedEvent(String sessionId, long seq, Instant at, @Nullable Cause cause, SessionEvent event) {
        this.sessionId = requireNonNull(sessionId, "sessionId is null");
        this.seq = seq;
        this.at = requireNonNull(at, "at is null");
        this.cause = cause == null ? Cause.SERVER : cause;
        this.event = requireNonNull(event, "event is null");
    }
}
