package com.bahasadri.videocall.server.adapter.state;

import com.bahasadri.videocall.server.port.CallBudget;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A budget of nested buckets: all calls take from the widest, tokens and reads from a second one of 80 %, reads from a
 * third of 40 % too. So however many tokens and reads are wanted, a fifth of everything is left to what controls a call.
 * Safe for use by many threads, and by many servers where the buckets are.
 */
public final class LanedBudget implements CallBudget {
    private static final int PERCENT = 100;

    private final Map<Lane, Bucket> buckets = new EnumMap<>(Lane.class);

    /**
     * A budget.
     *
     * @param size how many calls there are
     * @param open makes or finds the bucket of a lane
     */
    public LanedBudget(Size size, BiFunction<Lane, BucketConfiguration, Bucket> open) {
        for (Lane lane : Lane.values()) {
            buckets.put(lane, open.apply(lane, size.of(lane)));
        }
    }

    @Override
    public Duration take(Lane lane) {
        // From the narrowest: what it refuses has not been seen by the others.
        for (int width = lane.ordinal(); width >= 0; width--) {
            ConsumptionProbe probe = bucket(width).tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                giveBack(lane.ordinal(), width);
                return Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
            }
        }
        return Duration.ZERO;
    }

    private void giveBack(int from, int to) {
        for (int width = from; width > to; width--) {
            bucket(width).addTokens(1);
        }
    }

    private Bucket bucket(int width) {
        return buckets.get(Lane.values()[width]);
    }

    /**
     * How many calls there are: in any window at most {@code burst + refill}.
     *
     * @param burst how many at once, after a rest; at least 3
     * @param refill how many more come back in a window, evenly; at least 3
     * @param window the window
     */
    public record Size(long burst, long refill, Duration window) {
        /** Cloudflare's: at most 3,500 in any 5 minutes. 2,000 of them at once, and 5 a second for as long as it takes. */
        public static final Size CLOUDFLARE = new Size(2000, 1500, Duration.ofMinutes(5));

        private BucketConfiguration of(Lane lane) {
            int percent =
                    switch (lane) {
                        case CONTROL -> PERCENT;
                        case TOKENS -> 80;
                        case READS -> 40;
                    };
            return BucketConfiguration.builder()
                    .addLimit(limit -> limit.capacity(burst * percent / PERCENT)
                            .refillGreedy(refill * percent / PERCENT, window))
                    .build();
        }
    }
}
