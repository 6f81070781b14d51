package com.bahasadri.videocall.server.repeat;

import com.bahasadri.videocall.server.port.AnswerStore.Claim;
import java.io.Closeable;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The one run of a write: nobody else runs it until this is closed. Closed without an answer, it leaves the write to
 * the next.
 */
public final class Run implements Turn, Closeable {
    private final RepeatedWrites writes;
    private final Seal seal;
    private final Claim claim;
    private final AtomicBoolean over = new AtomicBoolean();

    Run(RepeatedWrites writes, Seal seal, Claim claim) {
        this.writes = writes;
        this.seal = seal;
        this.claim = claim;
    }

    /**
     * Keeps the answer, once the store answers. Where it cannot be kept, that is logged, and the write stands as one without a
     * key.
     *
     * @param answer what every repeated write is to get
     */
    public void answered(StoredAnswer answer) {
        if (over.compareAndSet(false, true)) {
            writes.keep(this, seal.seal(answer));
        }
    }

    /** Leaves the write to the next, unless it was answered. */
    @Override
    public void close() {
        if (over.compareAndSet(false, true)) {
            writes.release(this);
        }
    }

    Claim claim() {
        return claim;
    }
}
