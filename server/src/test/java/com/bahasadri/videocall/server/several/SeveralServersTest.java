package com.bahasadri.videocall.server.several;

import static com.bahasadri.videocall.server.support.ChannelClient.is;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.ChannelClient.OnCommand;
import com.bahasadri.videocall.server.support.EventStream;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.bahasadri.videocall.server.support.Replay;
import com.bahasadri.videocall.server.support.Together;
import com.bahasadri.videocall.server.support.http.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One call whose people are on two servers. */
class SeveralServersTest {
    @RegisterExtension
    static final TwoServers SERVERS = new TwoServers(Duration.ofSeconds(2));

    @Test
    void session_createdOnOneServer_isThereOnTheOther() {
        Call call = SERVERS.first().newCall();

        Call there = call.on(SERVERS.second());
        assertThat(there.rest().get(call.path()).hasStatus(200).text("session_id"))
                .isEqualTo(call.id());
        assertThat(there.newToken("Ada").id()).isNotEmpty();
    }

    @Test
    void log_readOnTheOtherServer_isTheSame() {
        Call call = SERVERS.first().newCall();
        Call there = call.on(SERVERS.second());
        EventStream stream =
                SERVERS.second().closing(EventStream.open(SERVERS.second().address(), call.path() + "/events?after=0"));
        Token token = call.newToken("Ada");
        call.join(token);
        call.rest("mute", token.id()).hasStatus(200);
        stream.await("participant_muted");
        call.rest().delete(call.path()).hasStatus(200);
        stream.rest();

        JsonNode pages = there.rest().get(call.path() + "/events").json().path("events");
        assertThat(pages)
                .isEqualTo(call.rest().get(call.path() + "/events").json().path("events"));
        assertThat(stream.events()).containsExactlyElementsOf(pages);
        Replay.assertThatMessagesTell(
                stream.events(), there.rest().get(call.path()).json());
    }

    @Test
    void mute_fromTheOtherServer_isObservedOnThePage() {
        Call call = SERVERS.first().newCall();
        Token token = call.newToken("Ada");
        ChannelClient page = call.join(token);
        ChannelClient control = call.on(SERVERS.second()).control();

        Answer muted = call.on(SERVERS.second()).rest("mute", token.id()).hasStatus(200);

        assertThat(muted.json().path("success").asBoolean()).isTrue();
        assertThat(muted.json().path("is_muted").asBoolean()).isTrue();
        assertThat(page.await("command").at("/data/action").asText()).isEqualTo("mute");
        page.await("participant_muted");
        control.await("participant_muted");
        assertThat(control.command(
                                "unmute_participant",
                                "c-1",
                                ChannelClient.object("{'participant_id':'" + token.id() + "'}"))
                        .path("is_muted")
                        .asBoolean())
                .isFalse();
        assertThat(control.received()).anyMatch(is("participant_unmuted"));
    }

    @Test
    void mute_thatThePageThereRefuses_isNoSuccess() {
        Call call = SERVERS.first().newCall();
        Token token = call.newToken("Ada");
        call.join(token).onCommand(OnCommand.REFUSE);

        Answer muted = call.on(SERVERS.second()).rest("mute", token.id()).hasStatus(200);

        assertThat(muted.json().path("success").asBoolean()).isFalse();
        assertThat(muted.json().path("is_muted").asBoolean()).isFalse();
    }

    @Test
    void muteAll_withPagesOnBothServers_mutesThemAll() {
        Call call = SERVERS.first().newCall();
        for (int i = 0; i < 3; i++) {
            call.join(call.newToken("on the first"));
            call.on(SERVERS.second()).join(call.newToken("on the second"));
        }

        JsonNode session =
                call.rest().post(call.path() + "/mute-all").hasStatus(200).json();

        assertThat(session.toString()).doesNotContain("\"success\":false").contains("\"is_muted\":true");
        JsonNode after = call.rest().get(call.path()).json();
        assertThat(after.path("participants")).hasSize(6);
        after.path("participants")
                .forEach(one -> assertThat(one.path("is_muted").asBoolean()).isTrue());
    }

    @Test
    void kick_fromTheOtherServer_closesThePageAndItStaysOut() {
        Call call = SERVERS.first().newCall();
        Token token = call.newToken("Ada");
        ChannelClient page = call.join(token);

        call.on(SERVERS.second()).rest("kick", token.id()).hasStatus(200);

        assertThat(page.await("removed").at("/data/reason").asText()).isEqualTo("removed");
        assertThat(page.closeCode()).isEqualTo(4003);
        assertThat(call.rest().get(call.path()).json().path("participants")).isEmpty();
    }

    @Test
    void kick_ofOneWhoHasNotJoined_closesThePageThere() {
        Call call = SERVERS.first().newCall();
        Token token = call.newToken("Ada");
        ChannelClient page = call.page(token);
        page.await("snapshot");

        call.on(SERVERS.second()).rest("kick", token.id()).hasStatus(200);

        assertThat(page.closeCode()).isEqualTo(4003);
    }

