package com.bahasadri.videocall.client;

import static com.bahasadri.videocall.client.Messages.ended;
import static com.bahasadri.videocall.client.Messages.from;
import static com.bahasadri.videocall.client.Messages.json;
import static com.bahasadri.videocall.client.Messages.muted;
import static com.bahasadri.videocall.client.Messages.page;
import static com.bahasadri.videocall.client.Messages.snapshot;
import static com.bahasadri.videocall.client.Messages.stream;
import static com.bahasadri.videocall.client.Messages.streamOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.client.error.ApiException;
import com.bahasadri.videocall.client.error.MalformedAnswerException;
import com.bahasadri.videocall.client.error.ServerException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.event.EventStream;
import com.bahasadri.videocall.client.event.SessionEvents;
import com.bahasadri.videocall.client.internal.FakeTime;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.testing.FakeTransport;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events over connections that end in every way: each once, in order, and the end told. */
@Timeout(60)
class EventFeedTest {
    private static final Answer NO_MORE = Answer.of(204, Headers.none(), "");

    private final FakeTransport transport = new FakeTransport();
    private final FakeTime time = new FakeTime(Instant.parse("2026-11-21T10:00:00Z"));
    private final VideoCallClient client =
            VideoCallClient.builder().transport(transport).time(time).build();

    @Test
    void stream_ofASession_isItsEventsUntilItEnds() {
        answers(stream(muted(1), muted(2), ended(3)));

        assertThat(seqs(events().fromBeginning())).containsExactly(1L, 2L, 3L);
        assertThat(lastEventIds()).containsExactly("0");
        assertThat(transport.requests().get(0).headers().first("Accept")).contains("text/event-stream");
    }

    @Test
    void stream_thatEndsBeforeTheSession_isTakenUpBehindItsLastEvent() {
        answers(stream(muted(1), muted(2)), stream(muted(3)), stream(ended(4)));

        assertThat(seqs(events().fromBeginning())).containsExactly(1L, 2L, 3L, 4L);
        assertThat(lastEventIds()).containsExactly("0", "2", "3");
    }

    @Test
    void stream_withoutABeginning_beginsWithASnapshot() {
        answers(stream(snapshot(7), muted(8)), stream(ended(9)));

        assertThat(types(events())).containsExactly("snapshot", "participant_muted", "session_ended");
        assertThat(lastEventIds()).containsExactly("-", "8");
    }

    @Test
    void answer204_isTheEnd() {
        answers(stream(muted(6)), NO_MORE);

        assertThat(seqs(events().after(5))).containsExactly(6L);
    }

    @Test
    void snapshot_ofASessionThatHasEnded_isTheEnd() {
        answers(stream(snapshot(7, "ended")));

        assertThat(seqs(events())).containsExactly(7L);
    }

