package com.bahasadri.videocall.server.domain.webhook;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.port.AnswerStore;
import com.bahasadri.videocall.server.port.AnswerStore.Claim;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes slowly round the sessions that nobody is in: 30 at a time, each once in 5 minutes, more seldom where they are
 * many. What one server took another leaves alone for 4 minutes. For one thread.
 */
final class QuietRound {
    private static final Duration PERIOD = Duration.ofMinutes(5);
    private static final Duration LEASE = Duration.ofMinutes(4);
    private static final int AT_ONCE = 30;

    private final StateStore store;
    private final AnswerStore leases;
    private final Clock clock;
    private Instant next = Instant.MIN;
    private boolean going;
    private @Nullable String cursor;

    QuietRound(StateStore store, AnswerStore leases, Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.leases = requireNonNull(leases, "leases is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Takes the next ones, where it is time.
     *
     * @param taking takes one; answers whether there may be another. Where there may not, that one comes first the next time
     */
    void goOn(Predicate<String> taking) {
        Instant now = clock.instant();
        if (!going && now.isBefore(next)) {
            return;
        }
        if (!going) {
            going = true;
            next = now.plus(PERIOD);
        }
        StateStore.Page page = store.list(false, AT_ONCE, cursor);
        for (Session session : page.sessions()) {
            if (session.participants().isEmpty() && !session.doubtful() && !take(session.id(), taking)) {
                return;
            }
        }
        cursor = page.nextCursor();
        going = cursor != null;
    }

    private boolean take(String sessionId, Predicate<String> taking) {
        Claim claim =
                new Claim("realtimekit-look/" + sessionId, UUID.randomUUID().toString(), "look");
        if (leases.claim(claim, LEASE).isPresent() || taking.test(sessionId)) {
            return true;
        }
        leases.release(claim);
        return false;
    }
}
