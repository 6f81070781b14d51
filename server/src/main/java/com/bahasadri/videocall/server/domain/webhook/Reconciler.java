package com.bahasadri.videocall.server.domain.webhook;

import static java.lang.System.Logger.Level.DEBUG;
import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.port.AnswerStore;
import com.bahasadri.videocall.server.port.AnswerStore.Claim;
import com.bahasadri.videocall.server.port.MediaEngine;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Looks, about every 30 seconds, at the sessions that may have ended and at those that somebody is in, one after another,
 * and more seldom at the rest: see {@link QuietRound}. Of several servers one does. What RealtimeKit just said is over is
 * looked at at once, and what a server that is gone has left of it when another one starts. Where the calls for it are used up, it
 * goes on the next time where it stopped. Nothing that is read waits for it. Safe for use by many threads.
 */
public final class Reconciler implements Doubts, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Reconciler.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(30);
    /** Shorter than the shortest period, so that whoever had it may have it again. */
    private static final Duration LEASE = Duration.ofSeconds(20);
    /** Longer than it takes RealtimeKit to tell who is there and to end it, which is 24 seconds at most. */
    private static final Duration DOUBT_LEASE = Duration.ofSeconds(30);
    /** Whoever ended it just now asks RealtimeKit to, which takes 12 seconds at most. */
    private static final Duration ENDING = Duration.ofSeconds(20);
    /** What may not come true for long, such as an end that RealtimeKit refuses, leaves calls to the rest. */
    private static final int DOUBTS_AT_ONCE = 20;

    private static final String NAME = "realtimekit-reconciliation";

    private final StateStore store;
    private final AnswerStore leases;
    private final Reconciliation reconciliation;
    private final Clock clock;
    private final Turns doubts = new Turns(DOUBTS_AT_ONCE);
    private final Turns live = new Turns(Integer.MAX_VALUE);
    private final QuietRound quiet;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "reconciliation");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Makes one that looks only when it is told to.
     *
     * @param store knows the sessions
     * @param leases tells the servers apart
     * @param media what is asked
     * @param sessions ends sessions
     * @param clock the time
     */
    public Reconciler(StateStore store, AnswerStore leases, MediaEngine media, SessionService sessions, Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.leases = requireNonNull(leases, "leases is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.reconciliation = new Reconciliation(store, media, sessions, clock);
        this.quiet = new QuietRound(store, leases, clock);
    }

    /** Looks at what may have ended, and from now on by itself. */
    public void start() {
        later(this::lookAtDoubtful, 0);
        next();
    }

    @Override
    public void arose(String sessionId) {
        later(() -> lookIfDoubtful(sessionId), 0);
    }

    /** Stops. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Looks at what is to be looked at now, unless another server does. */
    void lookAround() {
        Claim lease = new Claim(NAME, UUID.randomUUID().toString(), NAME);
        if (leases.claim(lease, LEASE).isEmpty()) {
            Set<String> doubtful = lookAtDoubtful();
            lookAtLive(doubtful);
            quiet.goOn(sessionId -> doubtful.contains(sessionId) || look(sessionId));
        }
    }

    private void next() {
        // Servers that start together are not to look together, nor one always at the same time as something else.
        long wait = (long) (PERIOD.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
        later(
                () -> {
                    try {
                        lookAround();
                    } finally {
                        next();
                    }
                },
                wait);
    }

    private Set<String> lookAtDoubtful() {
        Set<String> doubtful = new HashSet<>();
        store.forEachDoubtful(doubtful::add);
        doubts.take(doubtful, this::lookIfDoubtful);
        return doubtful;
    }

    private void lookAtLive(Set<String> seenAlready) {
        Set<String> occupied = new HashSet<>();
        store.forEachLive((sessionId, participantId) -> occupied.add(sessionId));
        // Somebody may be in these, and only a second look tells.
        occupied.addAll(reconciliation.disputed());
        occupied.removeAll(seenAlready);
        live.take(occupied, this::look);
    }

    /** Looks, unless it is settled, or being settled, already; answers whether more can be asked. */
    boolean lookIfDoubtful(String sessionId) {
        Claim claim =
                new Claim("realtimekit-doubt/" + sessionId, UUID.randomUUID().toString(), "doubt");
        if (leases.claim(claim, DOUBT_LEASE).isPresent()) {
            return true;
        }
        try {
            return store.find(sessionId).filter(this::isToBeAskedAbout).isEmpty() || look(sessionId);
        } finally {
            leases.release(claim);
        }
    }

    private boolean isToBeAskedAbout(Session session) {
        return session.doubtful()
                && (session.endedAt() == null || !session.endedAt().plus(ENDING).isAfter(clock.instant()));
    }

    /** Looks; answers whether more can be asked. */
    private boolean look(String sessionId) {
        try {
            reconciliation.look(sessionId);
            return true;
        } catch (ServiceException e) {
            log(e);
            return e.code() != ErrorCode.UNAVAILABLE;
        } catch (RuntimeException e) {
            log(e);
            return true;
        }
    }

    private void later(Runnable work, long millis) {
        try {
            timer.schedule(
                    () -> {
                        try {
                            work.run();
                        } catch (RuntimeException e) {
                            log(e);
                        }
                    },
                    millis,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log(e);
        }
    }

    private static void log(RuntimeException e) {
        LOG.log(DEBUG, "RealtimeKit was not asked, or its answer not taken", e);
    }
}
