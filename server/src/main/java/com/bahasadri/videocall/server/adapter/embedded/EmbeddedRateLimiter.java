package com.bahasadri.videocall.server.adapter.embedded;

import com.bahasadri.videocall.server.port.RateLimiter;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** Rate limits of one server, in memory: at most 100,000 buckets, forgotten once they are full again. */
public final class EmbeddedRateLimiter implements RateLimiter {
    private static final int MAX_BUCKETS = 100_000;

    private final TimeMeter time;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(Limit.WINDOW.multipliedBy(2))
            .build();

    /** Counts in real time. */
    public EmbeddedRateLimiter() {
        this(TimeMeter.SYSTEM_NANOTIME);
    }

    /**
     * Counts in a time of the caller's.
     *
     * @param time tells it
     */
    public EmbeddedRateLimiter(TimeMeter time) {
        this.time = time;
    }

    @Override
    public Verdict tryAcquire(Limit limit, String key) {
        Bucket bucket = buckets.get(limit.wireName() + "/" + key, unused -> newBucket(limit));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Verdict(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket newBucket(Limit limit) {
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit.quota()).refillGreedy(limit.quota(), Limit.WINDOW))
                .withCustomTimePrecision(time)
                .build();
    }
}
