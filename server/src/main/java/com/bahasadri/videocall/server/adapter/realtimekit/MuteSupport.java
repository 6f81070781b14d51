package com.bahasadri.videocall.server.adapter.realtimekit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Whether RealtimeKit can mute at all: Cloudflare's sources disagree. Where it says that it cannot, it is not asked again
 * for 10 minutes. Safe for use by many threads.
 */
final class MuteSupport {
    private static final Duration MEMORY = Duration.ofMinutes(10);
    private static final int NOT_FOUND = 404;
    /** A 404 may also mean that there is no such participant, so it is not remembered. */
    private static final Set<Integer> NEVER = Set.of(405, 501);

    private final Clock clock;
    private volatile Instant askAgain = Instant.MIN;

    MuteSupport(Clock clock) {
        this.clock = clock;
    }

    /** Whether it is worth asking. */
    boolean likely() {
        return !clock.instant().isBefore(askAgain);
    }

    /** Whether a failure means that it cannot mute, or not this one. */
    boolean lacking(RealtimeKitException failure) {
        if (NEVER.contains(failure.status())) {
            askAgain = clock.instant().plus(MEMORY);
            return true;
        }
        return failure.status() == NOT_FOUND;
    }
}
