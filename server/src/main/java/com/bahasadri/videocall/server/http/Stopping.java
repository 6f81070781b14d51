package com.bahasadri.videocall.server.http;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Whether the server stops, and which requests it still has to answer until then. Safe for use by many threads. */
public final class Stopping {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int running;
    private volatile boolean begun;
    private volatile long latestNanos;

    /** A server that does not stop yet. */
    public Stopping() {}

    /**
     * Begins to stop.
     *
     * @param patience how long what still arrives may take
     */
    public void begin(Duration patience) {
        latestNanos = System.nanoTime() + patience.toNanos();
        begun = true;
    }

    /**
     * Whether the server stops.
     *
     * @return true once it has begun to
     */
    public boolean begun() {
        return begun;
    }

    /**
     * Whether what still arrives has had its time.
     *
     * @return true once the server stops and the patience is over
     */
    public boolean over() {
        return begun && System.nanoTime() - latestNanos > 0;
    }

    /**
     * Takes a request in.
     *
     * @return whether it is to be carried out, and {@link #leave} to be called after it; false where the server stops
     */
    public boolean enter() {
        lock.lock();
        try {
            if (begun) {
                return false;
            }
            running++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A request that was taken in is answered. */
    public void leave() {
        lock.lock();
        try {
            running--;
            if (running == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all that was taken in is answered.
     *
     * @param patience how long at most
     */
    public void awaitIdle(Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (running > 0 && left > 0) {
                left = idle.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
