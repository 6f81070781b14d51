package com.bahasadri.videocall.server.adapter.embedded;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.adapter.state.LanedBudget;
import com.bahasadri.videocall.server.port.CallBudget;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.LocalBucketBuilder;
import java.time.Duration;

/** The budget of one server, in memory: at most 3,500 calls in any 5 minutes. Safe for use by many threads. */
public final class EmbeddedBudget implements CallBudget {
    private final LanedBudget budget;

    /** Cloudflare's budget, in real time. */
    public EmbeddedBudget() {
        this(LanedBudget.Size.CLOUDFLARE, TimeMeter.SYSTEM_NANOTIME);
    }

    /**
     * A budget in a time of the caller's.
     *
     * @param size how many calls there are
     * @param time tells it
     */
    public EmbeddedBudget(LanedBudget.Size size, TimeMeter time) {
        requireNonNull(time, "time is null");
        this.budget =
                new LanedBudget(requireNonNull(size, "size is null"), configuration -> bucket(configuration, time));
    }

    @Override
    public Duration take(Lane lane) {
        return budget.take(lane);
    }

    private static Bucket bucket(BucketConfiguration configuration, TimeMeter time) {
        LocalBucketBuilder bucket = Bucket.builder().withCustomTimePrecision(time);
        for (var bandwidth : configuration.getBandwidths()) {
            bucket.addLimit(bandwidth);
        }
        return bucket.build();
    }
}
