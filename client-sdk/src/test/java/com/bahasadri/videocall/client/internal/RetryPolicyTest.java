package com.bahasadri.videocall.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
    private static final Duration MAX = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({
        "1, PT0.5S, PT0.25S",
        "2, PT1S, PT0.5S",
        "4, PT4S, PT2S",
        "5, PT8S, PT4S",
        "6, PT8S, PT4S",
        "2000000000, PT8S, PT4S"
    })
    void wait_withoutRetryAfter_isDoubledAndUpToHalfLeftOut(int attempt, Duration longest, Duration shortest) {
        assertThat(new RetryPolicy(MAX, () -> 0).wait(attempt, Optional.empty()))
                .hasValue(longest);
        assertThat(new RetryPolicy(MAX, () -> 1).wait(attempt, Optional.empty()))
                .hasValue(shortest);
    }

    @Test
    void wait_retryAfter_isNeverUndercut() {
        RetryPolicy policy = new RetryPolicy(MAX, () -> 1);
        assertThat(policy.wait(1, Optional.of(Duration.ofSeconds(7)))).hasValue(Duration.ofSeconds(7));
        assertThat(policy.wait(1, Optional.of(MAX))).hasValue(MAX);
    }

    @Test
    void wait_retryAfterOfNothing_isStillAWait() {
        assertThat(new RetryPolicy(MAX, () -> 1).wait(1, Optional.of(Duration.ZERO)))
                .hasValue(Duration.ofMillis(250));
    }

    @Test
    void wait_retryAfterBeyondTheCap_isNoWait() {
        RetryPolicy policy = new RetryPolicy(MAX);
        assertThat(policy.wait(1, Optional.of(MAX.plusNanos(1)))).isEmpty();
        assertThat(policy.wait(1, Optional.of(Duration.ofSeconds(1_000_000_000))))
                .isEmpty();
    }

    @Test
    void wait_atRandom_isNotAlwaysTheSame() {
        RetryPolicy policy = new RetryPolicy(MAX);
        assertThat(Stream.generate(() -> policy.wait(1, Optional.empty()))
                        .limit(50)
                        .distinct()
                        .count())
                .isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 599})
    void isWorthIt_whatMayPass_is(int status) {
        assertThat(RetryPolicy.isWorthIt(status)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 301, 302, 400, 401, 403, 404, 405, 409, 413, 415, 425, 501, 505, 507, 600})
    void isWorthIt_whatStays_isNot(int status) {
        assertThat(RetryPolicy.isWorthIt(status)).isFalse();
    }
}
