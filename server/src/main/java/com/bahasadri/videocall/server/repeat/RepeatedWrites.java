package com.bahasadri.videocall.server.repeat;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.http.RequestThreads;
import com.bahasadri.videocall.server.log.Unexpected;
import com.bahasadri.videocall.server.port.AnswerStore;
import com.bahasadri.videocall.server.port.AnswerStore.Claim;
import com.bahasadri.videocall.server.port.AnswerStore.Found;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets each write run once, and gives its answer to whoever repeats it within 24 hours. Safe for use by many threads.
 *
 * <p>A claim holds for 30 seconds and is renewed every 10, so a write of a server that died is free again after 30
 * seconds at most, however long it takes otherwise. One that failed because the store did not answer is free again within
 * a second of the store's return.
 */
public final class RepeatedWrites implements AutoCloseable {
    /** How long an answer is kept. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    /** How long a repeated write waits for the first one. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    /** How many may wait at once: few enough that, on a pool of threads, the first ones have theirs. */
    static final int MAX_WAITING = 128;

    static final Duration LEASE = Duration.ofSeconds(30);
    private static final long TENDING_SECONDS = 10;
    private static final long SETTLING_SECONDS = 1;
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedWrites.class);

    /** How often who waits looks whether the server stops. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final AnswerStore store;
    private final Duration patience;
    private volatile boolean stopping;
    private final Settling settling = new Settling(LEASE);
    private final Set<Run> running = ConcurrentHashMap.newKeySet();
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(RequestThreads.daemons("repeated-writes"));

    /**
     * Keeps answers in a store.
     *
     * @param store keeps them
     * @param patience how long a repeated write waits for the first one; {@link #PATIENCE} in earnest
     */
    public RepeatedWrites(AnswerStore store, Duration patience) {
        this.store = requireNonNull(store, "store is null");
        this.patience = requireNonNull(patience, "patience is null");
        timer.scheduleWithFixedDelay(this::tend, TENDING_SECONDS, TENDING_SECONDS, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(this::settle, SETTLING_SECONDS, SETTLING_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Decides whether a write runs, after the first one has ended if need be.
     *
     * @param write the write
     * @return the run, to be closed by the caller, or what the first one was answered
     * @throws ServiceException with {@link ErrorCode#IDEMPOTENCY_KEY_REUSED} if the key stands for another content, or
     *     {@link ErrorCode#UNAVAILABLE} if the first one takes too long
     */
    public Turn begin(Write write) {
        Seal seal = new Seal(write);
        Claim claim = new Claim(seal.name(), UUID.randomUUID().toString(), seal.fingerprint());
        Optional<Found> found = claimed(claim);
        if (isRunning(found, claim)) {
            found = awaitEnd(claim);
        }
        if (found.isPresent()) {
            return seal.open(requireNonNull(found.get().answer(), "answer is null"));
        }
        Run run = new Run(this, seal, claim);
        running.add(run);
        return run;
    }

    /**
     * Whether a refusal is kept: where the state of a session was the reason, so that it might be another one by now.
     * The others come out the same each time, or are to be tried again, and keeping them would let anybody fill the
     * store.
     *
     * @param code the refusal
     * @return whether a repeated write gets it again
     */
    public static boolean keeps(ErrorCode code) {
        return switch (code) {
            case PARTICIPANT_NOT_FOUND, FILE_NOT_FOUND, SESSION_ENDED, STALE_REVISION -> true;
            case INVALID_INPUT,
                    INVALID_FILE_TYPE,
                    UNAUTHORIZED,
                    FORBIDDEN,
                    SESSION_NOT_FOUND,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    IDEMPOTENCY_KEY_REUSED,
                    FILE_TOO_LARGE,
                    PAYLOAD_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    RANGE_NOT_SATISFIABLE,
                    RATE_LIMITED,
                    REALTIMEKIT_ERROR,
                    INTERNAL_ERROR,
                    UNAVAILABLE,
                    STORAGE_FULL -> false;
        };
    }

    /**
     * Refuses a key that stands for another write.
     *
     * @return the refusal
     */
    public static ServiceException reused() {
        return new ServiceException(
                ErrorCode.IDEMPOTENCY_KEY_REUSED, "This Idempotency-Key stands for another request");
    }

    /** Lets nobody wait for a first one any more, for the server stops. */
    public void stopWaiting() {
        stopping = true;
    }

    /** Stops to renew claims: what still runs has 30 seconds. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    void keep(Run run, String answer) {
        running.remove(run);
        try {
            settling.tell(() -> {
                if (!store.keep(run.claim(), answer, LIFETIME)) {
                    LOG.warn("an answer was not kept: the write took longer than its claim held");
                }
            });
        } catch (RuntimeException e) {
            LOG.error("an answer was not kept", e);
            release(run);
        }
    }

    void release(Run run) {
        running.remove(run);
        try {
            settling.tell(() -> store.release(run.claim()));
        } catch (RuntimeException e) {
            LOG.warn("a write is not free again before its claim ends", e);
        }
    }

    /** What the timer does each second: tells the store what it did not take before. */
    void settle() {
        try {
            settling.settle();
        } catch (Throwable e) {
            Unexpected.log(LOG, "the ends of writes were not told", e);
        }
    }

    /** What the timer does: renews the claims of what runs, and removes what has expired. */
    void tend() {
        try {
            running.forEach(run -> store.renew(run.claim(), LEASE));
            store.removeExpired();
        } catch (Throwable e) {
            Unexpected.log(LOG, "claims were not renewed, or expired answers not removed", e);
        }
    }

    private Optional<Found> awaitEnd(Claim claim) {
        if (!waiting.tryAcquire()) {
            throw stillRuns();
        }
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            while (true) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw stillRuns();
                }
                if (stopping) {
                    throw stops();
                }
                store.await(claim.name(), Duration.ofNanos(Math.min(left, LOOK.toNanos())));
                Optional<Found> found = claimed(claim);
                if (!isRunning(found, claim)) {
                    return found;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stops();
        } finally {
            waiting.release();
        }
    }

    /** A store that does not answer may have taken the claim, which nobody would have then. */
    private Optional<Found> claimed(Claim claim) {
        try {
            return store.claim(claim, LEASE);
        } catch (ServiceException e) {
            settling.later(() -> store.release(claim));
            throw e;
        }
    }

    private static boolean isRunning(Optional<Found> found, Claim claim) {
        if (found.isPresent() && !found.get().fingerprint().equals(claim.fingerprint())) {
            throw reused();
        }
        return found.isPresent() && found.get().answer() == null;
    }

    private static ServiceException stops() {
        return new ServiceException(ErrorCode.UNAVAILABLE, "The server stops");
    }

    private static ServiceException stillRuns() {
        return new ServiceException(ErrorCode.UNAVAILABLE, "The first request with this Idempotency-Key still runs");
    }
}
