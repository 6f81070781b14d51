package com.bahasadri.videocall.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads {@code VIDEO_CALL_ICE_SERVERS}. */
class IceServersTest {
    @Test
    void iceServers_jsonArray_isRead() {
        assertThat(read("[{\"urls\":[\"turn:turn.example:3478\"],\"username\":\"u\",\"credential\":\"c\"}]")
                        .iceServers())
                .singleElement()
                .satisfies(server -> assertThat(server.urls()).containsExactly("turn:turn.example:3478"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[null]", "[{}]", "{}", "stun:stun.example:3478", "["})
    void iceServers_notAnArrayOfServers_isToldWithTheOtherErrors(String value) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(value))
                .satisfies(e -> assertThat(e.errors())
                        .singleElement()
                        .asString()
                        .startsWith("VIDEO_CALL_ICE_SERVERS: must be a JSON array"));
    }

    private static Config read(String value) {
        return Config.read(Map.of("VIDEO_CALL_ICE_SERVERS", value));
    }
}
