package com.bahasadri.videocall.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Configs;
import com.bahasadri.videocall.server.support.http.Form;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what where operator keys are set, and who may control where none are. */
class AccessTest {
    private static final String NOBODY = "{\"participant_id\":\"nobody\"}";

    @RegisterExtension
    static final TestServer CLOSED = TestServer.with(Configs.closed());

    @RegisterExtension
    static final TestServer OPEN = TestServer.open();

    private final ApiClient anyone = CLOSED.client();
    private final ApiClient operator = anyone.bearer(Configs.OPERATOR_KEY);
    private String session;
    private ApiClient control;
    private ApiClient participant;
    private ApiClient foreign;

    @BeforeEach
    void createSessions() {
        session = newSession();
        control = anyone.bearer(
                operator.post(session + "/control-token").hasStatus(200).text("token"));
        participant = anyone.bearer(
                operator.post(session + "/participant-token").hasStatus(200).text("token"));
        foreign = anyone.bearer(
                operator.post(newSession() + "/control-token").hasStatus(200).text("token"));
    }

    @Test
    void creatingAndListing_needAnOperatorKey() {
        for (String token : new String[] {"", "/control-token"}) {
            String path = token.isEmpty() ? "/api/video-call/session" : session + token;
            unauthorized(anyone.post(path));
            unauthorized(anyone.bearer("operator-key-0123456780").post(path));
            control.post(path).isError(403, "FORBIDDEN");
            participant.post(path).isError(403, "FORBIDDEN");
            operator.post(path).hasStatus(200);
        }
        unauthorized(anyone.get("/api/video-call/sessions"));
        control.get("/api/video-call/sessions").isError(403, "FORBIDDEN");
        operator.get("/api/video-call/sessions").hasStatus(200);
    }

    @Test
    void earlierApisToken_needsAnOperatorKey() {
        String body = "{\"meeting_id\":\"" + session.substring(session.lastIndexOf('/') + 1) + "\"}";

        unauthorized(anyone.post("/api/video-call/token", body));
        operator.post("/api/video-call/token", body).hasStatus(200);
    }

