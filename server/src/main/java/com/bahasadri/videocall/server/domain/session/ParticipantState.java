package com.bahasadri.videocall.server.domain.session;

import org.jspecify.annotations.Nullable;

/**
 * What a participant's page reports of itself; null where it says nothing, so that the known value stays.
 *
 * @param name the display name, or null
 * @param muted whether the microphone is off, or null
 * @param cameraOn whether the camera is on, or null
 * @param screenSharing whether a screen is shared, or null
 * @param quality how well media flows, or null
 */
public record ParticipantState(
        @Nullable String name,
        @Nullable Boolean muted,
        @Nullable Boolean cameraOn,
        @Nullable Boolean screenSharing,
        @Nullable ConnectionQuality quality) {
    /**
     * A report of the microphone alone.
     *
     * @param muted whether it is off
     * @return the report
     */
    public static ParticipantState microphone(boolean muted) {
        return new ParticipantState(null, muted, null, null, null);
    }

    /**
     * What both reports say together.
     *
     * @param earlier the report before this one
     * @return this report, and what it says nothing of as the earlier did
     */
    public ParticipantState after(ParticipantState earlier) {
        return new ParticipantState(
                name != null ? name : earlier.name,
                muted != null ? muted : earlier.muted,
                cameraOn != null ? cameraOn : earlier.cameraOn,
                screenSharing != null ? screenSharing : earlier.screenSharing,
                quality != null ? quality : earlier.quality);
    }
}
