package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.RequestOptions;
import java.time.Duration;

/** When the time for something is over. Immutable and safe for use by many threads. */
final class Deadline {
    private static final Duration LEAST = Duration.ofMillis(1);

    private final Duration limit;
    private final Time time;
    private final long start;

    /**
     * Counts from now on.
     *
     * @param limit how long it may take; zero for any time
     */
    Deadline(Duration limit, Time time) {
        this.limit = limit;
        this.time = time;
        this.start = time.nanos();
    }

    /** What is left, at least 1 ms; zero for any time. */
    Duration left() {
        if (limit.isZero()) {
            return limit;
        }
        Duration left = limit.minusNanos(time.nanos() - start);
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /** Whether there is time for a wait, and for something after it. */
    boolean hasTimeFor(Duration wait) {
        return limit.isZero() || wait.compareTo(left()) < 0;
    }

    /** The options, with what is left as the whole call's time. */
    RequestOptions limited(RequestOptions options) {
        return limit.isZero()
                ? options
                : options.withTimeout(options.timeout().orElseThrow().withCall(left()));
    }
}
