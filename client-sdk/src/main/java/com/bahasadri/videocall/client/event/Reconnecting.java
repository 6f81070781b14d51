package com.bahasadri.videocall.client.event;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * That the connection is lost and will be made again. Immutable and safe for use by many threads.
 *
 * @param attempt how many times in a row, from 1
 * @param delay how long until then
 * @param cause why, as the exception that a call would have thrown; empty where the server ended the stream in good order
 */
public record Reconnecting(int attempt, Duration delay, Optional<Throwable> cause) {

    /**
     * Requires all.
     *
     * @param attempt how many times in a row, from 1
     * @param delay how long until then
     * @param cause why
     */
    public Reconnecting {
        Objects.requireNonNull(delay, "delay is null");
        Objects.requireNonNull(cause, "cause is null");
    }
}
