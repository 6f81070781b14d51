package com.bahasadri.videocall.server.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.adapter.state.RateLimiterBehaviour;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.port.RateLimiter.Limit;
import com.bahasadri.videocall.server.support.RedisServer;
import com.bahasadri.videocall.server.support.Together;
import io.github.bucket4j.TimeMeter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@link RedisRateLimiter} on a real Redis. */
class RedisRateLimiterTest extends RateLimiterBehaviour {
    @RegisterExtension
    static final OneRedis REDIS = new OneRedis();

    @Override
    protected RateLimiter open(TimeMeter time) {
        return new RedisRateLimiter(REDIS.cleared(), time);
    }

    @Test
    void tryAcquire_onSeveralServers_allowsExactlyTheQuotaInAll() {
        REDIS.server().clear();
        try (Redis another = Redis.connect(REDIS.server().url())) {
            List<RateLimiter> servers =
                    List.of(new RedisRateLimiter(REDIS.connection()), new RedisRateLimiter(another));
            AtomicInteger allowed = new AtomicInteger();

            Together.run(4, thread -> {
                for (int i = 0; i < 10; i++) {
                    if (servers.get(thread % 2)
                            .tryAcquire(Limit.SESSION_CREATION, "key")
                            .allowed()) {
                        allowed.incrementAndGet();
                    }
                }
            });

            // A bucket of ten has another one six seconds later.
            assertThat(allowed.get()).isBetween(10, 11);
        }
    }

    @Test
    void bucket_thatIsFullAgain_isForgotten() {
        RateLimiter limiter = new RedisRateLimiter(REDIS.connection());
        limiter.tryAcquire(Limit.SESSION_CREATION, "gone");

        assertThat(REDIS.server().tell("PTTL " + Keys.LIMIT + "session-creation/gone"))
                .matches(":[1-9][0-9]{3,4}");
    }

    @Test
    void tryAcquire_redisIsGone_isUnavailable() {
        try (RedisServer other = RedisServer.open();
                Redis gone = Redis.connect(other.url())) {
            RateLimiter limiter = new RedisRateLimiter(gone);
            limiter.tryAcquire(Limit.SESSION_CREATION, "key");
            other.kill();

            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> limiter.tryAcquire(Limit.SESSION_CREATION, "key"))
                        .asInstanceOf(type(ServiceException.class))
                        .extracting(ServiceException::code)
                        .isEqualTo(ErrorCode.UNAVAILABLE);
            }
        }
    }
}
