package com.bahasadri.videocall.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.SimulatedParticipant;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Configs;
import com.bahasadri.videocall.server.support.http.RawHttp;
import com.bahasadri.videocall.server.support.http.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repeated write is, and which answers it gets again. */
class IdempotencyTest {
    private static final String CREATE = "/api/video-call/session";
    private static final String REPLAYED = "Idempotency-Replayed";

    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    @RegisterExtension
    static final TestServer CLOSED = TestServer.with(Configs.closed());

    private final String key = UUID.randomUUID().toString();
    private final ApiClient client = SERVER.client().with("Idempotency-Key", key);

    @Test
    void write_withoutAKey_runsEachTime() {
        Answer first = SERVER.client().post(CREATE).hasStatus(200);
        Answer second = SERVER.client().post(CREATE).hasStatus(200);

        assertThat(second.text("session_id")).isNotEqualTo(first.text("session_id"));
        assertThat(second.header(REPLAYED)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"b\"}", "{\"name\":\"a\"} ", "{}", ""})
    void sameKey_anotherBody_isRefused(String body) {
        client.post(CREATE, "{\"name\":\"a\"}").hasStatus(200);

        Answer refused = client.post(CREATE, body).isError(409, "IDEMPOTENCY_KEY_REUSED");

        assertThat(refused.header(REPLAYED)).isNull();
        replayed(client.post(CREATE, "{\"name\":\"a\"}"));
    }

