package com.bahasadri.videocall.server.several;

import static com.bahasadri.videocall.server.support.ChannelClient.is;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.ChannelClient.OnCommand;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.bahasadri.videocall.server.support.RawChannel;
import com.bahasadri.videocall.server.support.http.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redis does not answer for a moment while a command is under way. */
class HeldUpCommandsTest {
    private static final Set<String> OUTCOMES = Set.of("observed", "refused", "expired");

    @RegisterExtension
    static final TwoServers SERVERS = new TwoServers(Duration.ofSeconds(20));

    @ParameterizedTest
    @CsvSource({"mute,true,false", "mute,true,true", "unmute,false,true"})
    void command_thatThePageConfirmsMeanwhile_isObserved(String action, boolean muted, boolean fromTheOtherServer) {
        Call call = SERVERS.first().newCall();
        ChannelClient control = call.on(SERVERS.second()).control();
        Token ann = call.newToken("Ann");
        ChannelClient page = call.join(ann).onCommand(OnCommand.IGNORE);
        page.report("{'is_muted':" + !muted + "}").roundTrip();
        Call operators = fromTheOtherServer ? call.on(SERVERS.second()) : call;

        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> operators.rest(action, ann.id()));
        String id = page.await("command").path("correlation_id").asText();
        SERVERS.redis().freeze();
        page.send("command_ack", id, ChannelClient.object("{'outcome':'done','is_muted':" + muted + "}"));
        page.await("error");
        SERVERS.redis().thaw();

        assertThat(outcome(control)).isEqualTo("observed");
        JsonNode told = answer.join().hasStatus(200).json();
        assertThat(told.path("outcome").asText()).isIn("observed", "pending");
        assertThat(told.path("is_muted").asBoolean()).isEqualTo(muted);
        JsonNode effect = control.received().stream()
                .filter(is(muted ? "participant_muted" : "participant_unmuted"))
                .reduce((before, last) -> last)
                .orElseThrow();
        assertThat(effect.path("correlation_id").asText()).isEqualTo(id);
    }

    @Test
    void confirmation_ofAPageThatSaysNothingMore_isTakenInTime() {
        Call call = SERVERS.first().newCall();
        ChannelClient control = call.control();
        Token ann = call.newToken("Ann");
        // One that does not answer pings: those would have the server look again, too.
        try (RawChannel page = RawChannel.open(SERVERS.first().address(), call.path(), ann.token())) {
            page.send(RawChannel.text("{'type':'participant_state','data':{'is_muted':false}}"));
            control.await("participant_joined");
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> call.rest("mute", ann.id()));
            String command = page.awaitText("\"type\":\"command\"");
            SERVERS.redis().freeze();
            page.send(RawChannel.text("{'type':'command_ack','correlation_id':'"
                    + ChannelClient.object(command).path("correlation_id").asText()
                    + "','data':{'outcome':'done','is_muted':true}}"));
            page.awaitText("UNAVAILABLE");
            SERVERS.redis().thaw();

            assertThat(outcome(control)).isEqualTo("observed");
            answer.join().hasStatus(200);
        }
    }

    @Test
    void confirmation_thatIsTakenLate_undoesNoLaterReport() {
        Call call = SERVERS.first().newCall();
        ChannelClient control = call.control();
        Token ann = call.newToken("Ann");
        ChannelClient page = call.join(ann).onCommand(OnCommand.IGNORE);
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> call.rest("mute", ann.id()));
        String id = page.await("command").path("correlation_id").asText();

        SERVERS.redis().freeze();
        page.send("command_ack", id, ChannelClient.object("{'outcome':'done','is_muted':true}"));
        page.await("error");
        page.report("{'is_muted':false}").await("error");
        SERVERS.redis().thaw();

        assertThat(outcome(control)).isEqualTo("observed");
        answer.join().hasStatus(200);
        assertThat(control.roundTrip().received()).noneMatch(is("participant_muted"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void kick_heldUpOnceThePageIsGone_hasOneOutcome(int time) {
        Call call = SERVERS.first().newCall();
        ChannelClient control = call.on(SERVERS.second()).control();
        Token ann = call.newToken("Ann " + time);
        ChannelClient page = call.join(ann);

        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> call.rest("kick", ann.id()));
        page.await("removed");
        SERVERS.redis().freeze();
        int status = answer.join().status();
        SERVERS.redis().thaw();

        assertThat(outcome(control)).isEqualTo(status == 200 ? "observed" : "expired");
    }

    /** The one outcome of the one command. */
    private static String outcome(ChannelClient control) {
        JsonNode end = control.await(
                message -> OUTCOMES.contains(message.at("/data/status").asText()));
        assertThat(control.roundTrip().received().stream()
                        .filter(message ->
                                OUTCOMES.contains(message.at("/data/status").asText())))
                .hasSize(1);
        return end.at("/data/status").asText();
    }
}
