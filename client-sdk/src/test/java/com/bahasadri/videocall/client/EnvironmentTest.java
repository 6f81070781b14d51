package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    private static final String URL = "https://calls.example.com/base";

    @Test
    void client_ofAllVariables_hasThem() {
        try (VideoCallClient client = Environment.client(Map.of(
                "VIDEO_CALL_URL", " " + URL + " ",
                "VIDEO_CALL_OPERATOR_KEY", "operator-key-0123456789",
                "VIDEO_CALL_TIMEOUT_SECONDS", "0",
                "VIDEO_CALL_MAX_RETRIES", "0",
                "VIDEO_CALL_TOKEN", "  "))) {
            assertThat(client).hasToString("VideoCallClient[baseUrl=" + URL + ", token=***]");
        }
    }

    @Test
    void client_ofTheUrlAlone_hasNoToken() {
        try (VideoCallClient client = Environment.client(Map.of("VIDEO_CALL_URL", URL))) {
            assertThat(client).hasToString("VideoCallClient[baseUrl=" + URL + ", token=none]");
        }
    }

    @Test
    void client_ofNothing_saysWhatIsMissing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Environment.client(Map.of()))
                .withMessageContaining("VIDEO_CALL_URL is missing");
    }

    @Test
    void client_ofMuchThatIsWrong_saysAllOfItAndNoSecret() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Environment.client(Map.of(
                        "VIDEO_CALL_URL", "localhost:8787",
                        "VIDEO_CALL_TOKEN", "s3cr3t token",
                        "VIDEO_CALL_OPERATOR_KEY", "s3cr3t\nkey",
                        "VIDEO_CALL_TIMEOUT_SECONDS", "30s",
                        "VIDEO_CALL_MAX_RETRIES", "-1")))
                .withMessageContaining("VIDEO_CALL_URL: baseUrl must be")
                .withMessageContaining("VIDEO_CALL_TOKEN and VIDEO_CALL_OPERATOR_KEY are both set")
                .withMessageContaining("VIDEO_CALL_TOKEN: token must be")
                .withMessageContaining("VIDEO_CALL_OPERATOR_KEY: token must be")
                .withMessageContaining("VIDEO_CALL_TIMEOUT_SECONDS: must be a whole number")
                .withMessageContaining("VIDEO_CALL_MAX_RETRIES: must be a whole number")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cr3t"));
    }
}
