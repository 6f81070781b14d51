package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeoutTest {
    @Test
    void defaults_allFour_areTheDocumentedNumbers() {
        assertThat(Timeout.defaults())
                .isEqualTo(new Timeout(
                        Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(30)));
    }

    @Test
    void with_oneChanged_keepsTheOthers() {
        Duration other = Duration.ofMinutes(10);
        Timeout defaults = Timeout.defaults();
        assertThat(defaults.withConnect(other))
                .isEqualTo(new Timeout(other, defaults.read(), defaults.write(), defaults.call()));
        assertThat(defaults.withRead(other))
                .isEqualTo(new Timeout(defaults.connect(), other, defaults.write(), defaults.call()));
        assertThat(defaults.withWrite(other))
                .isEqualTo(new Timeout(defaults.connect(), defaults.read(), other, defaults.call()));
        assertThat(defaults.withCall(other))
                .isEqualTo(new Timeout(defaults.connect(), defaults.read(), defaults.write(), other));
    }

    @Test
    void timeout_zero_isWithoutLimit() {
        assertThat(Timeout.defaults().withCall(Duration.ZERO).call()).isZero();
    }

    @Test
    void timeout_outOfRange_isRefusedByName() {
        for (Duration wrong : new Duration[] {Duration.ofMillis(-1), Duration.ofNanos(1), Duration.ofDays(25)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Timeout.defaults().withRead(wrong))
                    .withMessageStartingWith("read must be");
        }
    }

    @Test
    void timeout_null_isRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> Timeout.defaults().withWrite(null))
                .withMessage("write is null");
    }
}