    @Test
    void sameKey_anotherQuery_isRefused() {
        client.post(CREATE + "?a=1").hasStatus(200);

        client.post(CREATE + "?a=2").isError(409, "IDEMPOTENCY_KEY_REUSED");
        client.post(CREATE).isError(409, "IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void sameKey_anotherOperationOrSession_isAnotherWrite() {
        String one = SERVER.newSession();
        String other = SERVER.newSession();

        Answer token = client.post(one + "/participant-token").hasStatus(200);

        fresh(client.post(other + "/participant-token"));
        fresh(client.post(one + "/control-token"));
        assertThat(replayed(client.post(one + "/participant-token")).body()).isEqualTo(token.body());
    }

    @Test
    void sameKey_theSamePathWrittenOtherwise_isTheSameWrite() {
        String session = SERVER.newSession();
        String id = session.substring(session.lastIndexOf('/') + 1);
        Answer token = client.post(session + "/participant-token").hasStatus(200);

        // Past the client's check: the contract has no path that ends in a slash.
        Answer withSlash = RawHttp.answer(
                SERVER.port(),
                "POST " + session + "/participant-token/ HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n"
                        + "Connection: close\r\nIdempotency-Key: " + key + "\r\n\r\n");
        Answer escaped = client.post(CREATE + "/" + id.replace("-", "%2D") + "/participant-token");

        assertThat(replayed(withSlash).body()).isEqualTo(token.body());
        assertThat(replayed(escaped).body()).isEqualTo(token.body());
    }

    @Test
    void sameKey_anotherCaller_isAnotherWrite() {
        ApiClient one = CLOSED.client().with("Idempotency-Key", key).bearer(Configs.OPERATOR_KEY);
        ApiClient other = CLOSED.client().with("Idempotency-Key", key).bearer("another-operator-key-01");

        Answer ones = one.post(CREATE).hasStatus(200);
        Answer others = fresh(other.post(CREATE, "{\"name\":\"b\"}"));

        assertThat(others.text("session_id")).isNotEqualTo(ones.text("session_id"));
        assertThat(replayed(one.post(CREATE)).body()).isEqualTo(ones.body());
    }

    @Test
    void storedAnswer_askedForWithoutAccess_isRefused() {
        ApiClient operator = CLOSED.client().with("Idempotency-Key", key).bearer(Configs.OPERATOR_KEY);
        String session = TestServer.path(operator.post(CREATE).hasStatus(200).text("session_id"));
        operator.post(session + "/control-token").hasStatus(200);

        CLOSED.client()
                .with("Idempotency-Key", key)
                .post(session + "/control-token")
                .isError(401, "UNAUTHORIZED");
        CLOSED.client()
                .with("Idempotency-Key", key)
                .bearer("operator-key-0123456780")
                .post(session + "/control-token")
                .isError(401, "UNAUTHORIZED");
        replayed(operator.post(session + "/control-token"));
    }

    @Test
    void token_repeated_isTheSameAndWorks() {
        String session = SERVER.newSession();

        Answer first = client.post(session + "/control-token").hasStatus(200);
        Answer second = replayed(client.post(session + "/control-token"));

        assertThat(second.text("token")).isEqualTo(first.text("token")).isNotBlank();
        SERVER.client().bearer(second.text("token")).post(session + "/mute-all").hasStatus(200);
    }

    @Test
    void end_repeatedWithTheTokenThatItRevoked_getsTheAnswerOfTheFirst() {
        String session = SERVER.newSession();
        ApiClient control = SERVER.control(session).with("Idempotency-Key", key);

        Answer first = control.delete(session).hasStatus(200);

        assertThat(replayed(control.delete(session)).body()).isEqualTo(first.body());
    }

    @Test
    void refusal_thatTheSessionsStateWasTheReasonFor_isKept() {
        String session = SERVER.newSession();
        ApiClient control = SERVER.control(session);
        Answer ann = SERVER.client().post(session + "/participant-token").hasStatus(200);
        String body = "{\"participant_id\":\"" + ann.text("participant_id") + "\"}";

        control.with("Idempotency-Key", key).post(session + "/mute", body).isError(404, "PARTICIPANT_NOT_FOUND");
        try (SimulatedParticipant live = SERVER.join(session, ann.text("token"))) {
            assertThat(live).isNotNull();
            Answer again = control.with("Idempotency-Key", key).post(session + "/mute", body);
            assertThat(again.isError(404, "PARTICIPANT_NOT_FOUND").header(REPLAYED))
                    .isEqualTo("true");
            fresh(control.with("Idempotency-Key", key + "2").post(session + "/mute", body));
        }
        control.delete(session).hasStatus(200);
        client.post(session + "/participant-token").isError(409, "SESSION_ENDED");
        assertThat(client.post(session + "/participant-token")
                        .isError(409, "SESSION_ENDED")
                        .header(REPLAYED))
                .isEqualTo("true");
    }

    @Test
    void refusal_ofTheRequestItself_leavesTheKeyFree() {
        client.post(CREATE, "{\"name\":5}").isError(400, "INVALID_INPUT");
        client.post(CREATE, "{").isError(400, "INVALID_INPUT");
        client.post(CREATE, "{\"x\":\"" + "x".repeat(65_536) + "\"}").isError(413, "PAYLOAD_TOO_LARGE");
        client.postChunked(CREATE, new byte[65_537]).isError(413, "PAYLOAD_TOO_LARGE");

        fresh(client.post(CREATE, "{\"name\":\"right\"}"));
        replayed(client.post(CREATE, "{\"name\":\"right\"}"));
    }

    @Test
    void refusal_thatAnybodyCanCause_isNotKept() {
        for (int i = 0; i < 2; i++) {
            Answer refused = client.post("/api/video-call/session/nobody/participant-token");
            assertThat(refused.isError(404, "SESSION_NOT_FOUND").header(REPLAYED))
                    .isNull();
        }
    }

    @Test
    void body_ofTheLargestSize_isRepeatedInChunksToo() {
        byte[] body = ("{\"x\":\"" + "x".repeat(65_536 - 8) + "\"}").getBytes(StandardCharsets.US_ASCII);
        assertThat(body).hasSize(65_536);

        client.postChunked(CREATE, body).hasStatus(200);

        replayed(client.post(CREATE, body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\tb", " ", "201"})
    void key_malformed_isRefused(String malformed) {
        String sent = malformed.equals("201") ? "k".repeat(201) : malformed;

        SERVER.client().with("Idempotency-Key", sent).post(CREATE).isError(400, "INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Idempotency-Key: k\u00E9y", "Idempotency-Key: a\r\nidempotency-key: b", "Idempotency-Key:"})
    void key_notOneOfVisibleAscii_isRefused(String headers) {
        RawHttp.answer(
                        SERVER.port(),
                        "POST " + CREATE + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n"
                                + headers + "\r\n\r\n")
                .isError(400, "INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "~", "\"quoted\"", "a,b", "200"})
    void key_wellFormed_isTaken(String wellFormed) {
        String own = wellFormed.equals("200") ? "k".repeat(200) : wellFormed;
        ApiClient sender = SERVER.client().with("Idempotency-Key", own);

        Answer first = fresh(sender.post(CREATE));

        assertThat(replayed(sender.post(CREATE)).body()).isEqualTo(first.body());
    }

    @Test
    void key_ofWhatIsNoWrite_isNotLookedAt() {
        ApiClient malformed = SERVER.client().with("Idempotency-Key", "a b");

        malformed.get("/api/video-call/sessions").hasStatus(200);
        malformed.get("/health").hasStatus(200);
        malformed.post("/api/nothing").isError(404, "NOT_FOUND");
        malformed.delete("/api/video-call/sessions").isError(405, "METHOD_NOT_ALLOWED");
    }

    private static Answer fresh(Answer answer) {
        assertThat(answer.hasStatus(200).header(REPLAYED)).isNull();
        return answer;
    }

    private static Answer replayed(Answer answer) {
        assertThat(answer.hasStatus(200).header(REPLAYED)).isEqualTo("true");
        return answer;
    }
}
