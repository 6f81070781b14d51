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
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks, about every 30 seconds, at the sessions that somebody is in, one after another, and at once at those that RealtimeKit
 * says are over. Of several servers one does. Where the calls for it are used up, it goes on the next time where it
 * stopped. Nothing that is read waits for it. Safe for use by many threads.
 */
public final class Reconciler implements Doubts, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Reconciler.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(30);
    /** Shorter than the shortest period, so that whoever had it may have it again. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private static final String NAME = "realtimekit-reconciliation";

    private final StateStore store;
    private final AnswerStore leases;
    private final Reconciliation reconciliation;
    /** Sessions that may have ended, and whether somebody ended them. */
    private final Map<String, Boolean> doubted = new ConcurrentHashMap<>();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "reconciliation");
        thread.setDaemon(true);
        return thread;
    });
    private String last = "";

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
        this.reconciliation = new Reconciliation(store, media, sessions, clock);
    }

    /** Looks from now on by itself. */
    public void start() {
        // Servers that start together are not to look together, nor one always at the same time as something else.
        long wait = (long) (PERIOD.toMillis() * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
        later(
                () -> {
                    try {
                        lookAround();
                    } finally {
                        start();
                    }
                },
                wait);
    }

    @Override
    public void ended(String sessionId, boolean byHost) {
        doubted.merge(sessionId, byHost, Boolean::logicalOr);
        later(this::lookAtDoubted, 0);
    }

    /** Stops. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Looks at every session that somebody is in, unless another server does. */
    void lookAround() {
        try {
            lookAtDoubted();
            Claim lease = new Claim(NAME, UUID.randomUUID().toString(), NAME);
            if (leases.claim(lease, LEASE).isEmpty()) {
                lookAtAll();
            }
        } catch (RuntimeException e) {
            log(e);
        }
    }

    private void lookAtAll() {
        TreeSet<String> live = new TreeSet<>();
        store.forEachLive((sessionId, participantId) -> live.add(sessionId));
        reconciliation.only(live);
        // Both before the first look, which moves the place where the next time begins.
        TreeSet<String> behind = new TreeSet<>(live.tailSet(last, false));
        TreeSet<String> before = new TreeSet<>(live.headSet(last, true));
        if (look(behind) && look(before)) {
            last = "";
        }
    }

    private boolean look(TreeSet<String> sessionIds) {
        for (String sessionId : sessionIds) {
            ErrorCode failure = look(sessionId, false);
            if (failure != null && store.find(sessionId).filter(Session::ended).isPresent()) {
                // It has ended here, so nobody is in it the next time, but RealtimeKit has not confirmed that yet.
                doubted.putIfAbsent(sessionId, false);
            }
            if (failure == ErrorCode.UNAVAILABLE) {
                return false;
            }
            last = sessionId;
        }
        return true;
    }

    private void lookAtDoubted() {
        doubted.forEach((sessionId, byHost) -> {
            ErrorCode failure = look(sessionId, byHost);
            if (failure != ErrorCode.UNAVAILABLE && failure != ErrorCode.REALTIMEKIT_ERROR) {
                doubted.remove(sessionId, byHost);
            }
        });
    }

    /** Looks; answers with what RealtimeKit, or the way to it, failed. */
    private @Nullable ErrorCode look(String sessionId, boolean endedByHost) {
        try {
            reconciliation.look(sessionId, endedByHost);
            return null;
        } catch (ServiceException e) {
            log(e);
            return e.code();
        } catch (RuntimeException e) {
            log(e);
            return null;
        }
    }

    private void later(Runnable work, long millis) {
        try {
            timer.schedule(work, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log(e);
        }
    }

    private static void log(RuntimeException e) {
        LOG.log(DEBUG, "RealtimeKit was not asked, or its answer not taken", e);
    }
}
