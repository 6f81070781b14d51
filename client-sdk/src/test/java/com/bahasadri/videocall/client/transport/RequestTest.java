package com.bahasadri.videocall.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.bahasadri.videocall.client.Headers;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.VideoSource;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    private static final String PATH = "/session/{session_id}/mute";

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
        assertThat(builder().path("session_id", value).build().path()).isEqualTo("/session/" + encoded + "/mute");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ".", ".."})
    void path_valueThatNoPathCanCarry_isRefusedByName(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().path("session_id", value))
                .withMessageStartingWith("session_id is ");
    }

    @Test
    void path_unknownParameter_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().path("id", "x"))
                .withMessageContaining("{id}");
    }

    @Test
    void build_missingParameter_isRefused() {
        assertThatIllegalStateException().isThrownBy(() -> builder().build()).withMessageContaining("session_id");
    }

    @Test
    void query_null_isLeftOut() {
        assertThat(complete().query("limit", null).query("cursor", "c").build().query())
                .containsExactly(Map.entry("cursor", "c"));
    }

    @Test
    void toBuilder_changed_leavesTheRequestAsItIs() {
        Request request = complete().json(List.of(1)).build();
        Request changed = request.toBuilder()
                .query("limit", 1)
                .header("X-A", "b")
                .attempt(2, Duration.ofSeconds(1))
                .build();
        assertThat(request.query()).isEmpty();
        assertThat(request.headers()).isEqualTo(Headers.none());
        assertThat(request.attempt()).isEqualTo(1);
        assertThat(changed.json()).hasValue("[1]");
        assertThat(changed.headers().first("x-a")).hasValue("b");
        assertThat(changed.timeLimit()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void builder_goesOnAfterBuild_leavesWhatItBuiltAsItIs() {
        Request.Builder builder = complete().query("limit", 1);
        Request first = builder.build();
        Request second = builder.query("cursor", "c").build();
        assertThat(first.query()).containsExactly(Map.entry("limit", "1"));
        assertThat(second.query()).containsExactly(Map.entry("limit", "1"), Map.entry("cursor", "c"));
        assertThat(second.toBuilder().build().query()).isEqualTo(second.query());
    }

    @ParameterizedTest
    @CsvSource({"PT0S, wait=0", "PT3S, wait=3", "PT2.001S, wait=3", "PT0.5S, wait=1"})
    void waits_anyTime_isSentInWholeSeconds(Duration wait, String prefer) {
        RequestOptions options = RequestOptions.defaults().withWait(wait);
        assertThat(complete().waits().options(options).build().headers().first("Prefer"))
                .hasValue(prefer);
        assertThat(complete().options(options).build().headers().first("Prefer"))
                .as("of an operation that does not wait")
                .isEmpty();
    }

    @Test
    void file_null_isRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> complete().file("file", null))
                .withMessage("file is null");
    }

    @Test
    void isRepeatable_ofAFileThatIsReadOnce_isFalse() {
        VideoSource stream = VideoSource.of(InputStream.nullInputStream(), 0);
        VideoSource bytes = VideoSource.of("a.mp4", "video/mp4", new byte[1]);
        assertThat(complete().file("file", stream).build().isRepeatable()).isFalse();
        assertThat(complete().file("file", bytes).build().isRepeatable()).isTrue();
        assertThat(complete().build().isRepeatable()).isTrue();
    }

    @Test
    void toString_anyRequest_isTheOperationAlone() {
        assertThat(builder()
                        .path("session_id", "private")
                        .json("secret")
                        .header("Authorization", "secret")
                        .build())
                .hasToString("getSession");
    }

    private static Request.Builder builder() {
        return Request.builder("getSession", "GET", PATH);
    }

    private static Request.Builder complete() {
        return builder().path("session_id", "x");
    }
}
