package com.bahasadri.videocall.server.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a name may be. */
class NameTest {
    private static final String CREATE = "/api/video-call/session";
    private static final String EMOJI = "\uD83D\uDE00";

    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    @Test
    void name_of200Emoji_isKept() {
        assertThat(nameOf(created(EMOJI.repeat(200)).hasStatus(200))).isEqualTo(EMOJI.repeat(200));
    }

    @Test
    void name_of201Characters_isRefused() {
        assertThat(created(EMOJI.repeat(201)).isError(400, "INVALID_INPUT").text("error"))
                .isEqualTo("name must have at most 200 characters");
        created("a".repeat(201)).isError(400, "INVALID_INPUT");
    }

    @Test
    void name_of200WithSpaceAroundIt_isTrimmedFirst() {
        assertThat(nameOf(created(" \t" + "a".repeat(200) + "\n ").hasStatus(200)))
                .isEqualTo("a".repeat(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "a\u007Fb", "a\u0085b", "a\u001Bb"})
    void name_withControlCharacters_isRefused(String name) {
        assertThat(created(name).isError(400, "INVALID_INPUT").text("error"))
                .isEqualTo("name must not contain control characters");
        String session = SERVER.newSession();
        SERVER.client().post(session + "/participant-token", body(name)).isError(400, "INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>", "O'Brien & Söhne", "\u202Eabc", "{token}", "%00", "a\"b\\c"})
    void name_ofAnyOtherCharacters_isKeptAsItIs(String name) {
        assertThat(nameOf(created(name).hasStatus(200))).isEqualTo(name);
    }

    @Test
    void name_withHalfACharacter_breaksNoLaterAnswer() {
        String id = SERVER.client()
                .post(CREATE, "{\"name\":\"\\ud800\"}")
                .hasStatus(200)
                .text("session_id");

        SERVER.client().get(TestServer.path(id)).hasStatus(200);
        SERVER.client().get("/api/video-call/sessions").hasStatus(200);
        SERVER.client()
                .post(TestServer.path(id) + "/participant-token", "{\"name\":\"\\ud800\"}")
                .hasStatus(200);
    }

    @Test
    void joinUrl_ofANameWithMarks_carriesThemEncoded() {
        Answer token = SERVER.client().post(SERVER.newSession() + "/participant-token", body("a&b {token}#é"));

        assertThat(token.text("join_url")).endsWith("&name=a%26b%20%7Btoken%7D%23%C3%A9");
    }

    private static Answer created(String name) {
        return SERVER.client().post(CREATE, body(name));
    }

    private static String nameOf(Answer created) {
        return SERVER.client().get(TestServer.path(created.text("session_id"))).text("name");
    }

    private static String body(String name) {
        return JsonNodeFactory.instance.objectNode().put("name", name).toString();
    }
}
