package com.bahasadri.videocall.server.adapter.redis;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.function.Supplier;

/** Buckets that all servers fill and empty together, over a connection of their own. Forgotten once they are full again. */
final class SharedBuckets {
    private static final Duration ANSWER = Duration.ofMillis(500);
    private static final Duration REMAINS = Duration.ofSeconds(10);

    private final ProxyManager<String> buckets;

    SharedBuckets(Redis redis) {
        this(redis, TimeMeter.SYSTEM_MILLISECONDS);
    }

    SharedBuckets(Redis redis, TimeMeter time) {
        this.buckets = Bucket4jLettuce.casBasedBuilder(
                        redis.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)))
                .clientClock(time)
                .requestTimeout(ANSWER)
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(REMAINS))
                .build();
    }

    Bucket open(String key, Supplier<BucketConfiguration> configuration) {
        return buckets.builder().build(key, configuration);
    }
}
