package com.bahasadri.videocall.server.realtime;

import static com.bahasadri.videocall.server.support.ChannelClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.ChannelClient.OnCommand;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.bahasadri.videocall.server.support.http.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What mute and unmute answer is what was observed. */
class MicrophoneTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(5), PATIENCE);

    private Call call;
    private Token ann;
    private ChannelClient page;

    @BeforeEach
    void join() {
        call = SERVER.newCall();
        ann = call.newToken("Ann");
        page = call.join(ann);
    }

    @Test
    void mute_obeyed_isTold() {
        isTold(call.rest("mute", ann.id()), true, true);

        page.await("participant_muted");
        isTold(call.rest("unmute", ann.id()), true, false);
        page.await("participant_unmuted");
    }

    @Test
    void mute_refused_isNoSuccess() {
        page.onCommand(OnCommand.REFUSE);

        isTold(call.rest("mute", ann.id()), false, false);
        assertThat(page.roundTrip().effects()).hasSize(1);
    }

    @Test
    void unmute_refused_tellsThatItIsStillMuted() {
        page.report("{'is_muted':true}").await("participant_muted");
        page.onCommand(OnCommand.REFUSE);

        isTold(call.rest("unmute", ann.id()), false, true);
    }

    @Test
    void mute_ignored_isNoSuccessWithinPatience() {
        page.onCommand(OnCommand.IGNORE);
        long started = System.nanoTime();

        isTold(call.rest("mute", ann.id()), false, false);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(PATIENCE, PATIENCE.multipliedBy(9));
    }

    @Test
    void mute_ofWhoIsMuted_isSuccessWithoutEvent() {
        page.report("{'is_muted':true}").await("participant_muted");

        isTold(call.rest("mute", ann.id()), true, true);
        assertThat(page.roundTrip().effects()).hasSize(2);
    }

    @Test
    void mute_acknowledgedLate_stillUpdatesTheState() {
        page.onCommand(OnCommand.IGNORE);
        isTold(call.rest("mute", ann.id()), false, false);
        String id = page.await("command").path("correlation_id").asText();

        page.send("command_ack", id, object("{'outcome':'done','is_muted':true}"))
                .await("participant_muted");

        assertThat(call.rest()
                        .get(call.path())
                        .json()
                        .at("/participants/0/is_muted")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void mute_connectionLostMeanwhile_answersAtOnce() {
        page.onCommand(OnCommand.IGNORE);
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> call.rest("mute", ann.id()));
        page.await("command");
        page.abort();

        isTold(answer.join(), false, false);
    }

    @Test
    void mute_byChannel_isAnsweredUnderItsOwnId() {
        ChannelClient control = call.control();

        JsonNode muted = control.command("mute_participant", "m-1", object("{'participant_id':'" + ann.id() + "'}"));
        JsonNode unmuted =
                control.command("unmute_participant", "m-2", object("{'participant_id':'" + ann.id() + "'}"));

        isTold(muted, true, true);
        isTold(unmuted, true, false);
    }

    @Test
    void mute_byChannelRefusedOrIgnored_isNoSuccess() {
        ChannelClient control = call.control();
        for (OnCommand what : new OnCommand[] {OnCommand.REFUSE, OnCommand.IGNORE}) {
            page.onCommand(what);
            JsonNode result =
                    control.command("mute_participant", what.name(), object("{'participant_id':'" + ann.id() + "'}"));
            isTold(result, false, false);
        }
    }

    @Test
    void mute_byChannelOfNobody_isRefused() {
        ChannelClient control = call.control();

        assertThat(control.command("mute_participant", "1", object("{'participant_id':'nobody'}"))
                        .path("code")
                        .asText())
                .isEqualTo("PARTICIPANT_NOT_FOUND");
        assertThat(control.command("mute_participant", "2", object("{}"))
                        .path("code")
                        .asText())
                .isEqualTo("INVALID_INPUT");
        assertThat(control.command("mute_participant", "3", object("{'participant_id':7}"))
                        .path("code")
                        .asText())
                .isEqualTo("INVALID_INPUT");
    }

    @Test
    void mute_whileAnotherWaits_isNotHeldUp() {
        page.onCommand(OnCommand.IGNORE);
        Token bob = call.newToken("Bob");
        call.join(bob);
        ChannelClient control = call.control();

        control.send("mute_participant", "slow", object("{'participant_id':'" + ann.id() + "'}"));
        control.command("mute_participant", "quick", object("{'participant_id':'" + bob.id() + "'}"));

        assertThat(control.received())
                .noneMatch(message -> message.path("type").asText().equals("command_result")
                        && message.path("correlation_id").asText().equals("slow"));
        assertThat(control.await("command_result").at("/data/success").asBoolean())
                .isFalse();
    }

    @Test
    void muteAll_oneIgnores_tellsEachAsObserved() {
        Token bob = call.newToken("Bob");
        call.join(bob).onCommand(OnCommand.IGNORE);
        Token cem = call.newToken("Cem");
        call.join(cem).onCommand(OnCommand.REFUSE);

        JsonNode all =
                call.rest().post(call.path() + "/mute-all").hasStatus(200).json();

        assertThat(all.findValuesAsText("participant_id")).containsExactly(ann.id(), bob.id(), cem.id());
        assertThat(all.findValuesAsText("is_muted")).containsExactly("true", "false", "false");
    }

    @Test
    void acknowledgement_underAnotherId_confirmsNothing() {
        page.onCommand(OnCommand.IGNORE);
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> call.rest("unmute", ann.id()));
        page.await("command");
        page.send("command_ack", "not-it", object("{'outcome':'done','is_muted':false}"));

        isTold(answer.join(), false, false);
    }

    @Test
    void acknowledgement_ofAnotherParticipant_confirmsNothing() {
        page.onCommand(OnCommand.IGNORE);
        Token bob = call.newToken("Bob");
        ChannelClient other = call.join(bob);
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> call.rest("mute", ann.id()));
        String id = page.await("command").path("correlation_id").asText();

        other.send("command_ack", id, object("{'outcome':'done','is_muted':true}"))
                .await("participant_muted");

        isTold(answer.join(), false, false);
        assertThat(call.rest()
                        .get(call.path())
                        .json()
                        .at("/participants/1/is_muted")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void acknowledgement_withoutIdOrState_isRefused() {
        page.send("command_ack", null, object("{'is_muted':true}"));
        assertThat(page.await("error").at("/data/code").asText()).isEqualTo("INVALID_INPUT");
        page.send("command_ack", "x", object("{}"));
        assertThat(page.await("error").at("/data/code").asText()).isEqualTo("INVALID_INPUT");
    }

    private void isTold(Answer answer, boolean success, boolean muted) {
        isTold(answer.hasStatus(200).json(), success, muted);
    }

    private void isTold(JsonNode result, boolean success, boolean muted) {
        ObjectNode told = result.deepCopy();
        assertThat(told.remove("command_id").asText()).isNotEmpty();
        assertThat(told.remove("outcome").asText().equals("observed")).isEqualTo(success);
        assertThat((JsonNode) told)
                .isEqualTo(object(
                        "{'success':" + success + ",'participant_id':'" + ann.id() + "','is_muted':" + muted + "}"));
    }
}