    @Test
    void end_onOneServer_closesEverySocketOnBoth() {
        Call call = SERVERS.first().newCall();
        List<ChannelClient> all = List.of(
                call.join(call.newToken("Ada")),
                call.on(SERVERS.second()).join(call.newToken("Bob")),
                call.control(),
                call.on(SERVERS.second()).control());

        call.rest().delete(call.path()).hasStatus(200);

        for (ChannelClient client : all) {
            client.await("session_ended");
            assertThat(client.closeCode()).isEqualTo(4001);
        }
    }

    @Test
    void page_thatConnectsToTheOtherServer_replacesItsOlderSocketAndDoesNotLeave() {
        Call call = SERVERS.first().newCall();
        Token token = call.newToken("Ada");
        ChannelClient older = call.join(token);
        ChannelClient control = call.control();
        long seq = older.events().get(0).path("seq").asLong();

        ChannelClient newer = call.on(SERVERS.second()).pageAfter(token, seq);

        assertThat(older.closeCode()).isEqualTo(4009);
        assertThat(control.await("connection_replaced")
                        .at("/data/participant_id")
                        .asText())
                .isEqualTo(token.id());
        Answer muted = call.rest("mute", token.id()).hasStatus(200);
        assertThat(muted.json().path("success").asBoolean()).isTrue();
        newer.await("participant_muted");
        ChannelClient again = call.pageAfter(token, seq);
        assertThat(newer.closeCode()).isEqualTo(4009);
        again.roundTrip();
        assertThat(call.rest().get(call.path()).json().path("participants")).hasSize(1);
    }

    @Test
    void events_ofBothServers_comeToAllInOneOrder() {
        Call call = SERVERS.first().newCall();
        List<ChannelClient> watching = new ArrayList<>();
        for (LiveServer server : List.of(SERVERS.first(), SERVERS.second())) {
            watching.add(call.on(server).control());
        }
        List<ChannelClient> pages = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pages.add(call.on(i % 2 == 0 ? SERVERS.first() : SERVERS.second()).join(call.newToken("p" + i)));
        }

        Together.run(4, thread -> {
            for (int i = 0; i < 20; i++) {
                pages.get(thread).report("{'is_muted':" + (i % 2 == 0) + "}");
            }
            pages.get(thread).roundTrip();
        });
        call.rest().delete(call.path()).hasStatus(200);

        watching.forEach(control -> control.await("session_ended"));
        List<JsonNode> events = watching.get(0).events();
        assertThat(events).hasSizeGreaterThanOrEqualTo(4 + 80 + 4 + 1);
        assertThat(watching.get(1).events().stream()
                        .map(event -> event.path("seq") + event.path("type").asText()))
                .containsExactlyElementsOf(events.stream()
                        .map(event -> event.path("seq") + event.path("type").asText())
                        .toList());
    }

    @Test
    void server_thatStops_losesNobodyWhoComesToTheOther() {
        LiveServer stopping = SERVERS.another();
        Call call = SERVERS.first().newCall();
        ChannelClient control = call.control();
        Token stays = call.newToken("Stays");
        Token goes = call.newToken("Goes");
        ChannelClient page = call.on(stopping).join(stays);
        call.on(stopping).join(goes);
        long seq = page.events().get(0).path("seq").asLong();

        stopping.stop();

        assertThat(page.closeCode()).isEqualTo(1001);
        ChannelClient back = call.on(SERVERS.second()).pageAfter(stays, seq);
        JsonNode left = control.await("participant_left");
        assertThat(left.at("/data/participant_id").asText()).isEqualTo(goes.id());
        assertThat(left.at("/data/reason").asText()).isEqualTo("connection_lost");
        back.await(is("participant_left"));
        control.roundTrip();
        assertThat(control.received().stream().filter(is("participant_left"))).hasSize(1);
        assertThat(call.rest().get(call.path()).json().path("participants")).hasSize(1);
    }

    @Test
    void redis_killedAndBack_losesNobodyAndNoReport() throws InterruptedException {
        Call call = SERVERS.first().newCall();
        Token token = call.newToken("Ada");
        ChannelClient page = call.join(token);
        ChannelClient control = call.on(SERVERS.second()).control();
        SERVERS.redis().kill();

        Answer refused = call.rest("mute", token.id()).isError(503, "UNAVAILABLE");
        assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
        page.report("{'is_camera_on':false}");
        assertThat(page.await("error").at("/data/code").asText()).isEqualTo("UNAVAILABLE");
        SERVERS.redis().start();

        // Told again by the server, though the page says nothing more.
        assertThat(control.await("camera_toggled").at("/data/is_camera_on").asBoolean())
                .isFalse();
        assertThat(call.on(SERVERS.second())
                        .rest("mute", token.id())
                        .hasStatus(200)
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(control.received().stream().filter(is("participant_left"))).isEmpty();
    }
}
