package com.bahasadri.videocall.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.bahasadri.videocall.client.UploadOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {
    private static final Call CALL = Call.of("getSession", "GET", "/session/{session_id}/mute");

    @ParameterizedTest
    @CsvSource({
        "abc-123_~.x, abc-123_~.x",
        "a/b, a%2Fb",
        "../admin, ..%2Fadmin",
        "a b+c, a%20b%2Bc",
        "a?b=c#d, a%3Fb%3Dc%23d",
        "%2e%2e, %252e%252e",
        "ünï, %C3%BCn%C3%AF",
        "{session_id}, %7Bsession_id%7D",
        "..., ...",
    })
    void path_anyValue_isOneEncodedSegment(String value, String encoded) {
        assertThat(CALL.path("session_id", value).encodedPath()).isEqualTo("/session/" + encoded + "/mute");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ".", ".."})
    void path_valueThatNoPathCanCarry_isRefusedByName(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CALL.path("session_id", value))
                .withMessageStartingWith("session_id is ");
    }

    @Test
    void path_unknownParameter_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CALL.path("id", "x"))
                .withMessageContaining("{id}");
    }

    @Test
    void encodedPath_missingParameter_isRefused() {
        assertThatIllegalStateException().isThrownBy(CALL::encodedPath).withMessageContaining("session_id");
    }

    @Test
    void query_null_isLeftOut() {
        assertThat(CALL.query("limit", null).query("cursor", "c").query())
                .containsExactly(new Call.Parameter("cursor", "c"));
    }

    @Test
    void call_changed_isACopy() {
        CALL.query("limit", 1).json("body").accept("text/html").path("session_id", "x");
        assertThat(CALL.query()).isEmpty();
        assertThat(CALL.json()).isNull();
        assertThat(CALL.accept()).isEqualTo("application/json");
    }

    @Test
    void file_null_isRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> CALL.file("file", null, UploadOptions.defaults()))
                .withMessage("file is null");
    }

    @Test
    void toString_anyCall_isTheOperationAlone() {
        assertThat(CALL.path("session_id", "private").json("secret")).hasToString("getSession");
    }
}
