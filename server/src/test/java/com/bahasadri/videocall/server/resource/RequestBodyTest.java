package com.bahasadri.videocall.server.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body may be, and how each that may not be is refused. */
class RequestBodyTest {
    private static final String CREATE = "/api/video-call/session";
    private static final int MAX_BYTES = 65_536;

    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    private String session;

    @BeforeEach
    void createSession() {
        session = SERVER.newSession();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "null", "{}", "{\"name\":null}", "{\"name\":\"  \"}", "{\"other\":{\"a\":[1]}}"})
    void optionalBody_withoutAName_isTaken(String body) {
        String id = SERVER.client().post(CREATE, body).hasStatus(200).text("session_id");

        assertThat(SERVER.client().get(TestServer.path(id)).json().has("name")).isFalse();
    }

    @Test
    void optionalBody_absentWithoutContentType_isTaken() {
        SERVER.client().post(CREATE).hasStatus(200);
        SERVER.client().post(session + "/participant-token").hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "true", "99999999999999999999", "[]"})
    void field_ofAnotherType_isNamed(String revision) {
        Answer answer = SERVER.control(session)
                .with("Content-Type", "application/json")
                .send(
                        "PUT",
                        session + "/playback",
                        BodyPublishers.ofString("{\"state\":\"paused\",\"revision\":" + revision + "}"))
                .isError(400, "INVALID_INPUT");

        assertThat(answer.text("error")).isEqualTo("revision has the wrong type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"x\"",
                "\"\"",
                "5",
                "true",
                "{",
                "}",
                "{}{}",
                "{} x",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":5}",
                "{\"name\":true}",
                "{\"name\":[\"a\"]}",
                "{\"name\":{}}",
                "{'name':'a'}",
                "{name:\"a\"}",
                "{/**/}",
                "{\"x\":NaN}",
                "{\"name\":\"a\nb\"}",
                "{\"x\":1,\"x\":2}",
                "\u0000"
            })
    void body_malformedOrOfAnotherType_isRefused(String body) {
        SERVER.client().post(CREATE, body).isError(400, "INVALID_INPUT");
        SERVER.client().post(session + "/participant-token", body).isError(400, "INVALID_INPUT");
        SERVER.client().post("/api/video-call/token", body).isError(400, "INVALID_INPUT");
        SERVER.control(session).post(session + "/mute", body).isError(400, "INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"participant_id\":null}",
                "{\"participant_id\":\" \"}",
                "{\"participantId\":\"a\"}"
            })
    void requiredBody_withoutItsField_isRefused(String body) {
        SERVER.control(session).post(session + "/mute", body).isError(400, "INVALID_INPUT");
        SERVER.control(session).post(session + "/unmute", body).isError(400, "INVALID_INPUT");
        SERVER.control(session).post(session + "/kick", body).isError(400, "INVALID_INPUT");
        SERVER.client().post("/api/video-call/token", body).isError(400, "INVALID_INPUT");
    }

    @Test
    void body_deeplyNested_isRefused() {
        String deep = "[".repeat(30_000);

        SERVER.client().post(CREATE, deep).isError(400, "INVALID_INPUT");
        SERVER.client().post(CREATE, "{\"x\":" + deep).isError(400, "INVALID_INPUT");
        SERVER.client().post(CREATE, "{\"name\":" + deep).isError(400, "INVALID_INPUT");
    }

    @Test
    void body_invalidUtf8_isRefused() {
        byte[] body = "{\"name\":\"??\"}".getBytes(StandardCharsets.ISO_8859_1);
        body[9] = (byte) 0xFF;
        body[10] = (byte) 0xC3;

        Answer answer = SERVER.client().post(CREATE, body).isError(400, "INVALID_INPUT");

        assertThat(answer.text("error")).isEqualTo("The body is not valid JSON");
    }

    @Test
    void body_ofTheGreatestSize_isTaken() {
        byte[] body = json(MAX_BYTES);

        SERVER.client().post(CREATE, body).hasStatus(200);
        SERVER.client().postChunked(CREATE, body).hasStatus(200);
    }

    @Test
    void body_oneByteTooLarge_isRefused() {
        byte[] body = json(MAX_BYTES + 1);

        SERVER.client().post(CREATE, body).isError(413, "PAYLOAD_TOO_LARGE");
        SERVER.client().postChunked(CREATE, body).isError(413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void body_tooLargeByWhiteSpaceBehindIt_isRefused() {
        byte[] body = ("{}" + " ".repeat(MAX_BYTES)).getBytes(StandardCharsets.UTF_8);

        SERVER.client().postChunked(CREATE, body).isError(413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void body_tooLargeForAnOperationWithoutOne_isRefused() {
        SERVER.client().post(session + "/control-token", json(MAX_BYTES + 1)).isError(413, "PAYLOAD_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "*/*",
                "text/json",
                ";;;",
                "json"
            })
    void contentType_thatIsNotJson_isRefused(String type) {
        SERVER.client()
                .with("Content-Type", type)
                .send("POST", CREATE, BodyPublishers.ofString("{}"))
                .isError(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void contentType_absentWithABody_isRefused() {
        SERVER.client().send("POST", CREATE, BodyPublishers.ofString("{}")).isError(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/json; charset=utf-8", "APPLICATION/JSON", "application/json;charset=UTF-8;x=y"})
    void contentType_jsonInOtherWords_isTaken(String type) {
        SERVER.client()
                .with("Content-Type", type)
                .send("POST", CREATE, BodyPublishers.ofString("{}"))
                .hasStatus(200);
    }

    @Test
    void contentType_unreadableForAnOperationWithoutABody_isIgnored() {
        SERVER.client()
                .with("Content-Type", ";;;")
                .post(session + "/control-token")
                .hasStatus(200);
    }

    private static byte[] json(int size) {
        String frame = "{\"x\":\"\"}";
        return frame.replace("\"\"", "\"" + "a".repeat(size - frame.length()) + "\"")
                .getBytes(StandardCharsets.UTF_8);
    }
}
