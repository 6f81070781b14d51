package com.bahasadri.videocall.server.adapter.embedded;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;

/**
 * Commits what several threads wrote at once in one go: a commit costs about 0.3 ms whatever is in it. A write is
 * in a commit whole or not at all. Safe for use by many threads.
 */
final class GroupCommit {
    private final MVStore file;
    /** Held shared by who writes and alone by who commits, so that no commit has half of a write. */
    private final ReentrantReadWriteLock writing = new ReentrantReadWriteLock();

    private final ReentrantLock committing = new ReentrantLock();
    private final AtomicLong written = new AtomicLong();
    private long committed;

    GroupCommit(MVStore file) {
        this.file = requireNonNull(file, "file is null");
    }

    /** Writes, and returns once the write is committed. */
    void write(Runnable puts) {
        long mine;
        writing.readLock().lock();
        try {
            puts.run();
            mine = written.incrementAndGet();
        } finally {
            writing.readLock().unlock();
        }
        commitUpTo(mine);
    }

    private void commitUpTo(long mine) {
        committing.lock();
        try {
            if (committed < mine) {
                committed = commit();
            }
        } finally {
            committing.unlock();
        }
    }

    private long commit() {
        writing.writeLock().lock();
        try {
            long all = written.get();
            file.commit();
            return all;
        } finally {
            writing.writeLock().unlock();
        }
    }
}
