package com.bahasadri.videocall.server.adapter.realtimekit;

import com.bahasadri.videocall.server.port.CallBudget;
import com.bahasadri.videocall.server.port.CallBudget.Lane;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to RealtimeKit: whatever is sent is within the budget, is held back while RealtimeKit fails, and is repeated
 * where that does no harm. Safe for use by many threads.
 */
final class RealtimeKitClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RealtimeKitClient.class);

    /** When there may be a place again. */
    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final CallPolicy policy;
    private final CallBudget budget;
    private final Pause pause;
    private final Breaker breaker;
    private final Places places;
    private final Wire wire;

    RealtimeKitClient(RealtimeKitSettings settings, Means means) {
        this.policy = settings.policy();
        this.budget = means.budget();
        this.pause = means.pause();
        this.breaker = new Breaker(policy.rest());
        this.places = new Places(policy.atOnce());
        this.wire = new Wire(settings, means.http(), means.clock());
    }

    /** Begins what one request of ours needs. */
    Errand errand(Lane lane) {
        return new Errand(this, lane, policy.errandTimeout(), policy.attempts());
    }

    /** Sends a call, and again where it failed and may be repeated. */
    Answer send(Call call, Errand errand) throws RealtimeKitException {
        if (!call.path().stream().allMatch(PathSegments::isOne)) {
            throw RealtimeKitException.noSuchId(call);
        }
        if (!places.enter(errand.lane(), errand.left())) {
            throw RealtimeKitException.heldBack(call, COME_BACK, "too many calls have no answer yet");
        }
        try {
            return sent(call, errand);
        } finally {
            places.leave(errand.lane());
        }
    }

    private Answer sent(Call call, Errand errand) throws RealtimeKitException {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(call, errand);
            } catch (RealtimeKitException e) {
                boolean again = e.unsent() || call.repeatable() && e.passing();
                if (!again || attempt == errand.attempts() || !waited(attempt, e.retryAfter(), errand)) {
                    throw e;
                }
                LOG.debug("again: {}", e.getMessage());
            }
        }
    }

    private Answer attempt(Call call, Errand errand) throws RealtimeKitException {
        Duration left = errand.left();
        if (left.isZero()) {
            throw RealtimeKitException.heldBack(call, null, "no time is left for it");
        }
        if (breaker.rests()) {
            throw resting(call);
        }
        Duration wait = budget.take(errand.lane());
        if (!wait.isZero()) {
            throw RealtimeKitException.heldBack(call, wait, "the budget of calls is used up");
        }
        if (!breaker.enter()) {
            throw resting(call);
        }
        boolean answered = false;
        try {
            Answer answer = wire.exchange(call, left);
            answered = true;
            return answer;
        } catch (RealtimeKitException e) {
            answered = !e.failed();
            throw e;
        } finally {
            breaker.leave(answered);
        }
    }

    private RealtimeKitException resting(Call call) {
        return RealtimeKitException.heldBack(call, breaker.remaining(), "RealtimeKit fails, and is left alone for now");
    }

    /** Waits before the next attempt; false where that would take too long. Never shorter than was asked for. */
    private boolean waited(int attempt, @Nullable Duration asked, Errand errand) {
        long usual = policy.firstWait().toNanos() << (attempt - 1);
        Duration wait =
                Duration.ofNanos((long) (usual * ThreadLocalRandom.current().nextDouble(0.5, 1.5)));
        if (asked != null && asked.compareTo(wait) > 0) {
            wait = asked;
        }
        if (wait.compareTo(policy.longestWait()) > 0 || wait.compareTo(errand.left()) >= 0) {
            return false;
        }
        try {
            pause.last(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Closes the idle connections. */
    @Override
    public void close() {
        wire.close();
    }
}
