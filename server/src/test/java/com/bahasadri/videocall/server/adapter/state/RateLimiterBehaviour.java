package com.bahasadri.videocall.server.adapter.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.port.RateLimiter.Limit;
import com.bahasadri.videocall.server.port.RateLimiter.Verdict;
import com.bahasadri.videocall.server.support.ManualTime;
import com.bahasadri.videocall.server.support.Together;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When much becomes too much, whatever counts it. */
public abstract class RateLimiterBehaviour {
    private final ManualTime time = new ManualTime();
    private RateLimiter limiter;

    /** A limiter that has counted nothing yet. */
    protected abstract RateLimiter open(TimeMeter time);

    @BeforeEach
    void openLimiter() {
        limiter = open(time);
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void tryAcquire_quotaUsedUp_isRefusedUntilOneIsRefilled(Limit limit) {
        for (int left = limit.quota() - 1; left >= 0; left--) {
            assertThat(limiter.tryAcquire(limit, "key")).isEqualTo(new Verdict(true, left, Duration.ZERO));
        }
        Duration one = Limit.WINDOW.dividedBy(limit.quota());

        Verdict refused = limiter.tryAcquire(limit, "key");
        assertThat(refused).isEqualTo(new Verdict(false, 0, one));

        time.advance(one.minusNanos(1));
        assertThat(limiter.tryAcquire(limit, "key")).isEqualTo(new Verdict(false, 0, Duration.ofNanos(1)));
        time.advance(Duration.ofNanos(1));
        assertThat(limiter.tryAcquire(limit, "key").allowed()).isTrue();
        assertThat(limiter.tryAcquire(limit, "key").allowed()).isFalse();
    }

    @Test
    void tryAcquire_refusedOften_doesNotPostponeTheRefill() {
        useUp(Limit.SESSION_CREATION, "key");
        for (int i = 0; i < 1_000; i++) {
            limiter.tryAcquire(Limit.SESSION_CREATION, "key");
        }

        time.advance(Limit.WINDOW.dividedBy(Limit.SESSION_CREATION.quota()));

        assertThat(limiter.tryAcquire(Limit.SESSION_CREATION, "key").allowed()).isTrue();
    }

    @Test
    void tryAcquire_longIdle_hasTheQuotaAndNotMore() {
        useUp(Limit.CONTROL_COMMAND, "key");
        time.advance(Duration.ofHours(10));

        assertThat(limiter.tryAcquire(Limit.CONTROL_COMMAND, "key").remaining()).isEqualTo(59);
    }

    @Test
    void tryAcquire_otherKeyOrLimit_countsByItself() {
        useUp(Limit.SESSION_CREATION, "key");

        assertThat(limiter.tryAcquire(Limit.SESSION_CREATION, "other").remaining())
                .isEqualTo(9);
        assertThat(limiter.tryAcquire(Limit.CONTROL_COMMAND, "key").remaining()).isEqualTo(59);
        assertThat(limiter.tryAcquire(Limit.TOKEN_GENERATION, "key").remaining())
                .isEqualTo(99);
        assertThat(limiter.tryAcquire(Limit.SESSION_CREATION, "").remaining()).isEqualTo(9);
    }

    @Test
    void tryAcquire_manyThreads_allowsExactlyTheQuota() {
        AtomicInteger allowed = new AtomicInteger();

        Together.run(8, thread -> {
            for (int i = 0; i < 50; i++) {
                if (limiter.tryAcquire(Limit.TOKEN_GENERATION, "key").allowed()) {
                    allowed.incrementAndGet();
                }
            }
        });

        assertThat(allowed).hasValue(Limit.TOKEN_GENERATION.quota());
    }

    private void useUp(Limit limit, String key) {
        for (int i = 0; i < limit.quota(); i++) {
            assertThat(limiter.tryAcquire(limit, key).allowed()).isTrue();
        }
    }
}
