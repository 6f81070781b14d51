package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.log.Unexpected;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one socket's work in order, one piece at a time, on shared threads. While more than 1,048,576 characters of it wait
 * no more is read.
 */
final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int MAX_WAITING = 1_000;
    private static final int MAX_CHARACTERS = 1_048_576;

    private final Executor threads;
    private final Runnable shut;
    private final Runnable open;
    private final Queue<Work> waiting = new ArrayDeque<>();
    private int characters;
    private boolean running;
    private boolean full;

    /**
     * Starts without work.
     *
     * @param threads where it runs
     * @param shut is told with each piece that no more is to be read
     * @param open is told that it is to be read again
     */
    Inbox(Executor threads, Runnable shut, Runnable open) {
        this.threads = threads;
        this.shut = shut;
        this.open = open;
    }

    /**
     * Adds work, of which 1,000 pieces may wait.
     *
     * @param length how many characters it keeps in memory
     * @param work what to do
     * @return false if too much is waiting already, and the work was not taken
     */
    synchronized boolean add(int length, Runnable work) {
        if (waiting.size() >= MAX_WAITING) {
            return false;
        }
        addLast(new Work(length, work));
        if (characters > MAX_CHARACTERS) {
            full = true;
            shut.run();
        }
        return true;
    }

    /**
     * Adds what is to be done after all the rest, however much that is.
     *
     * @param work what to do
     */
    synchronized void addLast(Runnable work) {
        addLast(new Work(0, work));
    }

    private void addLast(Work work) {
        waiting.add(work);
        characters += work.length;
        if (!running) {
            threads.execute(this::drain);
            // Where no thread was to be had, the next work tries again.
            running = true;
        }
    }

    private void drain() {
        for (Runnable next = take(); next != null; next = take()) {
            try {
                next.run();
            } catch (Throwable e) {
                // The rest must still run, or a lost socket would never be taken out.
                Unexpected.log(LOG, "unexpected failure", e);
            }
        }
    }

    private synchronized @Nullable Runnable take() {
        Work next = waiting.poll();
        running = next != null;
        if (next == null) {
            return null;
        }
        characters -= next.length;
        if (full && characters <= MAX_CHARACTERS / 2) {
            full = false;
            open.run();
        }
        return next.work;
    }

    private record Work(int length, Runnable work) {}
}
