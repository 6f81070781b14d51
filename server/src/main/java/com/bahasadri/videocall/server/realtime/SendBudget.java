package com.bahasadri.videocall.server.realtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much may wait to be sent, for each connection and for all together. While all together are within the budget a
 * connection may have 4,194,304 characters waiting; beyond it no more than its share, so that the many who read as they
 * should never pay for those who do not. At most twice the budget waits, and a message for each. Safe for use by many threads.
 */
final class SendBudget {
    /** How many characters may wait for one client while there is room for them. */
    static final long EACH = 4L * 1024 * 1024;
    /** What waits is copied for each connection, about a byte for each character. */
    private static final int PART_OF_MEMORY = 8;

    private final long all;
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicInteger waiters = new AtomicInteger();

    /** A budget of so many characters for all. */
    SendBudget(long all) {
        this.all = all;
    }

    /** A budget of an eighth of the memory that this process may have. */
    static SendBudget ofMemory() {
        return new SendBudget(Runtime.getRuntime().maxMemory() / PART_OF_MEMORY);
    }

    /** What waits on a new connection: nothing yet. */
    Unsent newConnection() {
        return new Unsent();
    }

    /** How many characters wait on all connections. */
    long waiting() {
        return waiting.get();
    }

    private long each() {
        return waiting.get() <= all ? EACH : Math.min(EACH, all / Math.max(1, waiters.get()));
    }

    /** What waits on one connection. Safe for use by many threads. */
    final class Unsent {
        private long characters;
        private boolean ended;

        private Unsent() {}

        /** Whether it is more than a client that reads would leave. */
        synchronized boolean tooMuch() {
            return characters > each();
        }

        /** Whether anything waits. */
        synchronized boolean waits() {
            return characters > 0;
        }

        /** Adds a message. */
        synchronized void add(int length) {
            if (!ended && length > 0) {
                if (characters == 0) {
                    waiters.incrementAndGet();
                }
                characters += length;
                waiting.addAndGet(length);
            }
        }

        /** Takes a message out that was sent. */
        synchronized void sent(int length) {
            if (!ended && length > 0) {
                characters -= length;
                waiting.addAndGet(-length);
                if (characters == 0) {
                    waiters.decrementAndGet();
                }
            }
        }

        /** The connection is gone, and what waited on it with it. */
        synchronized void end() {
            sent((int) characters);
            ended = true;
        }
    }
}
