package com.bahasadri.videocall.server.domain.session;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who connected to a call on RealtimeKit.
 *
 * @param peerId the connection, new each time
 * @param callId RealtimeKit's session
 * @param participantId who
 * @param name the display name, or null
 * @param joinedAt when
 */
public record Arrival(
        String peerId,
        String callId,
        String participantId,
        @Nullable String name,
        Instant joinedAt) {
    /** Requires all but the name. */
    public Arrival {
        requireNonNull(peerId, "peerId is null");
        requireNonNull(callId, "callId is null");
        requireNonNull(participantId, "participantId is null");
        requireNonNull(joinedAt, "joinedAt is null");
    }

    Attendance.Peer peer() {
        return new Attendance.Peer(participantId, callId);
    }
}
