package com.bahasadri.videocall.server.adapter.realtimekit;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps calls back while RealtimeKit fails: once half of at least 20 calls within 30 seconds have failed, nothing is sent
 * for a while; then one call tries, and its outcome decides. Both are told in the log. Safe for use by many threads.
 */
final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final int FAILING_PERCENT = 50;
    private static final int FEWEST_CALLS = 20;
    private static final Duration WINDOW = Duration.ofSeconds(30);

    private final CircuitBreaker<Object> circuit;

    Breaker(Duration rest) {
        circuit = CircuitBreaker.builder()
                .withFailureRateThreshold(FAILING_PERCENT, FEWEST_CALLS, WINDOW)
                .withSuccessThreshold(1)
                .withDelay(rest)
                .onOpen(event -> LOG.warn("RealtimeKit fails: nothing is sent for {} ms", rest.toMillis()))
                .onClose(event -> LOG.info("RealtimeKit answers again"))
                .build();
    }

    /** Whether nothing is sent now. A look costs nothing; whoever sends must {@link #enter}. */
    boolean rests() {
        return circuit.isOpen() && !circuit.getRemainingDelay().isZero();
    }

    /** Whether a call may be sent; if so, {@link #leave} must follow. */
    boolean enter() {
        return circuit.tryAcquirePermit();
    }

    /** Tells how a call ended. */
    void leave(boolean answered) {
        if (answered) {
            circuit.recordSuccess();
        } else {
            circuit.recordFailure();
        }
    }

    /** How long to wait before the next try; a moment where somebody is trying now. */
    Duration remaining() {
        Duration left = circuit.getRemainingDelay();
        return left.isZero() ? Duration.ofSeconds(1) : left;
    }
}
