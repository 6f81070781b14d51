package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.bahasadri.videocall.client.error.MalformedAnswerException;
import com.bahasadri.videocall.client.error.ServerException;
import com.bahasadri.videocall.client.model.SessionPage;
import com.bahasadri.videocall.client.model.SessionStatus;
import com.bahasadri.videocall.client.model.SessionSummary;
import com.bahasadri.videocall.client.testing.FakeTransport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PageTest {
    private final FakeTransport transport = new FakeTransport();
    private final VideoCallClient client = transport.client();

    @Test
    void list_pageByPage_followsTheCursorWithTheSameRequest() {
        answer("c1", "a", "b");
        answer(null, "c");
        Page<SessionSummary> first = client.sessions()
                .list(ListSessionsRequest.builder()
                        .status(SessionStatus.ACTIVE)
                        .limit(2)
                        .build());
        assertThat(ids(first.items())).containsExactly("a", "b");
        assertThat(first.hasNextPage()).isTrue();
        assertThat(first.nextCursor()).hasValue("c1");
        Page<SessionSummary> second = first.nextPage();
        assertThat(ids(second.items())).containsExactly("c");
        assertThat(second.hasNextPage()).isFalse();
        assertThat(second.nextCursor()).isEmpty();
        assertThat(transport.requests().get(1).query())
                .containsExactly(Map.entry("status", "active"), Map.entry("limit", "2"), Map.entry("cursor", "c1"));
    }

    @Test
    void list_null_isRefusedByName() {
        ListSessionsRequest none = null;
        assertThatNullPointerException()
                .isThrownBy(() -> client.sessions().list(none))
                .withMessage("request is null");
        assertThatNullPointerException()
                .isThrownBy(() -> client.async().sessions().list(none))
                .withMessage("request is null");
        assertThatNullPointerException()
                .isThrownBy(() -> client.sessions().withRawResponse().list(none))
                .withMessage("request is null");
    }

    @Test
    void nextPage_afterTheLast_isNone() {
        answer(null, "a");
        answer(null, "a");
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(() -> client.sessions().list().nextPage());
        AsyncPage<SessionSummary> page = client.async().sessions().list().join();
        assertThat(catchThrowable(() -> page.nextPage().get()))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(NoSuchElementException.class);
    }

    @Test
    void all_manyPagesSomeEmpty_areFetchedAsTheyAreReached() {
        answer("c1", "a", "b");
        answer("c2");
        answer("c3", "c");
        answer(null);
        List<String> seen = new ArrayList<>();
        for (SessionSummary session : client.sessions().list().all()) {
            seen.add(session.sessionId() + transport.requests().size());
        }
        assertThat(seen).containsExactly("a1", "b1", "c3");
        assertThat(transport.requests()).hasSize(4);
    }

    @Test
    void stream_limited_fetchesNoMore() {
        answer("c1", "a", "b");
        answer("c2", "c");
        assertThat(client.sessions().list().stream().limit(3).map(SessionSummary::sessionId))
                .containsExactly("a", "b", "c");
        assertThat(transport.requests()).hasSize(2);
    }

    @Test
    void all_iteratedTwice_isFetchedTwice() {
        answer("c1", "a");
        answer(null, "b");
        answer(null, "c");
        Iterable<SessionSummary> all = client.sessions().list().all();
        assertThat(all).extracting(SessionSummary::sessionId).containsExactly("a", "b");
        assertThat(all).extracting(SessionSummary::sessionId).containsExactly("a", "c");
    }

    @Test
    void all_emptyList_isEmpty() {
        answer(null);
        assertThat(client.sessions().list().all()).isEmpty();
    }

    static Stream<List<String>> circles() {
        return Stream.of(
                List.of("x"), List.of("x", "y"), List.of("a", "b", "c", "x", "y", "z"), List.of("a", "x", "x"));
    }

    @ParameterizedTest
    @MethodSource("circles")
    void all_serverThatLeadsInACircle_comesToAnEnd(List<String> cursors) {
        for (int round = 0; round < 10; round++) {
            cursors.forEach(cursor -> answer(cursor, "s"));
        }
        assertThatExceptionOfType(MalformedAnswerException.class)
                .isThrownBy(() -> client.sessions().list().stream().count())
                .withMessageContaining("given before");
        assertThat(transport.requests()).hasSizeLessThanOrEqualTo(4 * cursors.size());
    }

    @Test
    void all_failureOnTheWay_isThrownThere() {
        answer("c1", "a");
        transport.onAny().answer(500, "{\"error\": \"no\", \"code\": \"INTERNAL_ERROR\"}");
        List<String> seen = new ArrayList<>();
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> client.sessions().list().all().forEach(session -> seen.add(session.sessionId())));
        assertThat(seen).containsExactly("a");
    }

    @Test
    void forEach_withoutWaiting_givesAll() throws Exception {
        answer("c1", "a", "b");
        answer(null, "c");
        List<String> seen = new ArrayList<>();
        client.async()
                .sessions()
                .list()
                .thenCompose(page -> page.forEach(session -> seen.add(session.sessionId())))
                .get(30, TimeUnit.SECONDS);
        assertThat(seen).containsExactly("a", "b", "c");
    }

    @Test
    void forEach_actionThatThrows_endsThere() {
        answer("c1", "a", "b");
        IllegalStateException failure = new IllegalStateException("enough");
        CompletableFuture<Void> all = client.async().sessions().list().join().forEach(session -> {
            throw failure;
        });
        assertThat(catchThrowable(() -> all.get(30, TimeUnit.SECONDS))).hasCause(failure);
        assertThat(transport.requests()).hasSize(1);
    }

    private void answer(@Nullable String next, String... ids) {
        transport
                .on("GET", "/api/video-call/sessions")
                .answer(new SessionPage(
                        Arrays.stream(ids).map(PageTest::session).toList(), next));
    }

    private static SessionSummary session(String id) {
        return new SessionSummary(id, null, Instant.EPOCH, SessionStatus.ACTIVE, null, 0);
    }

    private static List<String> ids(List<SessionSummary> sessions) {
        return sessions.stream().map(SessionSummary::sessionId).toList();
    }
}
