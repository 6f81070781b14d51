package com.bahasadri.videocall.server.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Configs;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as the earlier TypeScript front end sends them from a browser. */
class EarlierFrontEndTest {
    private static final String ORIGIN = "https://bahasadri.com";

    @RegisterExtension
    static final TestServer SERVER = TestServer.with(Configs.allowingOrigins(Set.of(ORIGIN)));

    private final ApiClient browser = SERVER.client()
            .with("Accept", "*/*")
            .with("Accept-Encoding", "gzip, deflate, br, zstd")
            .with("Accept-Language", "en-US,en;q=0.9")
            .with("Origin", ORIGIN)
            .with("Referer", ORIGIN + "/")
            .with("Sec-Fetch-Dest", "empty")
            .with("Sec-Fetch-Mode", "cors")
            .with("Sec-Fetch-Site", "cross-site")
            .with("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36");
    private String meeting;

    @BeforeEach
    void createMeeting() {
        meeting = created(browser.post("/api/video-call/session", "{\"name\":\"Weekly review\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":\"Weekly review\"}", "{\"name\":\"\"}", ""})
    void session_withAJsonBody_isCreated(String body) {
        created(browser.post("/api/video-call/session", body));
    }

    @Test
    void session_withoutABody_isCreated() {
        created(browser.send("POST", "/api/video-call/session", BodyPublishers.noBody()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"meeting_id\":\"%s\"}",
                "{\"meeting_id\":\"%s\",\"name\":\"Ann\"}",
                "{\"meeting_id\":\"%s\",\"name\":\"Ann\",\"custom_participant_id\":\"ann-1\"}",
                "{\"meeting_id\":\"%s\",\"name\":\"Ann\",\"custom_participant_id\":\"ann-2\",\"preset_name\":\"group_call_host\"}",
                "{\"meeting_id\":\"%s\",\"name\":null,\"custom_participant_id\":null,\"preset_name\":null}"
            })
    void token_forAMeeting_isMinted(String body) {
        Answer answer =
                browser.post("/api/video-call/token", body.formatted(meeting)).hasStatus(200);

        assertThat(claims(answer).path("meetingId").asText()).isEqualTo(meeting);
        assertThat(answer.json().properties()).hasSize(1);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
    }

    @Test
    void token_withoutAPreset_hasTheDefaultOne() {
        Answer token = browser.post("/api/video-call/token", "{\"meeting_id\":\"%s\"}".formatted(meeting));

        String participant = claims(token).path("participantId").asText();
        assertThat(participant).isNotBlank();
        assertThat(SERVER.emulator("/meetings/" + meeting + "/participants/" + participant))
                .contains("\"preset_name\":\"group_call_participant\"");
    }

    @Test
    void token_forTheSameCustomIdAgain_isTheSameParticipants() {
        String body = "{\"meeting_id\":\"%s\",\"custom_participant_id\":\"ann\"}".formatted(meeting);

        Answer first = browser.post("/api/video-call/token", body).hasStatus(200);
        Answer second = browser.post("/api/video-call/token", body).hasStatus(200);

        assertThat(claims(second).path("participantId")).isEqualTo(claims(first).path("participantId"));
    }

    @Test
    void token_forAMeetingOrPresetThatThereIsNot_isNotFound() {
        browser.post("/api/video-call/token", "{\"meeting_id\":\"nowhere\"}").isError(404, "NOT_FOUND");
        browser.post("/api/video-call/token", "{\"meeting_id\":\"%s\",\"preset_name\":\"none\"}".formatted(meeting))
                .isError(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../../accounts", "a/b", "a?b#c", "%2e%2e", ".", "a\\u0000b", "\uD83D\uDE00"})
    void token_forAMeetingIdThatIsAPath_isNotFound(String id) {
        browser.post("/api/video-call/token", "{\"meeting_id\":\"" + id + "\"}").isError(404, "NOT_FOUND");
    }

    @Test
    void token_forAnEndedMeeting_isRefused() {
        SERVER.control(TestServer.path(meeting))
                .delete(TestServer.path(meeting))
                .hasStatus(200);

        browser.post("/api/video-call/token", "{\"meeting_id\":\"%s\"}".formatted(meeting))
                .isError(409, "SESSION_ENDED");
    }

    private static String created(Answer answer) {
        answer.hasStatus(200);
        assertThat(answer.text("session_id")).isNotBlank().isEqualTo(answer.text("meeting_id"));
        assertThat(answer.text("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        return answer.text("session_id");
    }

    private static JsonNode claims(Answer answer) {
        try {
            return new ObjectMapper()
                    .readTree(Base64.getUrlDecoder()
                            .decode(answer.text("auth_token").split("\\.")[1]));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
