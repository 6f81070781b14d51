package com.bahasadri.videocall.server.adapter.redis;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.port.RateLimiter;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TimeoutException;
import java.time.Duration;

/** Rate limits that all servers count together. A bucket is forgotten once it is full again. */
public final class RedisRateLimiter implements RateLimiter {
    private final Redis redis;
    private final SharedBuckets buckets;

    /**
     * Counts in a Redis.
     *
     * @param redis where
     */
    public RedisRateLimiter(Redis redis) {
        this(redis, TimeMeter.SYSTEM_MILLISECONDS);
    }

    RedisRateLimiter(Redis redis, TimeMeter time) {
        this.redis = requireNonNull(redis, "redis is null");
        this.buckets = new SharedBuckets(redis, time);
    }

    @Override
    public Verdict tryAcquire(Limit limit, String key) {
        Bucket bucket = buckets.open(Keys.LIMIT + limit.wireName() + "/" + key, () -> configuration(limit));
        ConsumptionProbe probe;
        try {
            probe = redis.patiently(deadline -> bucket.tryConsumeAndReturnRemaining(1));
        } catch (TimeoutException e) {
            throw Redis.unavailable(e);
        }
        return new Verdict(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private static BucketConfiguration configuration(Limit limit) {
        return BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit.quota()).refillGreedy(limit.quota(), Limit.WINDOW))
                .build();
    }
}
