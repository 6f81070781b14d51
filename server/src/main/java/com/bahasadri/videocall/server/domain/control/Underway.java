package com.bahasadri.videocall.server.domain.control;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;

/**
 * An attempt to switch a microphone that has begun.
 *
 * @param attempt the attempt
 * @param end is completed with its end once the log tells that; never by a failure
 * @param deadline until when it is waited for, in {@link System#nanoTime}
 */
record Underway(Attempt attempt, CompletableFuture<End> end, long deadline) {
    Underway {
        requireNonNull(attempt, "attempt is null");
        requireNonNull(end, "end is null");
    }
}
