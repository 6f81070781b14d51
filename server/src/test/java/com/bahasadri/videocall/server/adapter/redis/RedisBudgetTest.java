package com.bahasadri.videocall.server.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.adapter.state.CallBudgetBehaviour;
import com.bahasadri.videocall.server.adapter.state.LanedBudget;
import com.bahasadri.videocall.server.port.CallBudget;
import com.bahasadri.videocall.server.port.CallBudget.Lane;
import com.bahasadri.videocall.server.support.RedisServer;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@link RedisBudget} on a real Redis. */
class RedisBudgetTest extends CallBudgetBehaviour {
    private static final LanedBudget.Size SLOW = new LanedBudget.Size(10, 10, Duration.ofHours(1));
    private static final CallBudget NONE = lane -> Duration.ofSeconds(9);

    @RegisterExtension
    static final OneRedis REDIS = new OneRedis();

    @Override
    protected CallBudget open(LanedBudget.Size size, TimeMeter time) {
        return new RedisBudget(REDIS.cleared(), new SharedBuckets(REDIS.connection(), time), "account", size, NONE);
    }

    @Test
    void take_onSeveralServers_isCountedTogetherForEachAccount() {
        REDIS.server().clear();
        try (Redis another = Redis.connect(REDIS.server().url())) {
            CallBudget first = new RedisBudget(REDIS.connection(), "account", SLOW, NONE);
            CallBudget second = new RedisBudget(another, "account", SLOW, NONE);
            for (int i = 0; i < 5; i++) {
                assertThat(first.take(Lane.CONTROL)).isZero();
                assertThat(second.take(Lane.CONTROL)).isZero();
            }

            assertThat(first.take(Lane.CONTROL)).isPositive();
            assertThat(second.take(Lane.CONTROL)).isPositive();
            assertThat(new RedisBudget(REDIS.connection(), "other", SLOW, NONE).take(Lane.CONTROL))
                    .isZero();
        }
    }

    @Test
    void take_redisIsGone_isCountedHere() {
        try (RedisServer other = RedisServer.open();
                Redis gone = Redis.connect(other.url())) {
            CallBudget budget = new RedisBudget(gone, "account", SLOW, lane -> Duration.ofSeconds(7));
            assertThat(budget.take(Lane.CONTROL)).isZero();

            other.kill();

            assertThat(budget.take(Lane.CONTROL)).isEqualTo(Duration.ofSeconds(7));
        }
    }
}
