package com.bahasadri.videocall.server.domain.control;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Who waits for the ends of commands. Safe for use by many threads. */
final class Waiting {
    /** How many may wait at once: few enough that, on a pool of 512 threads, all other requests have theirs. */
    static final int MAX = 128;

    private final Semaphore places = new Semaphore(MAX);

    /**
     * Waits for an end.
     *
     * @param underway of what
     * @return the end, if it comes in time; where {@value #MAX} wait already, if it is there
     */
    Optional<End> await(Underway underway) {
        CompletableFuture<End> end = underway.end();
        Duration left = Duration.ofNanos(Math.max(0, underway.deadline() - System.nanoTime()));
        if (end.isDone() || left.isZero() || !places.tryAcquire()) {
            return Optional.ofNullable(end.getNow(null));
        }
        try {
            return Optional.of(end.get(left.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            places.release();
        }
    }
}
