package com.bahasadri.videocall.server.adapter.redis;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.port.RateLimiter;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TimeoutException;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;

/** Rate limits that all servers count together. A bucket is forgotten once it is full again. */
public final class RedisRateLimiter implements RateLimiter {
    private static final Duration ANSWER = Duration.ofMillis(500);
    private static final Duration REMAINS = Duration.ofSeconds(10);

    private final Redis redis;
    private final ProxyManager<String> buckets;

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
        this.buckets = Bucket4jLettuce.casBasedBuilder(
                        redis.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)))
                .clientClock(time)
                .requestTimeout(ANSWER)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(REMAINS))
                .build();
    }

    @Override
    public Verdict tryAcquire(Limit limit, String key) {
        Bucket bucket = buckets.builder().build(Keys.LIMIT + limit.wireName() + "/" + key, () -> configuration(limit));
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
