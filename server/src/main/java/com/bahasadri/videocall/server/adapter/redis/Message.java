package com.bahasadri.videocall.server.adapter.redis;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.session.LeaveReason;
import org.jspecify.annotations.Nullable;

/**
 * What one server tells another.
 *
 * @param kind what
 * @param from the server that tells it
 * @param id stands for a question and its answer; null otherwise
 * @param sessionId the session
 * @param peerId whose socket it is about
 * @param muted what a microphone is to be, or what it is; null otherwise
 * @param reason why a page is disconnected; null otherwise
 */
record Message(
        Kind kind,
        String from,
        @Nullable String id,
        String sessionId,
        String peerId,
        @Nullable Boolean muted,
        @Nullable LeaveReason reason) {
    Message {
        requireNonNull(kind, "kind is null");
        requireNonNull(from, "from is null");
        requireNonNull(sessionId, "sessionId is null");
        requireNonNull(peerId, "peerId is null");
    }

    /** What servers tell each other; the names must never change. */
    enum Kind {
        /** Switch a microphone. */
        SWITCH,
        /** A microphone is as the page says. */
        SWITCHED,
        /** The page says nothing of its microphone. */
        NOT_SWITCHED,
        /** Disconnect a page. */
        DISCONNECT,
        /** There is a newer socket of a peer elsewhere. */
        REPLACED
    }
}