    @Test
    void events_thatComeTwice_areToldOnce() {
        answers(stream(muted(1), muted(1), muted(2), muted(1), muted(3)), stream(muted(2), muted(3), ended(4)));

        assertThat(seqs(events().fromBeginning())).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void events_thatAreMissingInBetween_areReadFromThePages() {
        answers(stream(muted(1), muted(4), ended(5)), page(true, muted(2), muted(3)), page(false, muted(4)));
        // The stream goes on where it was: 4 is known by now.

        assertThat(seqs(events().fromBeginning())).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(transport.requests()).hasSize(3);
        assertThat(transport.requests().get(1).query()).contains(Map.entry("after", "1"), Map.entry("limit", "1000"));
    }

    @Test
    void event_behindAGap_isToldBehindThePagesThatFillIt() {
        answers(stream(muted(1), ended(4)), page(false, muted(2), muted(3)));

        assertThat(seqs(events().fromBeginning())).containsExactly(1L, 2L, 3L, 4L);
        assertThat(transport.requests()).hasSize(2);
    }

    @Test
    void event_behindAGapThatNoPageFills_isTheFailureAfterThree() {
        answers(stream(muted(1), muted(4)), page(false, muted(2)));
        answers(stream(muted(4)), page(false), stream(muted(4)), page(false));
        EventListening listening = new EventListening();

        assertThatThrownBy(() -> listening.to(events().fromBeginning()).join())
                .hasCauseInstanceOf(MalformedAnswerException.class)
                .hasMessageEndingWith("listEvents passed over the events behind 2");
        assertThat(listening.told()).contains("1", "2").doesNotContain("4");
        assertThat(time.waits()).hasSize(2);
    }

    @Test
    void snapshot_thatPassesOverEvents_isReplacedByThePages() {
        answers(stream(snapshot(2_500), muted(2_501)), page(true, from(1, 1_000)), page(true, from(1_001, 2_000)));
        answers(page(false, from(2_001, 2_500)), stream(ended(2_502)));

        List<Long> seqs = seqs(events().fromBeginning());

        assertThat(seqs).hasSize(2_502).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void snapshot_thatThePagesHaveToo_isToldAsOneThatMissedEvents() {
        answers(stream(snapshot(50), muted(51)), page(true, snapshot(48)), page(false, muted(49), muted(50)));
        answers(stream(ended(52)));
        EventListening listening = new EventListening();

        listening.to(events().after(3)).join();

        assertThat(listening.told())
                .containsExactly(
                        "connected", "missed 48", "49", "50", "51", "reconnecting 1", "connected", "52", "end");
    }

    @Test
    void snapshot_ofALogThatBeganAnew_isTold() {
        answers(stream(snapshot(2), muted(3), ended(4)));
        EventListening listening = new EventListening();

        listening.to(events().after(900)).join();

        assertThat(listening.told()).containsExactly("connected", "missed 2", "3", "4", "end");
    }

    @Test
    void snapshot_ofALogThatBeganAnewInTheMiddleOfAStream_isTold() {
        answers(stream(muted(8), muted(9), snapshot(2), muted(3), ended(4)));
        EventListening listening = new EventListening();

        listening.to(events().after(7)).join();

        assertThat(listening.told()).containsExactly("connected", "8", "9", "missed 2", "3", "4", "end");
    }

    @Test
    void snapshot_thatComesAgain_isPassedOver() {
        answers(stream(snapshot(5), muted(6), snapshot(6), ended(7)));

        assertThat(seqs(events())).containsExactly(5L, 6L, 7L);
    }

    @Test
    void event_ofAnUnknownType_keepsItsPlace() {
        answers(stream(muted(1), json("hand_raised", 2, "{\"hand\":1}"), ended(3)));

        List<SessionEvent> all = all(events().fromBeginning());

        assertThat(all.get(1)).isInstanceOf(SessionEvent.Unknown.class);
        assertThat(all).hasSize(3);
    }

    @Test
    void message_thatIsNoneOfTheLog_isPassedOver() {
        answers(streamOf("data:\n\n: beat\n\ndata: {\"type\":\"weather\"}\n\n" + Messages.message(ended(1))));

        assertThat(seqs(events().fromBeginning())).containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "[]",
                "{\"type\":\"participant_muted\"}",
                "{\"type\":\"participant_muted\",\"seq\":2,\"at\":\"2026-11-21T10:00:00.000Z\",\"session_id\":\"s\",\"actor\":{\"kind\":\"server\"}}",
                "{\"type\":\"participant_muted\",\"seq\":-1,\"at\":\"2026-11-21T10:00:00.000Z\",\"session_id\":\"s\",\"actor\":{\"kind\":\"server\"},\"data\":{\"participant_id\":\"p\"}}"
            })
    void garbage_onceInTheStream_isReadAgain(String garbage) {
        answers(streamOf(Messages.message(muted(1)) + Messages.message(garbage)), stream(muted(2), ended(3)));

        assertThat(seqs(events().fromBeginning())).containsExactly(1L, 2L, 3L);
    }

    @Test
    void garbage_thriceInARow_isTheFailure() {
        answers(streamOf("data: garbage\n\n"), streamOf("data: garbage\n\n"), streamOf("data: garbage\n\n"));

        assertThatThrownBy(() -> seqs(events().fromBeginning()))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessageStartingWith("listEvents sent what is no event: ")
                .hasMessageNotContaining("garbage");
    }

    @Test
    void page_ofAProxy_isTheFailureAfterThree() {
        Answer html = Answer.of(200, Headers.of(List.of(Map.entry("Content-Type", "text/html"))), "<html>");
        answers(html, html, html);

        assertThatThrownBy(() -> seqs(events()))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage("listEvents got 200 (request id unknown), but HTML and no stream of events");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "BR", "identity, gzip"})
    void stream_thatIsEncoded_isTheFailureAfterThree(String encoding) {
        answers(encoded(encoding, muted(1)), encoded(encoding, muted(1)), encoded(encoding, muted(1)));

        assertThatThrownBy(() -> seqs(events()))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage("listEvents got 200 (request id unknown), but its events in an encoding not asked for");
    }

    @Test
    void stream_thatSaysItIsNotEncoded_isRead() {
        answers(encoded("Identity", ended(1)));

        assertThat(seqs(events().fromBeginning())).containsExactly(1L);
    }

