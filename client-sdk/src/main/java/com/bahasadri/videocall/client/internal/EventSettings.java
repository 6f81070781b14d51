package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.Timeout;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Which events are read, and how.
 *
 * @param sessionId the session
 * @param after the number of the last event that is known; -1 to begin with a snapshot
 * @param maxReconnects how many times in a row the connection is made again; -1 for any number
 * @param silence after how long without a byte the connection is lost
 * @param buffer how many events may wait to be read
 * @param options what is otherwise for each request
 */
public record EventSettings(
        String sessionId, long after, int maxReconnects, Duration silence, int buffer, RequestOptions options) {
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int BUFFER = 256;

    /**
     * Requires all.
     *
     * @param sessionId the session
     * @param after the number of the last event that is known
     * @param maxReconnects how many times in a row the connection is made again
     * @param silence after how long without a byte the connection is lost
     * @param buffer how many events may wait to be read
     * @param options what is otherwise for each request
     */
    public EventSettings {
        Objects.requireNonNull(sessionId, "sessionId is null");
        Objects.requireNonNull(silence, "silence is null");
        Objects.requireNonNull(options, "options is null");
    }

    /**
     * The defaults: from a snapshot on, any number of times, 30 s of silence, 256 events.
     *
     * @param sessionId the session
     * @return the defaults
     */
    public static EventSettings of(String sessionId) {
        // Refuses at once what no path can carry, and not on another thread.
        PathSegments.put("{session_id}", "session_id", sessionId);
        return new EventSettings(sessionId, -1, -1, SILENCE, BUFFER, RequestOptions.defaults());
    }

    /**
     * A copy that begins behind an event.
     *
     * @param changed the event's number
     * @return the copy
     */
    public EventSettings withAfter(long changed) {
        require(changed >= 0, "after is negative: " + changed);
        return new EventSettings(sessionId, changed, maxReconnects, silence, buffer, options);
    }

    /**
     * A copy that reconnects a number of times.
     *
     * @param changed the number
     * @return the copy
     */
    public EventSettings withMaxReconnects(int changed) {
        require(changed >= 0, "maxReconnects is negative: " + changed);
        return new EventSettings(sessionId, after, changed, silence, buffer, options);
    }

    /**
     * A copy that bears another silence.
     *
     * @param changed how long
     * @return the copy
     */
    public EventSettings withSilence(Duration changed) {
        require(!changed.isZero(), "silence is zero");
        Timeout.defaults().withRead(changed);
        return new EventSettings(sessionId, after, maxReconnects, changed, buffer, options);
    }

    /**
     * A copy with another buffer.
     *
     * @param changed how many events
     * @return the copy
     */
    public EventSettings withBuffer(int changed) {
        require(changed >= 1, "the buffer must have room for 1 event: " + changed);
        return new EventSettings(sessionId, after, maxReconnects, silence, changed, options);
    }

    /**
     * A copy with other options. What could end it before still can.
     *
     * @param changed the options
     * @return the copy
     */
    public EventSettings withOptions(RequestOptions changed) {
        Optional<Cancellation> before = options.cancellation();
        return new EventSettings(
                sessionId,
                after,
                maxReconnects,
                silence,
                buffer,
                before.isPresent() ? changed.withCancellation(either(before.get(), changed)) : changed);
    }

    private static Cancellation either(Cancellation before, RequestOptions changed) {
        Cancellation either = new Cancellation();
        before.onCancel(either::cancel);
        changed.cancellation().ifPresent(other -> other.onCancel(either::cancel));
        return either;
    }

    private static void require(boolean fits, String message) {
        if (!fits) {
            throw new IllegalArgumentException(message);
        }
    }
}
