package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.EventStream;
import com.bahasadri.videocall.server.support.EventStream.ServerSent;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.RawHttp;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log as a stream of server-sent events. */
@Timeout(60)
class EventStreamTest {
    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(15), Duration.ofSeconds(5));

    @Test
    void stream_ofASession_tellsWhatTheChannelTells() {
        Call call = SERVER.newCall();
        ChannelClient control = call.control();
        EventStream stream = open(call, "");
        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.event().path("type").asText()).isEqualTo("snapshot");

        call.join(call.newToken("Ann")).report("{'is_muted':true}");
        control.await("participant_muted");

        assertThat(List.of(stream.event(), stream.event())).isEqualTo(control.events());
    }

    @Test
    void stream_itsHeaders_keepItFromBeingStored() {
        EventStream stream = open(SERVER.newCall(), "");

        assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(stream.header("Cache-Control")).isEqualTo("no-store");
        assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
        assertThat(stream.header("X-Request-Id")).matches("[A-Za-z0-9_-]{8,64}");
        assertThat(stream.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(stream.header("Transfer-Encoding")).isEqualTo("chunked");
    }

    @Test
    void message_ofAnEvent_hasNumberTypeAndJson() {
        Call call = joined();

        ServerSent message = open(call, "?after=0").next();

        assertThat(message.fields()).containsOnlyKeys("id", "event", "data");
        assertThat(message.fields()).containsEntry("id", "1").containsEntry("event", "participant_joined");
        assertThat(message.json())
                .isEqualTo(call.rest().get(call.path() + "/events").json().at("/events/0"));
    }

    @Test
    void stream_resumedByLastEventId_missesNothingAndRepeatsNothing() {
        Call call = joined();
        ChannelClient page = call.pageAfter(call.newToken("Bob"), 1);
        page.report("{'is_muted':true}").await("participant_joined");
        page.report("{'is_muted':false}").await("participant_unmuted");

        EventStream stream = open(call, "?after=0", "Last-Event-ID", "1");
        assertThat(List.of(stream.event(), stream.event()))
                .extracting(event -> event.path("seq").asLong())
                .containsExactly(2L, 3L);
        page.report("{'is_muted':true}");

        assertThat(stream.event().path("seq").asLong()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "'', snapshot",
        "?after=7, snapshot",
        "?after=9223372036854775807, snapshot",
        "?after=0, participant_joined"
    })
    void stream_itsFirstMessage_isWhatBringsTheReaderUpToDate(String query, String type) {
        JsonNode first = open(joined(), query).event();

        assertThat(first.path("type").asText()).isEqualTo(type);
        assertThat(first.path("seq").asLong()).isEqualTo(1);
    }

    @Test
    void snapshot_ofTheStream_hasNothingThatOnlyAPageNeeds() {
        Call call = joined();

        JsonNode data = open(call, "").event().path("data");

        assertThat(data.properties()).extracting(Map.Entry::getKey).containsExactly("session", "files", "playback");
    }

    @Test
    void stream_ofASessionThatEnds_endsBehindItsLastEvent() {
        Call call = joined();
        EventStream stream = open(call, "?after=1");
        call.rest().delete(call.path()).hasStatus(200);

        List<JsonNode> rest = stream.rest();

        assertThat(rest.get(rest.size() - 1).path("type").asText()).isEqualTo("session_ended");
    }

    @Test
    void stream_ofAnEndedSession_tellsWhatWasMissedAndEnds() {
        Call call = joined();
        call.rest().delete(call.path()).hasStatus(200);

        List<JsonNode> missed = open(call, "?after=0").rest();

        assertThat(missed).isNotEmpty();
        assertThat(missed)
                .containsExactlyElementsOf(
                        call.rest().get(call.path() + "/events").json().path("events"));
    }

    @Test
    void stream_ofAnEndedSessionWithNothingMissed_is204() {
        Call call = joined();
        call.rest().delete(call.path()).hasStatus(200);
        long last =
                call.rest().get(call.path() + "/events").json().path("last_seq").asLong();

        Answer answer = call.rest()
                .with("Accept", "text/event-stream")
                .with("Last-Event-ID", String.valueOf(last))
                .get(call.path() + "/events");

        answer.hasStatus(204);
    }

    @Test
    void head_ofTheStream_answersAtOnce() {
        Call call = SERVER.newCall();

        Answer answer = call.rest()
                .with("Accept", "text/event-stream")
                .send("HEAD", call.path() + "/events", BodyPublishers.noBody())
                .hasStatus(200);

        assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
    }

    @Test
    void head_ofTheStream_leavesItsConnectionToTheNextRequest() {
        Call call = SERVER.newCall();

        String answers = RawHttp.exchange(
                SERVER.address().getPort(),
                "HEAD " + call.path() + "/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                        + "Authorization: Bearer " + call.controlToken() + "\r\n\r\n"
                        + "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answers).matches("(?s)HTTP/1\\.1 200 .*\r\n\r\nHTTP/1\\.1 200 .*\"status\":\"up\".*");
    }

    @ParameterizedTest
    @CsvSource({"?after=-1, 400, INVALID_INPUT", "?after=x, 400, INVALID_INPUT"})
    void stream_askedForWrongly_isAnErrorOfTheContract(String query, int status, String code) {
        Call call = SERVER.newCall();

        Answer answer = call.rest().with("Accept", "text/event-stream").get(call.path() + "/events" + query);

        // Also to who accepts no JSON.
        assertThat(answer.hasStatus(status).text("code")).isEqualTo(code);
    }

    @Test
    void stream_ofAnUnknownSession_is404() {
        assertThat(SERVER.api()
                        .with("Accept", "text/event-stream")
                        .get("/api/video-call/session/nobody/events")
                        .hasStatus(404)
                        .text("code"))
                .isEqualTo("SESSION_NOT_FOUND");
    }

    @Test
    void reader_thatGoesAway_isNoParticipantThatLeft() {
        Call call = joined();
        ChannelClient control = call.control();
        open(call, "").close();

        assertThat(control.roundTrip().events()).isEmpty();
        assertThat(call.rest().get(call.path()).json().path("participants")).hasSize(1);
    }

    @Test
    void upgrade_onTheSamePath_isStillTheChannel() {
        Call call = joined();
        EventStream stream = open(call, "?after=1");
        ChannelClient page = call.join(call.newToken("Bob"));
        page.report("{'is_muted':true}");

        assertThat(stream.await("participant_muted").path("seq").asLong()).isEqualTo(3);
    }

    private static EventStream open(Call call, String query, String... headers) {
        return SERVER.closing(EventStream.open(SERVER.address(), call.path() + "/events" + query, headers));
    }

    /** A call that someone has joined. */
    private static Call joined() {
        Call call = SERVER.newCall();
        call.join(call.newToken("Ann"));
        return call;
    }
}
