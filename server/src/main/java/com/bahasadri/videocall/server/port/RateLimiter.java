package com.bahasadri.videocall.server.port;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** Counts what callers do, and says when it is too much. Safe for use by many threads. */
public interface RateLimiter {
    /**
     * Counts one use, unless the limit is used up.
     *
     * @param limit which limit
     * @param key whose: a client address or a session
     * @return whether it may go on
     */
    Verdict tryAcquire(Limit limit, String key);

    /** The limits. Each is a bucket that holds its quota and refills evenly over a minute. */
    enum Limit {
        /** Sessions created by one client address. */
        SESSION_CREATION("session-creation", 10),
        /** Tokens minted for one session. */
        TOKEN_GENERATION("token-generation", 100),
        /** Control commands given to one session. */
        CONTROL_COMMAND("control-command", 60);

        /** The time over which a quota refills. */
        public static final Duration WINDOW = Duration.ofMinutes(1);

        private final String wireName;
        private final int quota;

        Limit(String wireName, int quota) {
            this.wireName = wireName;
            this.quota = quota;
        }

        /**
         * The limit's name in the contract and in the {@code RateLimit} headers.
         *
         * @return the name
         */
        public String wireName() {
            return wireName;
        }

        /**
         * How many uses a window has.
         *
         * @return the quota
         */
        public int quota() {
            return quota;
        }

        /**
         * Finds a limit by the name that the contract has for it.
         *
         * @param wireName the name
         * @return the limit
         * @throws IllegalArgumentException if the contract names a limit that there is not
         */
        public static Limit named(String wireName) {
            for (Limit limit : values()) {
                if (limit.wireName.equals(wireName)) {
                    return limit;
                }
            }
            throw new IllegalArgumentException("no rate limit named " + wireName);
        }
    }

    /**
     * What became of one use.
     *
     * @param allowed whether it was within the limit
     * @param remaining how many more are
     * @param retryAfter how long until the next one is; zero where it was allowed
     */
    record Verdict(boolean allowed, long remaining, Duration retryAfter) {
        /** Requires the time. */
        public Verdict {
            requireNonNull(retryAfter, "retryAfter is null");
        }

        /**
         * How long to wait in whole seconds, as clients are told.
         *
         * @return the seconds, rounded up so that the wait is never too short, and at least 1
         */
        public long retryAfterSeconds() {
            return Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
        }
    }
}
