package com.bahasadri.videocall.server.support;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A time that stands still until it is told to go on. */
public final class ManualTime implements TimeMeter {
    private final AtomicLong nanos = new AtomicLong(Duration.ofDays(1).toNanos());

    /** Moves it on. */
    public void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long currentTimeNanos() {
        return nanos.get();
    }

    @Override
    public boolean isWallClockBased() {
        // As several servers must have it.
        return true;
    }
}