    @Test
    void pages_thatPromiseMoreForEver_areNoEndlessLoop() {
        for (int i = 0; i < 3; i++) {
            answers(stream(muted(9)), page(true));
        }

        assertThatThrownBy(() -> seqs(events().fromBeginning())).isInstanceOf(MalformedAnswerException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 406, 409, 501})
    void refusal_thatLasts_isTheFailureAtOnce(int status) {
        answers(stream(muted(1)), refusal(status));

        EventStream events = events().fromBeginning().open();

        assertThat(events.poll(Duration.ofSeconds(30))).isPresent();
        assertThatThrownBy(() -> events.poll(Duration.ofSeconds(30)))
                .isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.status())
                        .isEqualTo(status));
        assertThatThrownBy(() -> events.iterator().hasNext()).isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void refusal_thatPasses_isTriedAgain(int status) {
        answers(refusal(status), refusal(status), stream(ended(1)));

        assertThat(seqs(events().fromBeginning())).containsExactly(1L);
        assertThat(time.waits()).hasSize(2);
    }

    @Test
    void retryAfter_isWaitedFor() {
        answers(refusal(503, "120"), stream(ended(1)));

        seqs(events().fromBeginning());

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(120));
    }

    @Test
    void retryAfter_thatIsTooLong_isTheFailure() {
        answers(refusal(503, "301"));

        assertThatThrownBy(() -> seqs(events())).isInstanceOf(ServerException.class);
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void waits_grow_andBeginAnewAfterAnEvent() {
        TransportException lost = new TransportException(TransportException.Reason.CONNECT, "nobody is there", null);
        for (int i = 0; i < 8; i++) {
            transport.onAny().fail(lost);
        }
        answers(stream(muted(1)), stream(ended(2)));

        seqs(events().fromBeginning());

        long[] longest = {500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000, 500};
        assertThat(time.waits()).hasSize(longest.length);
        for (int i = 0; i < longest.length; i++) {
            assertThat(time.waits().get(i).toMillis()).isBetween(longest[i] / 2, longest[i]);
        }
    }

    @Test
    void maxReconnects_isHowOftenInARow() {
        answers(stream(muted(1)), stream(), stream(muted(2)), stream(), stream());

        List<Long> read = new ArrayList<>();
        assertThatThrownBy(() ->
                        events().fromBeginning().withMaxReconnects(2).open().forEach(event -> read.add(event.seq())))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("too many times");
        assertThat(read).containsExactly(1L, 2L);
    }

    @Test
    void maxReconnects_none_isTheFirstFailure() {
        answers(refusal(503));

        assertThatThrownBy(() -> seqs(events().withMaxReconnects(0))).isInstanceOf(ServerException.class);
    }

    @Test
    void requests_haveTheOptionsHeadersAndTheClientsToken() {
        answers(stream(ended(1)));
        RequestOptions options = RequestOptions.defaults().withHeader("X-Tenant", "t");

        client.withToken("secret").events("s").withOptions(options).open().forEach(event -> {});

        Request sent = transport.requests().get(0);
        assertThat(sent.headers().first("X-Tenant")).contains("t");
        assertThat(sent.headers().first("Authorization")).contains("Bearer secret");
        assertThat(sent.options().timeout().orElseThrow().read()).isEqualTo(Duration.ofSeconds(30));
        assertThat(sent.options().timeout().orElseThrow().call()).isZero();
    }

    @Test
    void settings_thatMakeNoSense_areRefusedAtOnce() {
        assertThatThrownBy(() -> client.events("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> events().after(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> events().withBuffer(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> events().withMaxReconnects(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> events().withSilence(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> events().listen(null)).hasMessage("listener is null");
    }

    @Test
    void open_onAClosedClient_isRefused() {
        client.close();

        assertThatThrownBy(() -> events().open()).isInstanceOf(IllegalStateException.class);
    }

    private SessionEvents events() {
        return client.events("s");
    }

    private void answers(Answer... answers) {
        for (Answer answer : answers) {
            transport.on("GET", Messages.PATH).answer(answer);
        }
    }

    private static Answer refusal(int status, String... retryAfter) {
        return Answer.of(
                status,
                retryAfter.length == 0 ? Headers.none() : Headers.of(List.of(Map.entry("Retry-After", retryAfter[0]))),
                "{\"error\":\"no\",\"code\":\"NO\"}");
    }

    private static Answer encoded(String encoding, String event) {
        return Answer.of(
                200,
                Headers.of(List.of(
                        Map.entry("Content-Type", "text/event-stream"), Map.entry("Content-Encoding", encoding))),
                Messages.message(event));
    }

    private static List<SessionEvent> all(SessionEvents events) {
        try (EventStream open = events.open()) {
            return open.stream().toList();
        }
    }

    private static List<Long> seqs(SessionEvents events) {
        return all(events).stream().map(SessionEvent::seq).toList();
    }

    private static List<String> types(SessionEvents events) {
        return all(events).stream().map(SessionEvent::type).toList();
    }

    private List<String> lastEventIds() {
        return transport.requests().stream()
                .map(request -> request.headers().first("Last-Event-ID").orElse("-"))
                .toList();
    }
}
