package com.bahasadri.videocall.server.adapter.realtimekit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code Retry-After} may say. */
class RetryAfterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "7,7",
        "007,7",
        "00000000000000000009,9",
        "3600,3600",
        "3601,3600",
        "99999999999999999999999,3600"
    })
    void of_seconds_areThose(String value, long seconds) {
        assertThat(of("Retry-After", value)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "0x10", "Fri, 20 Nov 2026", "\u0661"})
    void of_whatNobodyCanRead_isNull(String value) {
        assertThat(RetryAfter.of(
                        new Headers.Builder()
                                .addUnsafeNonAscii("Retry-After", value)
                                .build(),
                        CLOCK))
                .isNull();
    }

    @Test
    void of_nothing_isNull() {
        assertThat(of()).isNull();
    }

    @Test
    void of_date_isTheTimeUntilThen() {
        assertThat(of("Retry-After", "Fri, 20 Nov 2026 10:02:00 GMT")).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void of_dateInAYear_isAnHour() {
        assertThat(of("Retry-After", "Sat, 20 Nov 2027 10:02:00 GMT")).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void of_dateInThePast_isNoTime() {
        assertThat(of("Retry-After", "Fri, 20 Nov 2026 09:00:00 GMT")).isZero();
    }

    @Test
    void of_dateOfAClockThatIsYearsWrong_isMeasuredByThatClock() {
        assertThat(of("Date", "Tue, 20 Nov 2001 10:00:00 GMT", "Retry-After", "Tue, 20 Nov 2001 10:00:03 GMT"))
                .isEqualTo(Duration.ofSeconds(3));
    }

    private static Duration of(String... headers) {
        return RetryAfter.of(Headers.of(headers), CLOCK);
    }
}
