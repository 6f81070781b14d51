package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.http.RequestThreads;
import com.bahasadri.videocall.server.log.Unexpected;
import com.bahasadri.videocall.server.port.Neighbours.Peer;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that nobody stays in a call as a ghost: pings every socket, ends those that do not answer, and lets a
 * participant go that was not heard of for the grace period.
 */
final class Presence implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    private static final Duration PING = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(9);

    private static final Duration RETRY = Duration.ofSeconds(3);

    private final Hub hub;
    private final StateStore store;
    private final PresenceService service;
    private final Duration grace;
    private final Executor threads;
    private final Map<String, Object> absences = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            new ScheduledThreadPoolExecutor(1, RequestThreads.daemons("presence"));

    Presence(Hub hub, StateStore store, PresenceService service, Duration grace, Executor threads) {
        this.hub = hub;
        this.store = store;
        this.service = service;
        this.grace = grace;
        this.threads = threads;
        timer.scheduleWithFixedDelay(this::beat, PING.toMillis(), PING.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * A participant's socket is gone: it leaves unless it is back before the grace period is over. That begins now, but with
     * the silence where it was that which ended the socket.
     */
    void lost(Connection connection) {
        long silent = connection.fellSilent() ? System.nanoTime() - connection.lastHeardNanos() : 0;
        expect(
                connection.grant().sessionId(),
                connection.grant().participantId(),
                Duration.ofNanos(Math.max(0, grace.toNanos() - silent)));
    }

    /** A participant is in the call as far as the store knows, but has no socket yet. */
    void expect(String sessionId, String participantId) {
        expect(sessionId, participantId, grace);
    }

    /**
     * A server is gone, this one before it started or another: whoever is in a call and has no socket here is expected, here
     * or elsewhere.
     */
    void settle() {
        threads.execute(() -> {
            try {
                store.forEachLive((sessionId, participantId) -> {
                    if (hub.peer(sessionId, participantId).isEmpty()) {
                        expect(sessionId, participantId);
                    }
                });
            } catch (ServiceException e) {
                LOG.debug("the state does not answer", e);
                later(this::settle, RETRY);
            }
        });
    }

    /** A participant that was removed is out, also where its first report and the removal crossed. */
    void removed(Connection connection) {
        Grant who = connection.grant();
        try {
            service.leave(who.sessionId(), who.participantId(), LeaveReason.REMOVED, connection.removal());
        } catch (ServiceException e) {
            LOG.debug("the session is gone", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void expect(String sessionId, String participantId, Duration wait) {
        String who = sessionId + "/" + participantId;
        Object thisTime = new Object();
        absences.put(who, thisTime);
        later(
                () -> {
                    // Unless it came back and was lost again: then it has the whole grace period again.
                    if (absences.remove(who, thisTime)) {
                        threads.execute(() -> leaveUnlessBack(sessionId, participantId));
                    }
                },
                wait);
    }

    private void leaveUnlessBack(String sessionId, String participantId) {
        try {
            hub.ifAbsent(
                    new Peer(sessionId, participantId),
                    () -> service.leave(sessionId, participantId, LeaveReason.CONNECTION_LOST, Cause.TIMEOUT));
        } catch (ServiceException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                expect(sessionId, participantId, RETRY);
            } else {
                LOG.debug("the session is gone", e);
            }
        }
    }

    private void later(Runnable work, Duration wait) {
        try {
            timer.schedule(work, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("shutting down: presence is settled after the next start");
        }
    }

    private void beat() {
        try {
            pingAll();
        } catch (Throwable e) {
            // Else nobody would ever be pinged again.
            Unexpected.log(LOG, "not every socket was pinged", e);
        }
    }

    private void pingAll() {
        long now = System.nanoTime();
        for (Connection connection : hub.all()) {
            try {
                if (now - connection.lastHeardNanos() > SILENCE.toNanos()) {
                    connection.terminate();
                } else {
                    connection.ping();
                }
            } catch (RuntimeException e) {
                LOG.debug("a socket failed while it was pinged", e);
            }
        }
    }
}
