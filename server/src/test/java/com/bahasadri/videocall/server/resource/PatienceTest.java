package com.bahasadri.videocall.server.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code Prefer} says of how long a caller waits. */
class PatienceTest {
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(3));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=0|0",
                "wait=7|7",
                "WAIT = 7|7",
                "wait=\"7\"|7",
                "wait=0007|7",
                "respond-async, wait=7|7",
                "wait=7; x=1, respond-async|7",
                "wait=10|10",
                "wait=11|10",
                "wait=000000000000000000011|10",
                "wait=99999999999999999999|10"
            })
    void preference_ofSeconds_isTakenUpToTen(String prefer, long seconds) {
        assertThat(PATIENCE.preferred(prefer)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "respond-async", "wait", "wait=", "wait=-1", "wait=x", "wait=1.5", "await=7"})
    void preference_malformedOrAnother_isNone(String prefer) {
        assertThat(PATIENCE.preferred(prefer)).isEqualTo(PATIENCE.usual());
    }

    @Test
    void preference_absent_isNone() {
        assertThat(PATIENCE.preferred(null)).isEqualTo(PATIENCE.usual());
    }
}
