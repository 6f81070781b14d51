package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.model.SessionEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Events between the thread that receives them and those that read them; it has a bound and an end. Safe for use by many threads. */
public final class EventBuffer {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition news = lock.newCondition();
    private final ArrayDeque<SessionEvent> events = new ArrayDeque<>();
    private final int capacity;
    private OptionalLong lastSeq = OptionalLong.empty();
    private boolean over;
    private @Nullable Throwable failure;

    /**
     * Begins empty.
     *
     * @param capacity how many events it holds
     */
    public EventBuffer(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Adds an event, and waits until there is room for it. Does nothing once it is closed.
     *
     * @param event the event
     */
    public void put(SessionEvent event) {
        lock.lock();
        try {
            while (events.size() >= capacity && !over) {
                room.awaitUninterruptibly();
            }
            if (!over) {
                events.add(event);
                news.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the next event, and waits for it.
     *
     * @return the event; null where no more will come
     * @throws InterruptedException if the thread is interrupted
     */
    public @Nullable SessionEvent take() throws InterruptedException {
        // Never reached: 292 years.
        return poll(Duration.ofNanos(Long.MAX_VALUE));
    }

    /**
     * Takes the next event, and waits for it for a while.
     *
     * @param patience how long
     * @return the event; null where none came, or no more will come
     * @throws InterruptedException if the thread is interrupted
     */
    public @Nullable SessionEvent poll(Duration patience) throws InterruptedException {
        long left = TimeUnit.NANOSECONDS.convert(patience);
        lock.lockInterruptibly();
        try {
            while (events.isEmpty() && !over && left > 0) {
                left = news.awaitNanos(left);
            }
            SessionEvent next = events.poll();
            if (next != null) {
                lastSeq = OptionalLong.of(next.seq());
                room.signal();
            } else if (failure != null) {
                throwFailure(failure);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /**
     * How far its readers are.
     *
     * @return the number of the last event that was taken out; empty before the first
     */
    public OptionalLong lastSeq() {
        lock.lock();
        try {
            return lastSeq;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether nothing is there, and nothing will come.
     *
     * @return whether it is over
     */
    public boolean isOver() {
        lock.lock();
        try {
            return over && events.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Says that no more will come. What is there can still be read.
     *
     * @param why what the readers get to see behind it, or null for a good end
     */
    public void finish(@Nullable Throwable why) {
        lock.lock();
        try {
            if (!over) {
                over = true;
                failure = why;
                news.signalAll();
                room.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Drops everything, and ends all waiting. */
    public void close() {
        lock.lock();
        try {
            events.clear();
            failure = null;
            over = true;
            news.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void throwFailure(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        // Nothing that ends a feed is checked.
        throw (RuntimeException) failure;
    }
}
