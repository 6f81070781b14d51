package com.bahasadri.videocall.client.internal;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * What is tried again, and after how long: 0.5 s, doubled each time up to 8 s, of which a random half is left out, so that clients
 * that failed together do not come back together. The server's own wish is never undercut. Immutable and safe for use by many threads.
 */
final class RetryPolicy {
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    // Not implemented, not this version of HTTP, no room: the next try finds the same.
    private static final Set<Integer> LASTING = Set.of(501, 505, 507);

    private final Duration maxRetryAfter;
    private final DoubleSupplier random;

    RetryPolicy(Duration maxRetryAfter) {
        this(maxRetryAfter, () -> ThreadLocalRandom.current().nextDouble());
    }

    RetryPolicy(Duration maxRetryAfter, DoubleSupplier random) {
        this.maxRetryAfter = Objects.requireNonNull(maxRetryAfter, "maxRetryAfter is null");
        this.random = random;
    }

    /** Whether another try may end otherwise. The contract says so of no 409. */
    static boolean isWorthIt(int status) {
        return status == 408 || status == 429 || (status >= 500 && status < 600 && !LASTING.contains(status));
    }

    /** How long to wait after the try of that number; empty where the server asks for more than is waited. */
    Optional<Duration> wait(int attempt, Optional<Duration> retryAfter) {
        Duration asked = retryAfter.orElse(Duration.ZERO);
        if (asked.compareTo(maxRetryAfter) > 0) {
            return Optional.empty();
        }
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(attempt - 1, 10));
        Duration longest = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
        Duration own = Duration.ofNanos((long) (longest.toNanos() * (1 - random.getAsDouble() / 2)));
        return Optional.of(asked.compareTo(own) > 0 ? asked : own);
    }
}
