package com.bahasadri.videocall.server.adapter.redis;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.port.Neighbours.Peer;
import com.bahasadri.videocall.server.port.ParticipantLink.Order;
import org.jspecify.annotations.Nullable;

/**
 * What one server tells another.
 *
 * @param kind what
 * @param from the server that tells it
 * @param id stands for a question and its answer; null otherwise
 * @param sessionId the session; empty where it is about none
 * @param peerId whose socket it is about; empty where it is about none
 * @param order what a page is to do with its microphone; null otherwise
 * @param muted what a microphone is; null otherwise
 * @param cause who removes somebody; null otherwise
 */
record Message(
        Kind kind,
        String from,
        @Nullable String id,
        String sessionId,
        String peerId,
        @Nullable Order order,
        @Nullable Boolean muted,
        @Nullable Cause cause) {
    Message {
        requireNonNull(kind, "kind is null");
        requireNonNull(from, "from is null");
        requireNonNull(sessionId, "sessionId is null");
        requireNonNull(peerId, "peerId is null");
    }

    /** A message about a peer that says nothing more. */
    static Message about(Peer peer, Kind kind, String from) {
        return new Message(kind, from, null, peer.sessionId(), peer.id(), null, null, null);
    }

    /** A message about the server that tells it. */
    static Message aboutItself(Kind kind, String from) {
        return new Message(kind, from, null, "", "", null, null, null);
    }

    /** An answer to this question. */
    Message answer(String by, @Nullable Boolean is) {
        Kind answered = is == null ? Kind.NOT_SWITCHED : Kind.SWITCHED;
        return new Message(answered, by, id, sessionId, peerId, null, is, null);
    }

    /** What servers tell each other; the names must never change. */
    enum Kind {
        /** Switch a microphone. */
        SWITCH,
        /** A microphone is as the page says. */
        SWITCHED,
        /** The page says nothing of its microphone. */
        NOT_SWITCHED,
        /** Somebody is removed: disconnect the page. */
        REMOVE,
        /** There is a newer socket of a peer elsewhere. */
        REPLACED,
        /** The server that tells it is there. */
        JOINED,
        /** The server that tells it is gone. */
        LEFT
    }
}
