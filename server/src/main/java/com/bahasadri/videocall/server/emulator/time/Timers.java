package com.bahasadri.videocall.server.emulator.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs short tasks when the emulator's clock reaches their time, one after another, the earliest first. A clock that
 * was set by somebody else is noticed within a second. Safe for use by many threads.
 */
public final class Timers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Timers.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final EmulatorClock clock;
    private final PriorityQueue<Timer> queue =
            new PriorityQueue<>(Comparator.comparing(Timer::due).thenComparing(Timer::number));
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Whoever runs what is due; another one waits, so that it is done when runDue returns. */
    private final ReentrantLock turn = new ReentrantLock();

    private long count;
    private volatile boolean closed;

    /**
     * Starts to follow a clock.
     *
     * @param clock the clock
     */
    public Timers(EmulatorClock clock) {
        this.clock = requireNonNull(clock, "clock is null");
        clock.follow(this::runDue);
        Thread thread = new Thread(this::watch, "emulator-timers");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Has a task run once.
     *
     * @param due when; what is past runs soon
     * @param task what to do, which must not wait for anything
     */
    public void at(Instant due, Runnable task) {
        lock.lock();
        try {
            queue.add(new Timer(due, count++, task));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Runs what is due now, on this thread, and returns when it has run. Nothing once this is closed. */
    public void runDue() {
        turn.lock();
        try {
            for (Timer timer = nextDue(); timer != null; timer = nextDue()) {
                try {
                    timer.task().run();
                } catch (RuntimeException e) {
                    LOG.error("A task of the emulator failed", e);
                }
            }
        } finally {
            turn.unlock();
        }
    }

    /** Runs nothing any more. */
    @Override
    public void close() {
        closed = true;
        lock.lock();
        try {
            queue.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Timer nextDue() {
        lock.lock();
        try {
            Timer first = queue.peek();
            return closed || first == null || first.due().isAfter(clock.instant()) ? null : queue.poll();
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        try {
            while (awaitDue()) {
                runDue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until something may be due; false once this is closed. */
    private boolean awaitDue() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                Timer first = queue.peek();
                if (first == null) {
                    changed.await();
                    continue;
                }
                Duration left = Duration.between(clock.instant(), first.due());
                if (left.isNegative() || left.isZero()) {
                    return true;
                }
                Duration wait = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
                changed.await(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private record Timer(Instant due, long number, Runnable task) {}
}
