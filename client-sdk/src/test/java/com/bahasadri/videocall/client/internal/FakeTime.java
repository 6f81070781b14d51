package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when somebody waits, and only then. Safe for use by many threads. */
public class FakeTime implements Time {
    private final Instant start;
    private final AtomicLong passed = new AtomicLong();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    public FakeTime(Instant start) {
        this.start = start;
    }

    /** What was waited for, in order. */
    public List<Duration> waits() {
        return waits;
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        passed.addAndGet(time.toNanos());
    }

    @Override
    public Instant now() {
        return start.plusNanos(passed.get());
    }

    @Override
    public long nanos() {
        return passed.get();
    }

    @Override
    public void sleep(Duration wait, Cancellation cancellation) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        waits.add(wait);
        pass(wait);
    }

    @Override
    public CompletableFuture<Void> later(Duration wait, Executor executor) {
        waits.add(wait);
        if (Thread.currentThread().isInterrupted()) {
            // Whoever is interrupted does not get to wait.
            return new CompletableFuture<>();
        }
        pass(wait);
        return CompletableFuture.runAsync(() -> {}, executor);
    }
}
