package com.bahasadri.videocall.server.realtime;

import static com.bahasadri.videocall.server.support.ChannelClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.bahasadri.videocall.server.support.RawChannel;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a participant's stay ends: leaving, losing the connection, being removed or replaced, and the session's end. */
class LeavingTest {
    private static final Duration GRACE = Duration.ofSeconds(2);

    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(GRACE, Duration.ofSeconds(1));

    private Call call;
    private Token ann;
    private ChannelClient page;
    private ChannelClient control;

    @BeforeEach
    void join() {
        call = SERVER.newCall();
        ann = call.newToken("Ann");
        page = call.join(ann);
        control = call.control();
    }

    @Test
    void leave_isTold_andMayBeUndone() {
        page.send("leave", null, object("{}"));

        assertThat(page.closeCode()).isEqualTo(1000);
        assertThat(left(control)).isEqualTo("left");
        call.join(ann);
        control.await("participant_joined");
    }

    @Test
    void lostConnection_notBack_isTold() {
        long lost = System.nanoTime();
        page.abort();

        assertThat(left(control)).isEqualTo("connection_lost");
        assertThat(Duration.ofNanos(System.nanoTime() - lost)).isLessThan(GRACE.plusSeconds(6));
        assertThat(call.rest().get(call.path()).json().path("participants")).isEmpty();
    }

    @Test
    void closedConnection_notBack_isTold() {
        try (RawChannel bob = joinRaw("Bob")) {
            bob.send(RawChannel.frame(0x88, (byte) 3, (byte) 0xE8));
            assertThat(bob.closeCode()).isEqualTo(1000);
        }

        assertThat(left(control)).isEqualTo("connection_lost");
    }

    @Test
    void lostConnection_backInTime_isNotTold() {
        page.abort();
        ChannelClient again = call.page(ann);
        again.await("snapshot");
        // Somebody who is lost now leaves after the time in which the first would have left.
        Token bob = call.newToken("Bob");
        call.join(bob).abort();

        JsonNode gone = control.await("participant_left");

        assertThat(gone.at("/data/participant_id").asText()).isEqualTo(bob.id());
        assertThat(call.rest().get(call.path()).json().path("participants")).hasSize(1);
    }

    @Test
    void lostConnection_twice_hasTheWholeGraceAgain() {
        page.abort();
        ChannelClient again = call.page(ann);
        again.await("snapshot");
        long deadline = System.nanoTime() + GRACE.toNanos() * 3 / 4;
        while (System.nanoTime() < deadline) {
            // Spends time on real work; the channel allows 100 messages a second.
            call.rest().get(call.path()).hasStatus(200);
        }
        again.roundTrip();
        long lost = System.nanoTime();
        again.abort();

        assertThat(left(control)).isEqualTo("connection_lost");
        assertThat(Duration.ofNanos(System.nanoTime() - lost))
                .isGreaterThan(GRACE.multipliedBy(3).dividedBy(4));
    }

    @Test
    void lostConnection_afterAWhileWithoutAWord_hasTheWholeGrace() {
        // It answers no pings: it was last heard when it joined.
        RawChannel bob = joinRaw("Bob");
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (System.nanoTime() < deadline) {
            call.rest().get(call.path()).hasStatus(200);
        }
        long lost = System.nanoTime();
        bob.close();

        assertThat(left(control)).isEqualTo("connection_lost");
        assertThat(Duration.ofNanos(System.nanoTime() - lost))
                .isGreaterThan(GRACE.multipliedBy(3).dividedBy(4));
    }

    @Test
    void silentConnection_isNoticed() {
        // It neither reads nor answers pings after this, and its connection stays open.
        RawChannel bob = joinRaw("Bob");

        assertThat(left(control)).isEqualTo("connection_lost");
        assertThat(bob.closeCode()).isEqualTo(1001);
    }

