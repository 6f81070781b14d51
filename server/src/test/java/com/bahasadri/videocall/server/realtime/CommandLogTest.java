package com.bahasadri.videocall.server.realtime;

import static com.bahasadri.videocall.server.support.ChannelClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.ChannelClient.OnCommand;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The log tells who did what, and each command from its request to its outcome. */
class CommandLogTest {
    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(5), Duration.ofSeconds(1));

    private Call call;
    private Token ann;
    private ChannelClient page;
    private ChannelClient control;

    @BeforeEach
    void join() {
        call = SERVER.newCall();
        control = call.control();
        ann = call.newToken("Ann");
        page = call.join(ann);
        control.await("participant_joined");
    }

    @Test
    void mute_byRest_isToldUnderItsRequestId() {
        call.rest()
                .with("X-Request-Id", "request-0123456")
                .post(call.path() + "/mute", "{\"participant_id\":\"" + ann.id() + "\"}");

        List<JsonNode> told = control.roundTrip().events();
        assertThat(told.stream().map(CommandLogTest::line))
                .containsExactly(
                        "participant_joined by participant",
                        "requested by control_center",
                        "delivered",
                        "participant_muted by participant",
                        "observed by participant");
        assertThat(told.get(1).path("correlation_id").asText()).isEqualTo("request-0123456");
        assertThat(told.get(4).path("correlation_id").asText()).isEqualTo("request-0123456");
        assertThat(told.get(3).path("correlation_id").asText())
                .isEqualTo(told.get(1).at("/data/command_id").asText());
        assertThat(told.get(0).at("/actor/id").asText()).isEqualTo(ann.id());
    }

    @Test
    void mute_byChannel_isToldUnderItsOwnId() {
        page.onCommand(OnCommand.REFUSE);

        control.command("mute_participant", "m-1", object("{'participant_id':'" + ann.id() + "'}"));

        List<JsonNode> told = control.roundTrip().events();
        assertThat(told.stream().map(CommandLogTest::line))
                .endsWith("requested by control_center", "delivered", "refused by participant");
        assertThat(told.get(told.size() - 1).path("correlation_id").asText()).isEqualTo("m-1");
    }

    @Test
    void mute_unanswered_expires() {
        page.onCommand(OnCommand.IGNORE);

        call.rest("mute", ann.id());

        assertThat(control.roundTrip().events().stream().map(CommandLogTest::line))
                .endsWith("delivered", "expired by timeout");
    }

    @Test
    void prefer_waitShorterThanThePageMayTake_isPendingAndToldLater() {
        page.onCommand(OnCommand.IGNORE);

        JsonNode answer = muteWaiting("wait=0");

        assertThat(answer.path("outcome").asText()).isEqualTo("pending");
        assertThat(answer.path("success").asBoolean()).isFalse();
        JsonNode end = control.await(event -> event.at("/data/status").asText().equals("expired"));
        assertThat(line(end)).isEqualTo("expired by timeout");
        assertThat(end.at("/data/command_id")).isEqualTo(answer.path("command_id"));
    }

    @Test
    void prefer_noWaitAndThePageObeys_isObserved() {
        JsonNode answer = muteWaiting("wait=0");

        JsonNode end = control.await(event -> event.at("/data/status").asText().equals("observed"));
        assertThat(end.at("/data/command_id")).isEqualTo(answer.path("command_id"));
        assertThat(control.roundTrip().events().stream().map(CommandLogTest::line))
                .doesNotContain("expired by timeout");
    }

    @Test
    void prefer_inTheSecondOfTwoLines_isTaken() {
        page.onCommand(OnCommand.IGNORE);

        JsonNode answer = mute(call.rest().with("Prefer", "respond-async").with("Prefer", "wait=0"));

        assertThat(answer.path("outcome").asText()).isEqualTo("pending");
    }

    @Test
    void acknowledgement_ofTheCommandToAnother_isNotToldAsItsEffect() {
        page.onCommand(OnCommand.IGNORE);
        Token bob = call.newToken("Bob");
        ChannelClient other = call.join(bob);
        muteWaiting("wait=0");
        String id = page.await("command").path("correlation_id").asText();

        other.send("command_ack", id, object("{'outcome':'done','is_muted':true}"));

        JsonNode muted = control.await("participant_muted");
        assertThat(muted.at("/actor/id").asText()).isEqualTo(bob.id());
        assertThat(muted.has("correlation_id")).isFalse();
    }

    @Test
    void refusal_withAReason_isToldInThePagesOwnWords() {
        acknowledge("{'outcome':'refused','is_muted':false,'reason':' Not\\u0007now. '}");

        JsonNode end = control.await(event -> event.at("/data/status").asText().equals("refused"));
        assertThat(end.at("/data/reason").asText()).isEqualTo("Not now.");
    }

    @Test
    void refusal_withAReasonBeyondMeasure_isToldCut() {
        acknowledge("{'outcome':'refused','is_muted':false,'reason':'" + "\uD83C\uDFA5".repeat(300) + "'}");

        JsonNode end = control.await(event -> event.at("/data/status").asText().equals("refused"));
        assertThat(end.at("/data/reason").asText()).isEqualTo("\uD83C\uDFA5".repeat(200));
    }

    @Test
    void refusal_withoutAReason_isToldAsSuch() {
        acknowledge("{'outcome':'refused','is_muted':false}");

        JsonNode end = control.await(event -> event.at("/data/status").asText().equals("refused"));
        assertThat(end.at("/data/reason").asText()).isEqualTo("The page refused");
    }

    @Test
    void refusal_withAReasonThatIsNoText_isToldAsSuch() {
        acknowledge("{'outcome':'refused','is_muted':false,'reason':{'why':1}}");

        JsonNode end = control.await(event -> event.at("/data/status").asText().equals("refused"));
        assertThat(end.at("/data/reason").asText()).isEqualTo("The page refused");
    }

    @Test
    void reason_ofWhatIsDoneAllTheSame_isNotTold() {
        acknowledge("{'outcome':'refused','is_muted':true,'reason':'No'}");

        JsonNode end = control.await(event -> event.at("/data/status").asText().equals("observed"));
        assertThat(end.path("data").has("reason")).isFalse();
    }

    @Test
    void kickAndEnd_areToldBeforeTheirEffectsEnd() {
        call.rest("kick", ann.id());
        call.rest().delete(call.path());

        assertThat(control.await("session_ended")).isNotNull();
        assertThat(control.events().stream().map(CommandLogTest::line).skip(1))
                .containsExactly(
                        "requested by control_center",
                        "delivered",
                        "participant_left by control_center",
                        "observed by realtimekit",
                        "requested by control_center",
                        "delivered",
                        "observed by control_center",
                        "session_ended by control_center");
    }

    /** What Ann's page says of a command to mute her. */
    private void acknowledge(String data) {
        page.onCommand(OnCommand.IGNORE);
        muteWaiting("wait=0");
        page.send("command_ack", page.await("command").path("correlation_id").asText(), object(data));
    }

    private JsonNode muteWaiting(String prefer) {
        return mute(call.rest().with("Prefer", prefer));
    }

    private JsonNode mute(ApiClient client) {
        return client.post(call.path() + "/mute", "{\"participant_id\":\"" + ann.id() + "\"}")
                .hasStatus(200)
                .json();
    }

    private static String line(JsonNode event) {
        String type = event.path("type").asText();
        String what =
                type.equals("command_progressed") ? event.at("/data/status").asText() : type;
        // Told by who commands, or by the page's confirmation, whichever is first.
        return what.equals("delivered")
                ? what
                : what + " by " + event.at("/actor/kind").asText();
    }
}
