package com.bahasadri.videocall.server.adapter.redis;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.adapter.state.LanedBudget;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.CallBudget;
import io.github.bucket4j.TimeoutException;
import java.time.Duration;

/**
 * The budget that all servers of an account use up together. While Redis is gone each counts for itself: what began
 * before, such as ending a call, is to come to its end. Safe for use by many threads.
 */
public final class RedisBudget implements CallBudget {
    private final Redis redis;
    private final CallBudget shared;
    private final CallBudget own;

    /**
     * A budget in a Redis.
     *
     * @param redis where
     * @param account whose calls they are
     * @param size how many there are
     * @param own what to count with while Redis is gone
     */
    public RedisBudget(Redis redis, String account, LanedBudget.Size size, CallBudget own) {
        this(redis, new SharedBuckets(redis), account, size, own);
    }

    RedisBudget(Redis redis, SharedBuckets buckets, String account, LanedBudget.Size size, CallBudget own) {
        this.redis = requireNonNull(redis, "redis is null");
        this.own = requireNonNull(own, "own is null");
        this.shared = new LanedBudget(
                requireNonNull(size, "size is null"),
                configuration -> buckets.open(Keys.BUDGET + account, () -> configuration));
    }

    @Override
    public Duration take(Lane lane) {
        try {
            return redis.patiently(deadline -> shared.take(lane));
        } catch (ServiceException | TimeoutException e) {
            return own.take(lane);
        }
    }
}
