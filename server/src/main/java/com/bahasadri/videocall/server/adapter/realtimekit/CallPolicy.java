package com.bahasadri.videocall.server.adapter.realtimekit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long and how often RealtimeKit is tried. Immutable and safe for use by many threads.
 *
 * @param connectTimeout how long connecting may take; 3 seconds
 * @param readTimeout how long the other side may be silent; 6 seconds
 * @param attemptTimeout how long one attempt may take, its answer included; 8 seconds
 * @param errandTimeout how long all that one request of ours needs may take, repeats and waits included; 12
 *     seconds, which is less than clients usually wait
 * @param attempts how often a call is sent at most that may be repeated; 3
 * @param firstWait about how long to wait before the second attempt, and twice as long before each further one; 200
 *     milliseconds, more or less by half
 * @param longestWait how long to wait at most before a repeat; whoever asks for more is not asked again; 5 seconds
 * @param atOnce how many calls may be on their way at once, their repeats included; 256, so that on a pool of 512 threads other
 *     requests have theirs
 * @param rest how long nothing is sent once half of at least 20 calls in 30 seconds have failed; 5 seconds
 */
public record CallPolicy(
        Duration connectTimeout,
        Duration readTimeout,
        Duration attemptTimeout,
        Duration errandTimeout,
        int attempts,
        Duration firstWait,
        Duration longestWait,
        int atOnce,
        Duration rest) {
    /** Requires all; at least one attempt, and one call at once. */
    public CallPolicy {
        requireNonNull(connectTimeout, "connectTimeout is null");
        requireNonNull(readTimeout, "readTimeout is null");
        requireNonNull(attemptTimeout, "attemptTimeout is null");
        requireNonNull(errandTimeout, "errandTimeout is null");
        requireNonNull(firstWait, "firstWait is null");
        requireNonNull(longestWait, "longestWait is null");
        requireNonNull(rest, "rest is null");
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts is less than 1");
        }
        if (atOnce < 1) {
            throw new IllegalArgumentException("atOnce is less than 1");
        }
    }

    /**
     * What a server in earnest has.
     *
     * @return the defaults
     */
    public static CallPolicy standard() {
        return new CallPolicy(
                Duration.ofSeconds(3),
                Duration.ofSeconds(6),
                Duration.ofSeconds(8),
                Duration.ofSeconds(12),
                3,
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                256,
                Duration.ofSeconds(5));
    }
}
