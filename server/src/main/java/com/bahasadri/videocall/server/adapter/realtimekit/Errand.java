package com.bahasadri.videocall.server.adapter.realtimekit;

import com.bahasadri.videocall.server.port.CallBudget.Lane;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/** The calls that one request of ours needs: what they are for, and how long all of them may take. For one thread. */
final class Errand {
    private final RealtimeKitClient client;
    private final Lane lane;
    private final long deadline;
    private final int attempts;

    Errand(RealtimeKitClient client, Lane lane, Duration time, int attempts) {
        this.client = client;
        this.lane = lane;
        this.deadline = System.nanoTime() + time.toNanos();
        this.attempts = attempts;
    }

    Answer send(Call call) throws RealtimeKitException {
        return client.send(call, this);
    }

    /** Waits for a lock as long as there is time; false where it did not get it. */
    boolean lock(Lock lock) {
        try {
            return lock.tryLock(left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Something beside: tried once, with less time. */
    Errand aside(Duration time) {
        return new Errand(client, lane, time.compareTo(left()) < 0 ? time : left(), 1);
    }

    /** A part of it that leaves half of the time to what comes after. */
    Errand half() {
        return new Errand(client, lane, left().dividedBy(2), attempts);
    }

    Lane lane() {
        return lane;
    }

    /** How often a call may be sent. */
    int attempts() {
        return attempts;
    }

    /** How much time is left; not more than none. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
}
