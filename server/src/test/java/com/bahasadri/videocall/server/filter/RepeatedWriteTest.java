package com.bahasadri.videocall.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.contract.Contract;
import com.bahasadri.videocall.contract.Operation;
import com.bahasadri.videocall.server.support.SimulatedParticipant;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Form;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every write of the contract, sent twice under one key. */
class RepeatedWriteTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.open();

    private static final Form VIDEO = Form.of("demo.mp4", MediaFiles.bytes(MediaFiles.mp4()));

    private final String key = UUID.randomUUID().toString();
    private String session;
    private ApiClient control;
    private Answer ann;
    private String file;

    @BeforeEach
    void createSession() {
        session = SERVER.newSession();
        control = SERVER.control(session);
        ann = SERVER.client().post(session + "/participant-token", "{\"name\":\"Ann\"}");
        file = VIDEO.send(control, session).hasStatus(200).text("file_id");
    }

    static Stream<String> writes() {
        return Contract.load().operations().stream()
                .filter(operation -> Set.of("POST", "PUT", "DELETE").contains(operation.method()))
                .map(Operation::id)
                // Answers signed bodies alone, and knows by itself what it was told before: see WebhookTest.
                .filter(id -> !id.equals("receiveRealtimeKitWebhook"));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void write_repeated_getsTheAnswerOfTheFirst(String operation) {
        try (SimulatedParticipant live = SERVER.join(session, ann.text("token"))) {
            assertThat(live).isNotNull();
            Answer first = send(operation, control).hasStatus(200);
            Answer second = send(operation, control).hasStatus(200);

            assertThat(first.header("Idempotency-Replayed")).isNull();
            assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
            assertThat(second.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
        }
    }

    @ParameterizedTest
    @MethodSource("writes")
    void write_withAMalformedKey_isRefusedAndNotRun(String operation) {
        send(operation, control.with("Idempotency-Key", "a second one")).isError(400, "INVALID_INPUT");

        assertThat(SERVER.client().get(session).text("status")).isEqualTo("active");
    }

    private Answer send(String operation, ApiClient caller) {
        ApiClient client = caller.with("Idempotency-Key", key);
        String participant = "{\"participant_id\":\"" + ann.text("participant_id") + "\"}";
        return switch (operation) {
            case "createSession" -> client.post("/api/video-call/session", "{\"name\":\"Review\"}");
            case "endSession" -> client.delete(session);
            case "createParticipantToken" -> client.post(session + "/participant-token");
            case "createControlToken" -> client.post(session + "/control-token");
            case "muteParticipant" -> client.post(session + "/mute", participant);
            case "unmuteParticipant" -> client.post(session + "/unmute", participant);
            case "muteAllParticipants" -> client.post(session + "/mute-all");
            case "kickParticipant" -> client.post(session + "/kick", participant);
            case "setPlayback" ->
                client.with("Content-Type", "application/json")
                        .send("PUT", session + "/playback", BodyPublishers.ofString("{\"state\":\"paused\"}"));
            case "uploadVideoFile" -> VIDEO.send(client, session);
            case "deleteVideoFile" -> client.delete(session + "/video-file/" + file);
            case "createToken" ->
                client.post("/api/video-call/token", "{\"meeting_id\":\"" + session.replaceFirst(".*/", "") + "\"}");
            default -> throw new IllegalArgumentException("repeat the new operation " + operation + " here, too");
        };
    }
}