    @Test
    void kick_ofWhoIsThere_closesForGood() {
        assertThat(call.rest("kick", ann.id())
                        .hasStatus(200)
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();

        assertThat(page.await("removed").at("/data/reason").asText()).isEqualTo("removed");
        assertThat(page.closeCode()).isEqualTo(4003);
        assertThat(left(control)).isEqualTo("removed");
        isRefused(ann);
        assertThat(control.roundTrip().effects()).hasSize(1);
    }

    @Test
    void kick_ofWhoDoesNotReadIt_silencesItAllTheSame() {
        Token bob = call.newToken("Bob");
        try (RawChannel raw = joinRaw(bob)) {
            call.rest("kick", bob.id()).hasStatus(200);
            try {
                raw.send(RawChannel.text("{'type':'participant_state','data':{'is_muted':true}}"));
                raw.send(RawChannel.text(
                        "{'type':'signal','data':{'to':'" + ann.id() + "','kind':'request','connection_id':'late'}}"));
            } catch (UncheckedIOException e) {
                // Cut off already.
            }
            assertThat(raw.closeCode()).isIn(4003, RawChannel.NO_CODE);
        }
        assertThat(left(control)).isEqualTo("removed");
        assertThat(page.roundTrip().received()).noneMatch(ChannelClient.is("signal"));
        assertThat(call.rest().get(call.path()).json().path("participants")).hasSize(1);
    }

    @Test
    void kick_betweenConnectingAndJoining_keepsItOut() {
        Token bob = call.newToken("Bob");
        ChannelClient waiting = call.page(bob);
        waiting.await("snapshot");

        call.rest("kick", bob.id()).hasStatus(200);
        waiting.report("{'is_muted':false}");

        assertThat(waiting.closeCode()).isIn(4003, RawChannel.NO_CODE);
        isRefused(bob);
        assertThat(call.rest().get(call.path()).json().path("participants")).hasSize(1);
    }

    @Test
    void end_byRest_closesEveryone() {
        call.rest().delete(call.path()).hasStatus(200);

        for (ChannelClient client : new ChannelClient[] {page, control}) {
            assertThat(client.closeCode()).isEqualTo(4001);
            assertThat(left(client)).isEqualTo("session_ended");
            client.await("session_ended");
        }
    }

    @Test
    void end_byChannel_isAnsweredBeforeTheClose() {
        JsonNode result = control.command("end_session", "e-1", object("{}"));

        assertThat(result.path("success").asBoolean()).isTrue();
        assertThat(result.path("ended_at").asText())
                .isEqualTo(call.rest().get(call.path()).text("ended_at"));
        assertThat(control.closeCode()).isEqualTo(4001);
        assertThat(page.closeCode()).isEqualTo(4001);
    }

    @Test
    void sameParticipant_again_replacesTheOlderConnection() {
        ChannelClient newer = call.page(ann);
        newer.await("snapshot");

        assertThat(page.closeCode()).isEqualTo(4009);
        newer.report("{'is_muted':true}");
        control.await("participant_muted");
        assertThat(control.events())
                .extracting(event -> event.path("type").asText())
                .containsExactly("connection_replaced", "participant_muted");
        assertThat(control.events().get(0).at("/data/participant_id").asText()).isEqualTo(ann.id());
        assertThat(call.rest("unmute", ann.id()).json().path("success").asBoolean())
                .isTrue();
    }

    @Test
    void sameParticipant_whoHasNotJoined_isReplacedWithoutAnEvent() {
        Token bob = call.newToken("Bob");
        ChannelClient older = call.page(bob);
        older.await("snapshot");

        call.page(bob).await("snapshot");

        assertThat(older.closeCode()).isEqualTo(4009);
        assertThat(control.roundTrip().events()).isEmpty();
    }

    @Test
    void sameParticipant_manyTimesAtOnce_oneStays() {
        for (int i = 0; i < 20; i++) {
            ChannelClient newer = call.page(ann);
            page.report("{'is_muted':" + (i % 2 == 0) + "}");
            newer.await("snapshot");
            assertThat(page.closeCode()).isIn(4009, RawChannel.NO_CODE);
            page = newer;
        }

        page.roundTrip();
        assertThat(control.roundTrip().events()).noneMatch(ChannelClient.is("participant_left"));
        assertThat(call.rest().get(call.path()).json().path("participants")).hasSize(1);
    }

    @Test
    void upgrade_lostAtOnce_leavesNoGhost() {
        page.abort();
        for (int i = 0; i < 20; i++) {
            RawChannel.open(SERVER.address(), call.path(), ann.token()).close();
        }

        assertThat(left(control)).isEqualTo("connection_lost");
    }

    @Test
    void controlCenter_gone_saysByeToThePages() {
        control.abort();

        assertThat(page.await("signal").at("/data/kind").asText()).isEqualTo("bye");
    }

    private RawChannel joinRaw(String name) {
        return joinRaw(call.newToken(name));
    }

    private RawChannel joinRaw(Token token) {
        RawChannel raw = SERVER.closing(RawChannel.open(SERVER.address(), call.path(), token.token()));
        raw.send(RawChannel.text("{'type':'participant_state','data':{'is_muted':false}}"));
        raw.awaitText("participant_joined");
        return raw;
    }

    private void isRefused(Token token) {
        Assertions.assertThatThrownBy(() -> call.page(token))
                .isInstanceOf(CompletionException.class)
                .hasStackTraceContaining("401");
    }

    private static String left(ChannelClient client) {
        return client.await("participant_left").at("/data/reason").asText();
    }
}
