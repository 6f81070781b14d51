package com.bahasadri.videocall.server.domain.playback;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What plays for everyone in a session: a point on the server's time line, from which every page tells where it
 * should be.
 *
 * @param fileId the file that is shown, or null while none is
 * @param playing whether it plays
 * @param position where it was at the time {@code at}, in seconds
 * @param rate how fast it plays; 1 is the file's own speed
 * @param revision counts the changes, from 0
 * @param at when it was changed
 */
public record Playback(
        @Nullable String fileId, boolean playing, double position, double rate, long revision, Instant at) {
    /** Requires the time. */
    public Playback {
        requireNonNull(at, "at is null");
    }

    /**
     * What plays in a new session: nothing.
     *
     * @param at when the session was created
     * @return the playback of revision 0
     */
    public static Playback none(Instant at) {
        return new Playback(null, false, 0, 1, 0, at);
    }

    /**
     * Where it is at a time.
     *
     * @param now the time
     * @param duration the file's length in seconds
     * @return the position in seconds, at most the file's length
     */
    public double positionAt(Instant now, double duration) {
        double elapsed = playing ? Math.max(0, Duration.between(at, now).toNanos() / 1e9) : 0;
        return Math.min(duration, position + elapsed * rate);
    }

    /**
     * The playback after this one that shows no file.
     *
     * @param now when
     * @return the next revision
     */
    public Playback stopped(Instant now) {
        return new Playback(null, false, 0, 1, revision + 1, now);
    }
}
