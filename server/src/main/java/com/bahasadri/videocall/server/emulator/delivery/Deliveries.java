package com.bahasadri.videocall.server.emulator.delivery;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.emulation.model.Delivery;
import com.bahasadri.videocall.server.emulation.model.DeliveryFaults;
import com.bahasadri.videocall.server.emulator.fault.FaultPlan;
import com.bahasadri.videocall.server.emulator.time.Timers;
import com.bahasadri.videocall.server.http.RequestThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Delivers events to webhooks, out of band: {@link #send} never waits. Each webhook has a lane of its own, so that a
 * dead one holds up no other; a lane has at most 1000 deliveries, those that wait for another try included, and what
 * comes beyond is dropped. A delivery is tried at most 6 times, 1, 5, 30, 120 and 600 seconds of the emulator's clock
 * apart, after a 5xx and where there is no answer within the patience. Safe for use by many threads.
 */
public final class Deliveries implements AutoCloseable {
    private static final int MOST_UNFINISHED = 1000;
    private static final int MOST_LOGGED = 1000;
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10));
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(5);

    private final Clock clock;
    private final Timers timers;
    private final Sender sender;
    private final FaultPlan faults;
    private final ExecutorService threads = RequestThreads.newExecutor("webhook");
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Deque<Delivery> log = new ArrayDeque<>();
    private boolean closed;

    /**
     * Starts with nothing to deliver.
     *
     * @param timers when to try again
     * @param settings how
     */
    public Deliveries(Timers timers, Settings settings) {
        this.timers = requireNonNull(timers, "timers is null");
        this.clock = settings.clock();
        this.faults = settings.faults();
        this.sender = new Sender(settings.signature(), settings.patience());
        faults.follow(this::releaseAll);
    }

    /**
     * Delivers something soon.
     *
     * @param outgoing what
     */
    public synchronized void send(Outgoing outgoing) {
        Attempt attempt = Attempt.first(outgoing);
        Lane lane = lanes.computeIfAbsent(outgoing.webhookId(), absent -> new Lane());
        if (!lane.takes(MOST_UNFINISHED)) {
            note(attempt, new Sender.Result("dropped: too many wait", false), false);
            return;
        }
        lane.begun();
        Integer delay = faults.deliveries().delayMillis();
        if (delay == null || delay == 0) {
            arrange(attempt);
        } else {
            timers.at(clock.instant().plusMillis(delay), () -> arrange(attempt));
        }
    }

    /**
     * Forgets a webhook: what waits for it is not delivered.
     *
     * @param webhookId the webhook
     */
    public synchronized void forget(String webhookId) {
        lanes.remove(webhookId);
    }

    /**
     * What became of the newest 1000 tries.
     *
     * @return the tries, oldest first
     */
    public synchronized List<Delivery> log() {
        return List.copyOf(log);
    }

    /** Delivers nothing any more, and cuts off what is on its way. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            lanes.clear();
        }
        threads.shutdownNow();
        sender.close();
    }

    /** Puts a first try into its lane, in the order and number that are asked for. */
    private synchronized void arrange(Attempt attempt) {
        Lane lane = lane(attempt);
        if (lane == null) {
            return;
        }
        List<Attempt> ready = new ArrayList<>();
        Attempt before = lane.hold(null);
        DeliveryFaults wanted = faults.deliveries();
        if (before == null && Boolean.TRUE.equals(wanted.reorder())) {
            lane.hold(attempt);
            timers.at(clock.instant().plus(LONGEST_HOLD), () -> release(attempt));
            return;
        }
        ready.add(attempt);
        if (before != null) {
            ready.add(before);
        }
        int duplicates = wanted.duplicates() == null ? 0 : wanted.duplicates();
        for (Attempt one : ready) {
            enqueue(one);
            for (int i = 0; i < duplicates; i++) {
                enqueue(one.duplicate());
            }
        }
    }

    private synchronized void release(Attempt attempt) {
        Lane lane = lane(attempt);
        if (lane != null && lane.holds(attempt)) {
            lane.hold(null);
            enqueue(attempt);
        }
    }

    private synchronized void releaseAll() {
        for (Lane lane : List.copyOf(lanes.values())) {
            Attempt held = lane.hold(null);
            if (held != null) {
                enqueue(held);
            }
        }
    }

    private synchronized void enqueue(Attempt attempt) {
        Lane lane = lane(attempt);
        if (lane != null && lane.add(attempt)) {
            try {
                threads.execute(() -> empty(lane));
            } catch (RejectedExecutionException e) {
                // The emulator is being closed.
                lanes.clear();
            }
        }
    }

    private void empty(Lane lane) {
        for (Attempt attempt = next(lane); attempt != null; attempt = next(lane)) {
            finish(lane, attempt, sender.send(attempt));
        }
    }

    private synchronized @Nullable Attempt next(Lane lane) {
        return closed || !lanes.containsValue(lane) ? null : lane.next();
    }

    private synchronized void finish(Lane lane, Attempt attempt, Sender.Result result) {
        boolean again = !closed && !attempt.copy() && result.again() && attempt.number() <= PAUSES.size();
        note(attempt, result, again);
        if (again) {
            Attempt another = attempt.next();
            timers.at(clock.instant().plus(PAUSES.get(attempt.number() - 1)), () -> enqueue(another));
        } else if (!attempt.copy()) {
            lane.finished();
        }
    }

    private @Nullable Lane lane(Attempt attempt) {
        return lanes.get(attempt.outgoing().webhookId());
    }

    private void note(Attempt attempt, Sender.Result result, boolean again) {
        if (log.size() == MOST_LOGGED) {
            log.remove();
        }
        log.add(new Delivery(
                attempt.id(),
                attempt.outgoing().webhookId(),
                attempt.outgoing().event(),
                attempt.outgoing().url(),
                attempt.number(),
                clock.instant(),
                result.text(),
                again));
    }

    /**
     * How to deliver.
     *
     * @param clock the time
     * @param signature makes a body's signature
     * @param faults what goes wrong
     * @param patience how long one try takes at most
     */
    public record Settings(Clock clock, Function<byte[], String> signature, FaultPlan faults, Duration patience) {
        /** How long one try takes at most, unless a test wants less: 10 seconds. */
        public static final Duration PATIENCE = Duration.ofSeconds(10);

        /** Requires all. */
        public Settings {
            requireNonNull(clock, "clock is null");
            requireNonNull(signature, "signature is null");
            requireNonNull(faults, "faults is null");
            requireNonNull(patience, "patience is null");
        }
    }
}
