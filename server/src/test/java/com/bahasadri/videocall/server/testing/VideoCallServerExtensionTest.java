package com.bahasadri.videocall.server.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.testing.SimulatedParticipant.OnCommand;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kit for integrators' tests does what it says. */
class VideoCallServerExtensionTest {
    private static final String SESSION = "/api/video-call/session";

    @RegisterExtension
    static final VideoCallServerExtension SERVER = VideoCallServerExtension.of(
            VideoCallServer.builder().presenceGrace(Duration.ofMillis(50)).commandPatience(Duration.ofSeconds(2)));

    private ApiClient api;
    private String call;

    @BeforeEach
    void create() {
        api = new ApiClient(URI.create("http://127.0.0.1:" + SERVER.baseUrl().getPort()));
        call = SESSION + "/" + api.post(SESSION).text("session_id");
    }

    @Test
    void join_byLink_isInTheCallWithCameraAndMicrophoneOn() {
        SimulatedParticipant ann = join();

        assertThat(me().path("participant_id").asText()).isEqualTo(ann.participantId());
        assertThat(me().path("is_muted").asBoolean()).isFalse();
        assertThat(me().path("is_camera_on").asBoolean()).isTrue();
        assertThat(ann.isConnected()).isTrue();
    }

    @Test
    void join_endedCall_saysWhy() {
        Answer invitation = invite();
        control().delete(call).hasStatus(200);

        assertThatThrownBy(() -> SERVER.join(URI.create(invitation.text("join_url"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("did not open the channel");
    }

    @Test
    void join_anotherLink_isRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> SERVER.join(URI.create("http://localhost/join#token=secret")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void state_thatIsTold_isReadAtOnce() {
        SimulatedParticipant ann = join();

        ann.setMuted(true);
        ann.setCameraOn(false);
        ann.setScreenSharing(true);
        ann.setConnectionQuality("poor");

        assertThat(me().path("is_muted").asBoolean()).isTrue();
        assertThat(me().path("is_camera_on").asBoolean()).isFalse();
        assertThat(me().path("is_screen_sharing").asBoolean()).isTrue();
        assertThat(me().path("connection_quality").asText()).isEqualTo("poor");
    }

    @Test
    void mute_isObeyed() {
        SimulatedParticipant ann = join();

        Answer answer = mute(ann);

        assertThat(answer.text("success")).isEqualTo("true");
        assertThat(answer.text("outcome")).isEqualTo("observed");
    }

    @Test
    void mute_thatIsRefused_isToldSo() {
        SimulatedParticipant ann = join();
        ann.onCommand(OnCommand.REFUSE);

        assertThat(mute(ann).text("outcome")).isEqualTo("refused");
    }

    @Test
    void mute_thatIsIgnored_hasNotHappened() {
        SimulatedParticipant ann = join();
        ann.onCommand(OnCommand.IGNORE);

        Answer answer = mute(ann);

        assertThat(answer.text("success")).isEqualTo("false");
        assertThat(answer.text("is_muted")).isEqualTo("false");
    }

    @Test
    void drop_isTheEndOfIt_unlessItComesBack() {
        SimulatedParticipant ann = join();
        ann.setMuted(true);

        ann.drop();
        ann.reconnect();

        assertThat(ann.isConnected()).isTrue();
        assertThat(me().path("is_muted").asBoolean()).isTrue();
    }

    @Test
    void close_leaves() {
        SimulatedParticipant ann = join();

        ann.close();

        assertThat(participants()).isEmpty();
        assertThat(ann.isConnected()).isFalse();
    }

    @Test
    void kick_endsTheConnection() {
        SimulatedParticipant ann = join();

        control()
                .post(call + "/kick", "{\"participant_id\":\"" + ann.participantId() + "\"}")
                .hasStatus(200);

        assertThatThrownBy(ann::reconnect).isInstanceOf(IllegalStateException.class);
        assertThat(participants()).isEmpty();
    }

    @Test
    void refuseNext_asOftenAsAsked_withTheWaitThatWasAsked() {
        SERVER.faults().refuseNext(2, 503, Duration.ofSeconds(7));

        Answer first = api.get(call).isError(503, "UNAVAILABLE");
        api.get(call).isError(503, "UNAVAILABLE");

        assertThat(first.header("Retry-After")).isEqualTo("7");
        api.get(call).hasStatus(200);
    }

    @Test
    void refuseNext_isMetBeforeTheRequestIsActedOn() {
        int before = sessions();
        SERVER.faults().refuseNext(1, 429).refuseNext(1, 500);

        api.post(SESSION, "{\"name\":\"" + "x".repeat(100) + "\"}").isError(429, "RATE_LIMITED");
        api.post(SESSION).isError(500, "INTERNAL_ERROR");

        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void refuseNext_anotherStatus_isRefused() {
        assertThatThrownBy(() -> SERVER.faults().refuseNext(1, 404)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SERVER.faults().refuseNext(0, 500)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void dropNext_endsTheConnectionBeforeAnythingHappens() {
        int before = sessions();
        SERVER.faults().dropNext(1);

        assertThatThrownBy(() -> api.post(SESSION)).isInstanceOf(UncheckedIOException.class);

        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void loseNextAnswers_actsAndSaysNothing() {
        int before = sessions();
        SERVER.faults().loseNextAnswers(1);

        assertThatThrownBy(() -> api.post(SESSION)).isInstanceOf(UncheckedIOException.class);

        assertThat(sessions()).isEqualTo(before + 1);
    }

    @Test
    void dropConnections_endsTheParticipantsToo() {
        SimulatedParticipant ann = join();

        SERVER.faults().dropConnections();
        ann.reconnect();

        assertThat(me().path("participant_id").asText()).isEqualTo(ann.participantId());
    }

    @Test
    void delay_isWaitedForByEachRequestUntilItIsOver() {
        SERVER.faults().delay(Duration.ofMillis(300));
        long start = System.nanoTime();
        api.get(call).hasStatus(200);
        long slow = System.nanoTime() - start;

        SERVER.faults().clear();

        assertThat(slow).isGreaterThanOrEqualTo(Duration.ofMillis(300).toNanos());
        api.get(call).hasStatus(200);
    }

    @Test
    void delay_negative_isRefused() {
        assertThatThrownBy(() -> SERVER.faults().delay(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("delay is PT-0.001S, less than 0");
    }

    private SimulatedParticipant join() {
        return SERVER.join(URI.create(invite().text("join_url")));
    }

    private Answer invite() {
        return api.post(call + "/participant-token").hasStatus(200);
    }

    private ApiClient control() {
        return api.bearer(api.post(call + "/control-token").hasStatus(200).text("token"));
    }

    private Answer mute(SimulatedParticipant participant) {
        return control()
                .post(call + "/mute", "{\"participant_id\":\"" + participant.participantId() + "\"}")
                .hasStatus(200);
    }

    private JsonNode participants() {
        return api.get(call).hasStatus(200).json().path("participants");
    }

    private JsonNode me() {
        return participants().path(0);
    }

    private int sessions() {
        return api.get("/api/video-call/sessions?limit=100")
                .json()
                .path("sessions")
                .size();
    }
}
