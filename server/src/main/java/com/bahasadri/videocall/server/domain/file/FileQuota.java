package com.bahasadri.videocall.server.domain.file;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the bytes of files that are stored or arriving, against what all together may have. For many threads. */
final class FileQuota {
    private final long most;
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong arriving = new AtomicLong();

    FileQuota(long most) {
        this.most = most;
    }

    /** Counts what is stored anew, limit or not: at the start, and where other servers store and delete too. */
    void count(long bytes) {
        stored.set(bytes);
    }

    /** Gives back what is stored no longer. */
    void release(long bytes) {
        stored.addAndGet(-bytes);
    }

    /** Takes room for a file that arrives. */
    Reservation reserve(long bytes) {
        Reservation reservation = new Reservation();
        reservation.holdAtLeast(bytes);
        return reservation;
    }

    /** The bytes that are counted now. */
    long taken() {
        return stored.get() + arriving.get();
    }

    /** Room for one file, given back unless it is kept. Used by one thread. */
    final class Reservation implements AutoCloseable {
        private long held;

        /** Takes more room where this many bytes need it. */
        void holdAtLeast(long bytes) {
            long more = bytes - held;
            if (more <= 0) {
                return;
            }
            if (arriving.addAndGet(more) + stored.get() > most) {
                arriving.addAndGet(-more);
                throw new ServiceException(ErrorCode.STORAGE_FULL, "There is no room for the file");
            }
            held = bytes;
        }

        /** Leaves the file counted with its size, for as long as it is stored. */
        void keep(long size) {
            stored.addAndGet(size);
            arriving.addAndGet(-held);
            held = 0;
        }

        @Override
        public void close() {
            arriving.addAndGet(-held);
            held = 0;
        }
    }
}
