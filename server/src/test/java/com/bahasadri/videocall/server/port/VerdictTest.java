package com.bahasadri.videocall.server.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.port.RateLimiter.Verdict;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller over the limit is told. */
class VerdictTest {
    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.000000001S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT5.999S, 6", "PT6S, 6"})
    void retryAfterSeconds_anyWait_isNeverTooShort(Duration wait, long seconds) {
        assertThat(new Verdict(false, 0, wait).retryAfterSeconds()).isEqualTo(seconds);
    }
}
