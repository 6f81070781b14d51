package com.bahasadri.videocall.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options behind a command. */
class ArgumentsTest {
    @Test
    void read_valuesBehindAndBehindAnEqualsSign_areWhole() {
        assertThat(read("--name", "a=b", "--url=https://x/?c=d"))
                .isEqualTo(Map.of("--name", "a=b", "--url", "https://x/?c=d"));
        assertThat(read("--name", "--url", "--url", "")).isEqualTo(Map.of("--name", "--url", "--url", ""));
        assertThat(read("--name=", "--name", "b")).isEqualTo(Map.of("--name", "b"));
        assertThat(read()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--name, --name needs a value.",
        "--other=secret, The setup does not take --other.",
        "name, The setup does not take name.",
        "'', The setup does not take ."
    })
    void read_whatIsNotTaken_isTold(String argument, String told) {
        assertThatThrownBy(() -> read(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(told);
    }

    private static Map<String, String> read(String... arguments) {
        return Arguments.read("setup", Set.of("--name", "--url"), List.of(arguments));
    }
}