    @Test
    void inviting_needsAnOperatorKeyOrControlOfTheSession() {
        String path = session + "/participant-token";

        unauthorized(anyone.post(path));
        participant.post(path).isError(403, "FORBIDDEN");
        foreign.post(path).isError(403, "FORBIDDEN");
        control.post(path).hasStatus(200);
        operator.post(path).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/screen-shares"})
    void reading_needsAnOperatorKeyOrAnyTokenOfTheSession(String what) {
        unauthorized(anyone.get(session + what));
        unauthorized(anyone.bearer("x".repeat(5000)).get(session + what));
        foreign.get(session + what).isError(403, "FORBIDDEN");
        control.get(session + what).hasStatus(200);
        participant.get(session + what).hasStatus(200);
        operator.get(session + what).hasStatus(200);
        operator.get(TestServer.path("nobody") + what).isError(404, "SESSION_NOT_FOUND");
    }

    @Test
    void videoFiles_needWhatReadingNeeds() {
        unauthorized(anyone.get(session + "/video-files"));
        unauthorized(
                anyone.with("Content-Type", "multipart/form-data;boundary=x").post(session + "/video-file"));
        foreign.get(session + "/video-files").isError(403, "FORBIDDEN");
        Form form = Form.of("a.mp4", MediaFiles.bytes(MediaFiles.mp4()));
        form.send(foreign, session).isError(403, "FORBIDDEN");
        String file = form.send(participant, session).hasStatus(200).text("file_id");
        form.send(control, session).hasStatus(200);
        form.send(operator, session).hasStatus(200);
        assertThat(participant
                        .get(session + "/video-files")
                        .hasStatus(200)
                        .json()
                        .findValuesAsText("uploaded_by"))
                .hasSize(3)
                .endsWith("control-center", "control-center");
        String path = session + "/video-file/" + file;
        unauthorized(anyone.delete(path));
        operator.delete(path).isError(403, "FORBIDDEN");
        participant.delete(path).isError(403, "FORBIDDEN");
        foreign.delete(path).isError(403, "FORBIDDEN");
        control.delete(path).hasStatus(200);
        control.delete(path).isError(404, "FILE_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mute", "/unmute", "/kick"})
    void controlling_needsAControlTokenOfTheSession(String command) {
        unauthorized(anyone.post(session + command, NOBODY));
        operator.post(session + command, NOBODY).isError(403, "FORBIDDEN");
        participant.post(session + command, NOBODY).isError(403, "FORBIDDEN");
        foreign.post(session + command, NOBODY).isError(403, "FORBIDDEN");
        control.post(session + command, NOBODY).isError(404, "PARTICIPANT_NOT_FOUND");
    }

    @Test
    void muteAllAndEnd_needAControlTokenOfTheSession() {
        unauthorized(anyone.post(session + "/mute-all"));
        participant.post(session + "/mute-all").isError(403, "FORBIDDEN");
        control.post(session + "/mute-all").hasStatus(200);
        unauthorized(anyone.delete(session));
        operator.delete(session).isError(403, "FORBIDDEN");
        participant.delete(session).isError(403, "FORBIDDEN");
        foreign.delete(session).isError(403, "FORBIDDEN");
        control.delete(session).hasStatus(200);
    }

    @Test
    void end_ofTheSession_takesItsTokensWithItButForReadingAndForEndingAgain() {
        Answer ended = control.delete(session).hasStatus(200);

        assertThat(control.delete(session).hasStatus(200).body()).isEqualTo(ended.body());
        assertThat(control.get(session).hasStatus(200).text("status")).isEqualTo("ended");
        unauthorized(control.post(session + "/mute-all"));
        unauthorized(control.post(session + "/participant-token"));
        participant.delete(session).isError(403, "FORBIDDEN");
        operator.post(session + "/participant-token").isError(409, "SESSION_ENDED");
        operator.post(session + "/control-token").isError(409, "SESSION_ENDED");
    }

    @Test
    void kick_ofAParticipant_takesItsTokenAway() {
        Answer token = operator.post(session + "/participant-token").hasStatus(200);
        ApiClient kicked = anyone.bearer(token.text("token"));
        kicked.get(session).hasStatus(200);

        control.post(session + "/kick", "{\"participant_id\":\"" + token.text("participant_id") + "\"}")
                .hasStatus(200);

        unauthorized(kicked.get(session));
    }

    @Test
    void openMode_needsATokenForControlAlone() {
        String open = OPEN.newSession();
        ApiClient stranger = OPEN.client().bearer("whatever");

        stranger.post("/api/video-call/session").hasStatus(200);
        stranger.get(open).hasStatus(200);
        stranger.post(open + "/participant-token").hasStatus(200);
        unauthorized(stranger.post(open + "/mute", NOBODY));
        unauthorized(OPEN.client().delete(open));
        OPEN.control(open).delete(open).hasStatus(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Basic b3BlcmF0b3I6eA==",
                "operator-key-0123456789",
                "Bearer operator-key-0123456789 x"
            })
    void authorization_inAnotherForm_isNone(String authorization) {
        unauthorized(anyone.with("Authorization", authorization).get(session));
    }

    @Test
    void authorization_schemeInAnyCase_isRead() {
        anyone.with("Authorization", "bEARER  " + Configs.OPERATOR_KEY)
                .get(session)
                .hasStatus(200);
    }

    @Test
    void health_andContract_needNothing() {
        anyone.get("/health").hasStatus(200);
        anyone.get("/openapi.yaml").hasStatus(200);
        anyone.get("/docs").hasStatus(200);
    }

    private String newSession() {
        return TestServer.path(
                operator.post("/api/video-call/session").hasStatus(200).text("session_id"));
    }

    private static void unauthorized(Answer answer) {
        answer.isError(401, "UNAUTHORIZED");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }
}
