package com.bahasadri.videocall.server.adapter.realtimekit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A time that stands still until it is told to go on. */
final class ManualTime implements TimeMeter {
    private final AtomicLong nanos = new AtomicLong(Duration.ofDays(1).toNanos());

    void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long currentTimeNanos() {
        return nanos.get();
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
