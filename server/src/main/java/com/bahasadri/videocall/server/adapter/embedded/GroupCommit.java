package com.bahasadri.videocall.server.adapter.embedded;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what several threads wrote at once in one go: a commit costs about 0.3 ms whatever is in it. A write is
 * in a commit whole or not at all. Safe for use by many threads.
 *
 * <p>Once a commit failed, as on a full disk, memory has what the file has not, and nobody was told of it. From then on every
 * method throws a {@link ServiceException} with {@link ErrorCode#UNAVAILABLE}: only a new start knows what is true.
 */
final class GroupCommit {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final MVStore file;
    /** Held shared by who writes and alone by who commits, so that no commit has half of a write. */
    private final ReentrantReadWriteLock writing = new ReentrantReadWriteLock();

    private final ReentrantLock committing = new ReentrantLock();
    private final AtomicLong written = new AtomicLong();
    private volatile long committed;
    private volatile @Nullable Throwable failure;

    GroupCommit(MVStore file) {
        this.file = requireNonNull(file, "file is null");
    }

    /** Writes, and returns once the write is committed. */
    void write(Runnable puts) {
        requireWhole();
        long mine;
        writing.readLock().lock();
        try {
            puts.run();
            mine = written.incrementAndGet();
        } catch (RuntimeException | Error e) {
            // Memory may have half of it, which is for no commit.
            fail(e);
            throw unavailable(e);
        } finally {
            writing.readLock().unlock();
        }
        commitUpTo(mine);
    }

    /**
     * Reads, and answers once all that could be read is committed, so that nobody is told what an abrupt end takes back.
     */
    <T> T read(Supplier<T> reading) {
        T found = glance(reading);
        settle();
        return found;
    }

    /** Reads what may be committed or not. */
    <T extends @Nullable Object> T glance(Supplier<T> reading) {
        requireWhole();
        try {
            return reading.get();
        } catch (MVStoreException e) {
            // A commit that fails closes the file.
            if (file.isClosed()) {
                throw unavailable(e);
            }
            throw new IllegalStateException(file.getFileStore() + " is damaged", e);
        }
    }

    /** Returns once all that could be read until now is committed. */
    private void settle() {
        requireWhole();
        // A write counts at its end: with the lock, one whose values could be read already has counted.
        if (writing.getReadLockCount() > 0 || committed < written.get()) {
            writing.writeLock().lock();
            long all = written.get();
            writing.writeLock().unlock();
            commitUpTo(all);
        }
    }

    /** Refuses once a commit failed. */
    void requireWhole() {
        Throwable cause = failure;
        if (cause != null) {
            throw unavailable(cause);
        }
    }

    private void commitUpTo(long mine) {
        committing.lock();
        try {
            requireWhole();
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
        } catch (RuntimeException e) {
            fail(e);
            throw unavailable(e);
        } finally {
            writing.writeLock().unlock();
        }
    }

    private void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
            LOG.error("the state cannot be written; the server is to be started anew once it can", cause);
        }
    }

    private static ServiceException unavailable(Throwable cause) {
        return new ServiceException(ErrorCode.UNAVAILABLE, "The state cannot be written", cause);
    }
}
