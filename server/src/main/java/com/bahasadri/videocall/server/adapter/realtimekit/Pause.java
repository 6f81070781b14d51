package com.bahasadri.videocall.server.adapter.realtimekit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits between attempts, so that tests need not. */
@FunctionalInterface
interface Pause {
    /** The thread sleeps. */
    Pause SLEEP = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

    void last(Duration time) throws InterruptedException;
}
