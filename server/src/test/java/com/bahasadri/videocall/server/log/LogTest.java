package com.bahasadri.videocall.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.support.SimulatedParticipant;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Configs;
import com.bahasadri.videocall.server.support.http.RawHttp;
import com.bahasadri.videocall.server.support.http.TestServer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A whole call in the closed mode, and what the log has of it. */
class LogTest {
    private static final String NAME = "Zacharias";

    @RegisterExtension
    static final TestServer SERVER = TestServer.with(Configs.closed());

    private final CapturedLog log = new CapturedLog();
    private final ApiClient operator = SERVER.client().bearer(Configs.OPERATOR_KEY);

    @AfterEach
    void stopCapturing() {
        log.close();
    }

    @Test
    void log_ofAWholeCall_holdsNoTokenKeyOrName() {
        List<String> secrets =
                new ArrayList<>(List.of(Configs.OPERATOR_KEY, "another-operator-key-01", "local-token", NAME));
        String session = newSession("log-create-1");
        Answer control = operator.post(session + "/control-token").hasStatus(200);
        Answer token = operator.post(session + "/participant-token", "{\"name\":\"" + NAME + "\"}")
                .hasStatus(200);
        Answer earlier = operator.post(
                "/api/video-call/token", "{\"meeting_id\":\"" + id(session) + "\",\"name\":\"" + NAME + "\"}");
        secrets.addAll(List.of(
                control.text("token"),
                token.text("token"),
                earlier.hasStatus(200).text("auth_token")));
        ApiClient controller = SERVER.client().bearer(control.text("token"));
        String body = "{\"participant_id\":\"" + token.text("participant_id") + "\"}";
        try (SimulatedParticipant participant = SERVER.join(session, token.text("token"))) {
            participant.shareScreen();
            controller.post(session + "/mute", body).hasStatus(200);
            controller.post(session + "/unmute", body).hasStatus(200);
            controller.post(session + "/mute-all").hasStatus(200);
            controller.post(session + "/kick", body).hasStatus(200);
        }
        // Refused ones too, with the secret where it does not belong.
        SERVER.client().bearer(token.text("token")).get(session).hasStatus(401);
        operator.post("/api/video-call/session", "{\"name\":\"" + NAME + "\",").hasStatus(400);
        operator.get(TestServer.path(token.text("token"))).hasStatus(404);
        operator.post(TestServer.path("x") + "/control-token?token=" + token.text("token"))
                .hasStatus(404);
        RawHttp.answer(
                SERVER.port(),
                "GET /%zz?token=" + token.text("token") + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        controller.delete(session).hasStatus(200);

        assertThat(log.text()).contains("operation=\"createSession\"", "operation=\"endSession\"");
        assertThat(secrets).allSatisfy(secret -> assertThat(log.text()).doesNotContain(secret));
        assertThat(log.text()).doesNotContain(" ERROR ", "\tat ");
    }

    @Test
    void operation_thatChangesSomething_isOneLineWithItsRequestAndDuration() {
        String session = newSession("log-create-2");
        oneLine("log-create-2", "createSession", "200");
        operator.with("X-Request-Id", "log-invite-1")
                .post(session + "/participant-token")
                .hasStatus(200);
        oneLine("log-invite-1", "createParticipantToken", "200");
        Answer token = operator.with("X-Request-Id", "log-control-1")
                .post(session + "/control-token")
                .hasStatus(200);
        oneLine("log-control-1", "createControlToken", "200");
        operator.with("X-Request-Id", "log-token-1")
                .post("/api/video-call/token", "{\"meeting_id\":\"" + id(session) + "\"}");
        oneLine("log-token-1", "createToken", "200");
        ApiClient controller = SERVER.client().bearer(token.text("token"));
        for (String command : new String[] {"mute", "unmute", "kick"}) {
            controller
                    .with("X-Request-Id", "log-" + command + "-1")
                    .post(session + "/" + command, "{\"participant_id\":\"nobody\"}")
                    .hasStatus(404);
            oneLine("log-" + command + "-1", command + "Participant", "404");
        }
        controller
                .with("X-Request-Id", "log-mute-all-1")
                .post(session + "/mute-all")
                .hasStatus(200);
        oneLine("log-mute-all-1", "muteAllParticipants", "200");
        controller.with("X-Request-Id", "log-end-1").delete(session).hasStatus(200);
        oneLine("log-end-1", "endSession", "200");
    }

    @Test
    void operation_thatWasRepeated_isToldApartAndItsKeyIsNotLogged() {
        ApiClient sender = operator.with("Idempotency-Key", "the-secret-key-of-this-test");
        sender.with("X-Request-Id", "log-first-1")
                .post("/api/video-call/session")
                .hasStatus(200);
        sender.with("X-Request-Id", "log-again-1")
                .post("/api/video-call/session")
                .hasStatus(200);

        oneLine("log-first-1", "createSession", "200");
        oneLine("log-again-1", "createSession", "200 replayed");
        assertThat(log.text()).doesNotContain("the-secret-key-of-this-test");
    }

    @Test
    void operation_thatOnlyReads_isNotLogged() {
        operator.with("X-Request-Id", "log-read-1")
                .get("/api/video-call/sessions")
                .hasStatus(200);
        operator.with("X-Request-Id", "log-head-1")
                .send("HEAD", "/health", BodyPublishers.noBody())
                .hasStatus(200);

        assertThat(log.of("log-read-1")).isEmpty();
        assertThat(log.of("log-head-1")).isEmpty();
    }

    @Test
    void realtimeKitsFailure_isALineWithDetailButNoToken() {
        try (Application away =
                Application.start(Configs.onRealtimeKit(URI.create("http://127.0.0.1:1"), "cloudflare-secret"))) {
            new ApiClient(URI.create("http://127.0.0.1:" + away.address().getPort()))
                    .with("X-Request-Id", "log-failure-1")
                    .post("/api/video-call/session", "{\"name\":\"" + NAME + "\"}")
                    .isError(500, "REALTIMEKIT_ERROR");
        }

        assertThat(log.of("log-failure-1"))
                .anySatisfy(line -> assertThat(line).contains("createMeeting", "duration_ms="))
                .anySatisfy(line -> assertThat(line).contains("operation=\"createSession\"", "outcome=\"500\""));
        assertThat(log.text()).doesNotContain("cloudflare-secret", NAME);
    }

    @Test
    void sessionId_withALineBreak_forgesNoLine() {
        operator.with("X-Request-Id", "log-forged-1")
                .post("/api/video-call/session/a%0D%0Aoperation=%22forged%22/control-token")
                .hasStatus(404);

        assertThat(log.of("log-forged-1")).singleElement().asString().doesNotContain("\noperation", "\r");
    }

    private String newSession(String requestId) {
        return TestServer.path(operator.with("X-Request-Id", requestId)
                .post("/api/video-call/session", "{\"name\":\"" + NAME + "\"}")
                .hasStatus(200)
                .text("session_id"));
    }

    private static String id(String session) {
        return session.substring(session.lastIndexOf('/') + 1);
    }

    private void oneLine(String requestId, String operation, String outcome) {
        assertThat(log.of(requestId))
                .filteredOn(line -> line.contains("operation=\"" + operation + "\""))
                .singleElement()
                .asString()
                .contains(" INFO ", "outcome=\"" + outcome + "\"")
                .containsPattern("duration_ms=\"\\d+\"");
    }
}
