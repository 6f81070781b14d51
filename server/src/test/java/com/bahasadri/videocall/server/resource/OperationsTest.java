package com.bahasadri.videocall.server.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.support.SimulatedParticipant;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Configs;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each operation as it is meant to be used, and refused where there is nothing to act on. */
class OperationsTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    private final ApiClient client = SERVER.client();
    private String session;
    private ApiClient control;

    @BeforeEach
    void createSession() {
        session = SERVER.newSession();
        control = SERVER.control(session);
    }

    @Test
    void health_tellsStatusVersionAndMedia() {
        Answer health = client.get("/health").hasStatus(200);

        assertThat(health.text("status")).isEqualTo("up");
        assertThat(health.text("version")).isNotBlank();
        assertThat(health.text("media")).isEqualTo("emulator");
        assertThat(client.get("/api/health").body()).isEqualTo(health.body());
    }

    @Test
    void contract_isServedAsWhatItIs() {
        assertThat(client.get("/openapi.yaml").hasStatus(200).header("Content-Type"))
                .isEqualTo("application/yaml");
        assertThat(client.with("Accept", "application/json")
                        .get("/openapi.yaml")
                        .header("Content-Type"))
                .isNotEqualTo("application/json");
        assertThat(client.with("Accept", "application/json").get("/docs").header("Content-Type"))
                .isNotEqualTo("application/json");
    }

    @Test
    void session_created_isReadAndListed() {
        Answer created = client.post("/api/video-call/session", "{\"name\":\" Review \"}")
                .hasStatus(200);
        String id = created.text("session_id");

        Answer read = client.get(TestServer.path(id)).hasStatus(200);

        assertThat(read.text("session_id")).isEqualTo(id).isEqualTo(created.text("meeting_id"));
        assertThat(read.text("name")).isEqualTo("Review");
        assertThat(read.text("created_at")).isEqualTo(created.text("created_at"));
        assertThat(read.text("status")).isEqualTo("active");
        assertThat(read.json().path("participants")).isEmpty();
        assertThat(read.json().has("ended_at")).isFalse();
        assertThat(client.get("/api/video-call/sessions?limit=1")
                        .json()
                        .at("/sessions/0/session_id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void sessions_pageByPage_areAllListedOnceNewestFirst() {
        List<String> newest = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            newest.add(0, SERVER.newSession().replaceFirst(".*/", ""));
        }
        List<String> listed = new ArrayList<>();
        String cursor = "";
        while (listed.size() < 5) {
            Answer page = client.get("/api/video-call/sessions?status=active&limit=2" + cursor)
                    .hasStatus(200);
            page.json()
                    .path("sessions")
                    .forEach(one -> listed.add(one.path("session_id").asText()));
            cursor = "&cursor=" + page.text("next_cursor");
        }

        assertThat(listed.subList(0, 5)).containsExactlyInAnyOrderElementsOf(newest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=-1",
                "limit=x",
                "limit=1.5",
                "limit=99999999999",
                "status=other",
                "status=ACTIVE",
                "status=",
                "cursor=",
                "cursor=x",
                "cursor=%00",
                "cursor=bm9uZQ"
            })
    void sessions_askedForWrongly_areRefused(String query) {
        client.get("/api/video-call/sessions?" + query).isError(400, "INVALID_INPUT");
    }

    @Test
    void sessions_ended_areListedApart() {
        control.delete(session).hasStatus(200);

        assertThat(ids("ended")).contains(session.replaceFirst(".*/", ""));
        assertThat(ids("active")).doesNotContain(session.replaceFirst(".*/", ""));
    }

    @Test
    void participantToken_joinsAndIsShown() {
        Answer token = token("Ann");

        assertThat(token.text("join_url"))
                .isEqualTo("http://127.0.0.1:%d/join#session=%s&token=%s&name=Ann"
                        .formatted(SERVER.port(), session.replaceFirst(".*/", ""), token.text("token")));
        assertThat(Instant.parse(token.text("expires_at")))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));
        try (SimulatedParticipant ann = SERVER.join(session, token.text("token"))) {
            JsonNode shown = client.get(session).hasStatus(200).json().at("/participants/0");
            assertThat(shown.path("participant_id").asText()).isEqualTo(token.text("participant_id"));
            assertThat(shown.path("name").asText()).isEqualTo("Ann");
            assertThat(shown.path("is_muted").booleanValue()).isFalse();
            assertThat(shown.path("is_camera_on").booleanValue()).isTrue();

            ann.shareScreen();
            JsonNode share =
                    client.get(session + "/screen-shares").hasStatus(200).json().at("/screen_shares/0");
            assertThat(share.path("participant_name").asText()).isEqualTo("Ann");
            assertThat(share.path("stream_url").asText())
                    .contains(share.path("share_id").asText());
        }
    }

    @Test
    void muteAndUnmute_ofALiveParticipant_tellWhatWasObserved() {
        Answer token = token("Ann");
        String body = body(token);
        try (SimulatedParticipant ann = SERVER.join(session, token.text("token"))) {
            assertThat(ann).isNotNull();
            Answer muted = control.post(session + "/mute", body).hasStatus(200);
            assertThat(muted.json().path("success").booleanValue()).isTrue();
            assertThat(muted.json().path("is_muted").booleanValue()).isTrue();
            assertThat(client.get(session).json().at("/participants/0/is_muted").booleanValue())
                    .isTrue();

            Answer unmuted = control.post(session + "/unmute", body).hasStatus(200);
            assertThat(unmuted.json().path("success").booleanValue()).isTrue();
            assertThat(unmuted.json().path("is_muted").booleanValue()).isFalse();

            Answer all = control.post(session + "/mute-all").hasStatus(200);
            assertThat(all.json().path("success").booleanValue()).isTrue();
            assertThat(all.json().at("/participants/0/is_muted").booleanValue()).isTrue();
        }
    }

    @Test
    void commands_toSomebodyWhoHasNotJoined_findNobody() {
        String body = body(token("Ann"));

        control.post(session + "/mute", body).isError(404, "PARTICIPANT_NOT_FOUND");
        control.post(session + "/unmute", body).isError(404, "PARTICIPANT_NOT_FOUND");
        assertThat(control.post(session + "/mute-all").hasStatus(200).json().path("participants"))
                .isEmpty();
        control.post(session + "/kick", "{\"participant_id\":\"a/b\"}").isError(404, "PARTICIPANT_NOT_FOUND");
    }

    @Test
    void kick_ofALiveParticipant_removesIt() {
        Answer token = token("Ann");
        try (SimulatedParticipant ann = SERVER.join(session, token.text("token"))) {
            assertThat(ann).isNotNull();
            Answer kicked = control.post(session + "/kick", body(token)).hasStatus(200);

            assertThat(kicked.text("participant_id")).isEqualTo(token.text("participant_id"));
            assertThat(client.get(session).json().path("participants")).isEmpty();
        }
    }

    @Test
    void end_ofASession_isFinal() {
        Answer ended = control.delete(session).hasStatus(200);

        assertThat(ended.json().path("success").booleanValue()).isTrue();
        assertThat(control.delete(session).hasStatus(200).body()).isEqualTo(ended.body());
        assertThat(client.get(session).text("ended_at")).isEqualTo(ended.text("ended_at"));
        client.post(session + "/participant-token").isError(409, "SESSION_ENDED");
        client.post(session + "/control-token").isError(409, "SESSION_ENDED");
    }

    @Test
    void joinUrl_ofOnesOwn_isFilledIn() {
        try (Application own =
                Application.start(Configs.joiningAt("https://example.org/{session_id}?n={name}#{token}"))) {
            ApiClient there =
                    new ApiClient(URI.create("http://127.0.0.1:" + own.address().getPort()));
            String id = there.post("/api/video-call/session").text("session_id");

            Answer token = there.post(TestServer.path(id) + "/participant-token", "{\"name\":\"Ann & Ben\"}")
                    .hasStatus(200);

            assertThat(token.text("join_url"))
                    .isEqualTo("https://example.org/" + id + "?n=Ann%20%26%20Ben#" + token.text("token"));
        }
    }

    @Test
    void realtimeKit_outOfReach_isItsErrorWithoutDetail() {
        try (Application away =
                Application.start(Configs.onRealtimeKit(URI.create("http://127.0.0.1:1"), "api-token"))) {
            ApiClient there = new ApiClient(
                    URI.create("http://127.0.0.1:" + away.address().getPort()));

            Answer failed = there.post("/api/video-call/session").isError(500, "REALTIMEKIT_ERROR");

            assertThat(failed.body()).doesNotContain("127.0.0.1", "api-token", "Connect");
            assertThat(there.get("/health").text("media")).isEqualTo("realtimekit");
            there.post("/api/video-call/token", "{\"meeting_id\":\"m\"}").isError(500, "REALTIMEKIT_ERROR");
        }
    }

    private Answer token(String name) {
        return client.post(session + "/participant-token", "{\"name\":\"" + name + "\"}")
                .hasStatus(200);
    }

    private static String body(Answer token) {
        return "{\"participant_id\":\"" + token.text("participant_id") + "\"}";
    }

    private List<String> ids(String status) {
        List<String> ids = new ArrayList<>();
        client.get("/api/video-call/sessions?limit=100&status=" + status)
                .json()
                .path("sessions")
                .forEach(one -> ids.add(one.path("session_id").asText()));
        return ids;
    }
}
