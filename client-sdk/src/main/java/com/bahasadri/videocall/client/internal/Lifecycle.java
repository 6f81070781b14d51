package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a client and its views are open. Safe for use by many threads. */
public final class Lifecycle {
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean closed;
    private final Cancellation closing = new Cancellation();
    private final Runnable release;

    /**
     * Begins open.
     *
     * @param release gives back what the client holds
     */
    public Lifecycle(Runnable release) {
        this.release = release;
    }

    /** Closes it; does nothing the second time. */
    public void close() {
        if (begun.compareAndSet(false, true)) {
            // First: a stream that reconnects would take a closed client for a failure.
            closing.cancel();
            closed = true;
            release.run();
        }
    }

    /**
     * What ends streams, and the calls that wait, once the client is closed.
     *
     * @return cancelled a moment before calls are refused
     */
    public Cancellation closing() {
        return closing;
    }

    /**
     * Refuses a call to a closed client.
     *
     * @throws IllegalStateException if it is closed
     */
    public void ensureOpen() {
        if (closed) {
            throw new IllegalStateException("this client is closed");
        }
    }
}
