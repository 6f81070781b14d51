package com.bahasadri.videocall.server.realtime;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one socket's work in order, one piece at a time, on shared threads. */
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int MAX_WAITING = 1_000;

    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    Inbox(Executor threads) {
        this.threads = threads;
    }

    /**
     * Adds work.
     *
     * @param work what to do
     * @return false if too much is waiting already, and the work was not taken
     */
    synchronized boolean add(Runnable work) {
        if (waiting.size() >= MAX_WAITING) {
            return false;
        }
        addLast(work);
        return true;
    }

    /**
     * Adds what is to be done after all the rest, however much that is.
     *
     * @param work what to do
     */
    synchronized void addLast(Runnable work) {
        waiting.add(work);
        if (!running) {
            running = true;
            threads.execute(this::drain);
        }
    }

    private void drain() {
        for (Runnable next = take(); next != null; next = take()) {
            try {
                next.run();
            } catch (RuntimeException e) {
                // The rest must still run, or a lost socket would never be taken out.
                LOG.error("unexpected failure", e);
            }
        }
    }

    private synchronized @Nullable Runnable take() {
        Runnable next = waiting.poll();
        running = next != null;
        return next;
    }
}
