package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Time and how it passes; a test has its own. Safe for use by many threads. */
public interface Time {

    /**
     * What the clock says.
     *
     * @return now
     */
    Instant now();

    /**
     * What has passed since some moment, by a clock that nobody sets.
     *
     * @return nanoseconds
     */
    long nanos();

    /**
     * Waits, on the calling thread.
     *
     * @param wait how long
     * @param cancellation ends it early
     * @throws InterruptedException if the thread is interrupted
     */
    void sleep(Duration wait, Cancellation cancellation) throws InterruptedException;

    /**
     * Waits, on no thread.
     *
     * @param wait how long
     * @param executor where to go on
     * @return complete when the time is over; fails with what the executor throws
     */
    CompletableFuture<Void> later(Duration wait, Executor executor);

    /**
     * The time of this machine.
     *
     * @return the time
     */
    static Time system() {
        return SystemTime.INSTANCE;
    }

    /** This machine's. */
    enum SystemTime implements Time {
        /** The one. */
        INSTANCE;

        @Override
        public Instant now() {
            return Clock.systemUTC().instant();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration wait, Cancellation cancellation) throws InterruptedException {
            CountDownLatch cancelled = new CountDownLatch(1);
            Cancellation.Registration registered = cancellation.onCancel(cancelled::countDown);
            try {
                cancelled.await(TimeUnit.NANOSECONDS.convert(wait), TimeUnit.NANOSECONDS);
            } finally {
                registered.close();
            }
        }

        @Override
        public CompletableFuture<Void> later(Duration wait, Executor executor) {
            CompletableFuture<Void> timer = new CompletableFuture<Void>()
                    .completeOnTimeout(null, TimeUnit.NANOSECONDS.convert(wait), TimeUnit.NANOSECONDS);
            CompletableFuture<Void> over = timer.thenRunAsync(() -> {}, executor);
            // What nobody waits for any more is kept no longer.
            over.whenComplete((nothing, failure) -> timer.complete(null));
            return over;
        }
    }
}
