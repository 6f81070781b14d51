package com.bahasadri.videocall.server.adapter.realtimekit;

import com.bahasadri.videocall.server.port.CallBudget.Lane;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many calls are on their way at once: on Java 17 each holds a thread of the requests, and where RealtimeKit says nothing, for
 * seconds. Four fifths of the places are for everyone, the rest for what removes, mutes and ends. Safe for use by many threads.
 */
final class Places {
    /** Long enough for those before who are answered; who comes while all are silent is not to wait as long as they do. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Semaphore all;
    private final Semaphore others;

    Places(int number) {
        all = new Semaphore(number);
        others = new Semaphore(number * 4 / 5);
    }

    /** Waits for a place, for a second; where there is one, {@link #leave} must follow. */
    boolean enter(Lane lane, Duration left) {
        long deadline = System.nanoTime() + Math.min(left.toNanos(), PATIENCE.toNanos());
        if (lane != Lane.CONTROL && !acquired(others, deadline)) {
            return false;
        }
        if (acquired(all, deadline)) {
            return true;
        }
        if (lane != Lane.CONTROL) {
            others.release();
        }
        return false;
    }

    /** Gives a place back. */
    void leave(Lane lane) {
        all.release();
        if (lane != Lane.CONTROL) {
            others.release();
        }
    }

    private static boolean acquired(Semaphore places, long deadline) {
        try {
            return places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
