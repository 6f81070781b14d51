package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a client and its views are open. Safe for use by many threads. */
public final class Lifecycle {
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean closed;
    private final Cancellation streams = new Cancellation();
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
        if (closing.compareAndSet(false, true)) {
            // First: a stream that reconnects would take a closed client for a failure.
            streams.cancel();
            closed = true;
            release.run();
        }
    }

    /** What ends the calls that have no end of their own, once the client is closed. */
    Cancellation streams() {
        return streams;
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
