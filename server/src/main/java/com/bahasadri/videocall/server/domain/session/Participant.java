package com.bahasadri.videocall.server.domain.session;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Someone in the call, in the state last reported.
 *
 * @param id RealtimeKit's id of the participant
 * @param name the display name, or null
 * @param joinedAt when the participant joined
 * @param muted whether the microphone is off
 * @param cameraOn whether the camera is on
 * @param quality how well media flows
 * @param screenShare the screen being shared, or null
 */
public record Participant(
        String id,
        @Nullable String name,
        Instant joinedAt,
        boolean muted,
        boolean cameraOn,
        ConnectionQuality quality,
        @Nullable ScreenShare screenShare) {
    /** Requires all but the name and the share. */
    public Participant {
        requireNonNull(id, "id is null");
        requireNonNull(joinedAt, "joinedAt is null");
        requireNonNull(quality, "quality is null");
    }
}
