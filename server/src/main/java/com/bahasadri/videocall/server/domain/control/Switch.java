package com.bahasadri.videocall.server.domain.control;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.event.Cause;
import java.time.Duration;

/**
 * A wish to switch a microphone.
 *
 * @param participantId whose
 * @param muted off or on
 * @param patience how long the one who wishes it waits for the outcome
 * @param cause who wishes it
 */
public record Switch(String participantId, boolean muted, Duration patience, Cause cause) {
    /** Requires all. */
    public Switch {
        requireNonNull(participantId, "participantId is null");
        requireNonNull(patience, "patience is null");
        requireNonNull(cause, "cause is null");
    }
}
