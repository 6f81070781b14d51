package com.bahasadri.videocall.server.realtime;

import static com.bahasadri.videocall.server.support.ChannelClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may say what to whom: nobody speaks in another's name. */
class SignalTest {
    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(5), Duration.ofSeconds(1));

    private Call call;
    private Token ann;
    private Token bob;
    private ChannelClient annPage;
    private ChannelClient bobPage;
    private ChannelClient control;

    @BeforeEach
    void join() {
        call = SERVER.newCall();
        ann = call.newToken("Ann");
        bob = call.newToken("Bob");
        annPage = call.join(ann);
        bobPage = call.join(bob);
        control = call.control();
    }

    @Test
    void signal_toAPeer_arrivesInTheSendersName() {
        annPage.send(
                "signal",
                null,
                object(
                        "{'to':'" + bob.id() + "','from':'" + bob.id()
                                + "','kind':'candidate','connection_id':'c','candidate':{'candidate':'a','sdpMid':null},'more':1}"));

        assertThat(bobPage.await("signal").path("data"))
                .isEqualTo(object("{'from':'" + ann.id()
                        + "','kind':'candidate','connection_id':'c','candidate':{'candidate':'a','sdpMid':null}}"));
        assertThat(control.roundTrip().received()).noneMatch(ChannelClient.is("signal"));
    }

    @Test
    void signal_lastCandidate_keepsItsNull() {
        annPage.send("signal", null, object("{'to':'" + bob.id() + "','kind':'candidate','candidate':null}"));

        JsonNode data = bobPage.await("signal").path("data");
        assertThat(data.has("candidate")).isTrue();
        assertThat(data.path("candidate").isNull()).isTrue();
    }

    @Test
    void signal_betweenControlCenterAndPage_goesBothWays() {
        control.send("signal", null, object("{'to':'" + ann.id() + "','kind':'request','connection_id':'c'}"));
        String from = annPage.await("signal").at("/data/from").asText();

        annPage.send("signal", null, object("{'to':'" + from + "','kind':'offer','sdp':'v=0'}"));

        assertThat(control.await("signal").path("data"))
                .isEqualTo(object("{'from':'" + ann.id() + "','kind':'offer','sdp':'v=0'}"));
    }

    @Test
    void signal_betweenControlCenters_isRefused() {
        ChannelClient other = SERVER.closing(ChannelClient.control(SERVER.address(), call.id(), call.controlToken()));
        String peer = other.await("snapshot").at("/data/self/peer_id").asText();

        control.send("signal", "s", object("{'to':'" + peer + "','kind':'request'}"));

        refused(control, "s", "PARTICIPANT_NOT_FOUND");
    }

    @Test
    void signal_intoAnotherSession_isRefused() {
        Call foreign = SERVER.newCall();
        Token eve = foreign.newToken("Eve");
        foreign.join(eve).send("signal", "s", object("{'to':'" + ann.id() + "','kind':'request'}"));

        assertThat(annPage.roundTrip().received()).noneMatch(ChannelClient.is("signal"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'offer'}",
                "{'to':'BOB'}",
                "{'to':'BOB','kind':'shout'}",
                "{'to':7,'kind':'offer'}",
                "{'to':'BOB','kind':'offer','sdp':7}",
                "{'to':'BOB','kind':'offer','connection_id':{}}"
            })
    void signal_malformed_isRefusedAndReachesNobody(String data) {
        annPage.send("signal", "s", object(data.replace("BOB", bob.id())));

        refused(annPage, "s", "INVALID_INPUT");
        assertThat(bobPage.roundTrip().received()).noneMatch(ChannelClient.is("signal"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mute_participant", "unmute_participant", "end_session", "video_control", "command", "removed"})
    void participant_thatCommands_isRefused(String type) {
        annPage.send(type, "c", object("{'participant_id':'" + bob.id() + "','file_id':'f','action':'play'}"));

        refused(annPage, "c", "INVALID_INPUT");
        bobPage.roundTrip();
        assertThat(bobPage.received())
                .noneMatch(ChannelClient.is("command"))
                .noneMatch(ChannelClient.is("session_ended"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"participant_state", "command_ack", "leave"})
    void controlCenter_thatActsAsParticipant_isRefused(String type) {
        control.send(type, "c", object("{'participant_id':'" + bob.id() + "','is_muted':true}"));

        refused(control, "c", "INVALID_INPUT");
        assertThat(call.rest().get(call.path()).json().path("participants")).hasSize(2);
    }

    @Test
    void participant_thatReportsForAnother_reportsForItself() {
        annPage.send("participant_state", null, object("{'participant_id':'" + bob.id() + "','is_muted':true}"));

        assertThat(control.await("participant_muted").at("/data/participant_id").asText())
                .isEqualTo(ann.id());
    }

    private static void refused(ChannelClient client, String correlationId, String code) {
        JsonNode error = client.await("error");
        assertThat(error.path("correlation_id").asText()).isEqualTo(correlationId);
        assertThat(error.at("/data/code").asText()).isEqualTo(code);
    }
}
