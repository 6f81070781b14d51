package com.bahasadri.videocall.server.adapter.state;

import com.bahasadri.videocall.server.port.CallBudget;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.function.Function;

/**
 * A budget that leaves something to what is more urgent: a token is for the taking while more than a fifth of the bucket is
 * full, what is read for its own sake while more than three fifths are. So however much of those is wanted, what controls
 * a call finds something, and whatever comes back is its first. Safe for use by many threads, and by many servers where
 * the bucket is.
 */
public final class LanedBudget implements CallBudget {
    private final Bucket bucket;
    private final long burst;

    /**
     * A budget.
     *
     * @param size how many calls there are
     * @param open makes or finds the bucket
     */
    public LanedBudget(Size size, Function<BucketConfiguration, Bucket> open) {
        this.bucket = open.apply(size.configuration());
        this.burst = size.burst();
    }

    @Override
    public Duration take(Lane lane) {
        long reserve = burst * reservedPercent(lane) / 100;
        Duration wait = reserve == 0 ? Duration.ZERO : untilThereAre(reserve + 1);
        if (!wait.isZero()) {
            return wait;
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            return atLeastSome(probe.getNanosToWaitForRefill());
        }
        if (probe.getRemainingTokens() < reserve) {
            // Others were faster.
            bucket.addTokens(1);
            return atLeastSome(untilThereAre(reserve + 1).toNanos());
        }
        return Duration.ZERO;
    }

    private Duration untilThereAre(long tokens) {
        return Duration.ofNanos(bucket.estimateAbilityToConsume(tokens).getNanosToWaitForRefill());
    }

    private static Duration atLeastSome(long nanos) {
        return Duration.ofNanos(Math.max(1, nanos));
    }

    /** How much of the bucket is for those before. */
    private static int reservedPercent(Lane lane) {
        return switch (lane) {
            case CONTROL -> 0;
            case TOKENS -> 20;
            case READS -> 60;
        };
    }

    /**
     * How many calls there are: in any window at most {@code burst + refill}.
     *
     * @param burst how many at once, after a rest
     * @param refill how many more come back in a window, evenly
     * @param window the window
     */
    public record Size(long burst, long refill, Duration window) {
        /** Cloudflare's: at most 3,500 in any 5 minutes. 2,000 of them at once, and 5 a second for as long as it takes. */
        public static final Size CLOUDFLARE = new Size(2000, 1500, Duration.ofMinutes(5));

        private BucketConfiguration configuration() {
            return BucketConfiguration.builder()
                    .addLimit(limit -> limit.capacity(burst).refillGreedy(refill, window))
                    .build();
        }
    }
}
