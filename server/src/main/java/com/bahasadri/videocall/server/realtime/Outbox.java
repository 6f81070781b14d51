package com.bahasadri.videocall.server.realtime;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one client is to get, in order. Events that come before it was brought up to date wait, so that it sees each event
 * once. A client that does not read is given up before much waits for it. Safe for use by many threads.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    private final Sink sink;
    private final Runnable tooSlow;
    private final SendBudget.Unsent unsent;
    private final AtomicInteger onTheirWay = new AtomicInteger();
    private volatile long lastTakenNanos;
    private @Nullable List<Outgoing> backlog = new ArrayList<>();
    private long lastSeq;
    /** Once an event was left out none may follow: the client goes on behind the last one that it got. */
    private boolean givenUp;

    /**
     * Starts without anything to send.
     *
     * @param sink where messages go
     * @param tooSlow is told when the client does not keep up
     * @param budget how much may wait
     */
    Outbox(Sink sink, Runnable tooSlow, SendBudget budget) {
        this.unsent = budget.newConnection();
        this.sink = requireNonNull(sink, "sink is null");
        this.tooSlow = requireNonNull(tooSlow, "tooSlow is null");
    }

    /** Sends what the client missed, or a snapshot, then the events that came meanwhile, then each as it comes. */
    synchronized void start(List<Outgoing> first, long seq) {
        first.forEach(this::sendEvent);
        lastSeq = seq;
        List<Outgoing> came = backlog == null ? List.of() : backlog;
        backlog = null;
        came.forEach(this::deliver);
    }

    /**
     * Lets what comes wait until it is started once more.
     *
     * @return false if it has not been started yet
     */
    synchronized boolean restart() {
        if (backlog != null) {
            return false;
        }
        backlog = new ArrayList<>();
        return true;
    }

    /** Sends an event, unless the client has it. */
    synchronized void deliver(Outgoing event) {
        if (backlog != null) {
            backlog.add(event);
        } else if (event.seq() > lastSeq) {
            lastSeq = event.seq();
            sendEvent(event);
        }
    }

    private void sendEvent(Outgoing event) {
        if (!givenUp) {
            send(event);
        }
    }

    /** Sends a message, be it an event or none. */
    synchronized void send(Outgoing message) {
        if (unsent.tooMuch()) {
            givenUp = true;
            tooSlow.run();
        } else {
            write(message);
        }
    }

    /** Whether something waits for the client, and it has taken nothing for so long. */
    boolean stalled(Duration patience) {
        return unsent.waits() && System.nanoTime() - lastTakenNanos > patience.toNanos();
    }

    /** Whether all that was sent has been taken, or never will be. */
    boolean idle() {
        return onTheirWay.get() == 0;
    }

    /** Is told that nothing waits for the client any more. */
    void end() {
        unsent.end();
    }

    private void write(Outgoing message) {
        if (!sink.isOpen()) {
            return;
        }
        int length = message.text().length();
        if (!unsent.waits()) {
            lastTakenNanos = System.nanoTime();
        }
        unsent.add(length);
        onTheirWay.incrementAndGet();
        try {
            sink.send(message, () -> {
                lastTakenNanos = System.nanoTime();
                unsent.sent(length);
                onTheirWay.decrementAndGet();
            });
        } catch (RuntimeException e) {
            onTheirWay.decrementAndGet();
            // Lost since it was looked at. Others get the same event from the same thread: it must reach them.
            LOG.debug("the client is gone", e);
        }
    }
}
