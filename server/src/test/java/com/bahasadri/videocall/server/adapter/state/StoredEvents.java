package com.bahasadri.videocall.server.adapter.state;

import static com.bahasadri.videocall.server.adapter.state.StateStoreSuite.file;
import static com.bahasadri.videocall.server.adapter.state.StateStoreSuite.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.playback.Playback;
import com.bahasadri.videocall.server.domain.session.Change;
import com.bahasadri.videocall.server.domain.session.ConnectionQuality;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.domain.session.ParticipantState;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.support.Together;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A session's log, and who is told of it. */
interface StoredEvents extends StateStoreSuite {
    Playback PLAYBACK = new Playback("f-1", true, 1.5, 2, 7, EXPIRY);

    @Test
    default void change_withEvents_keepsStateAndNumberedEventsOfTheTimeOfCommit() {
        create("call");
        join("call", "ada");
        clock().advance(Duration.ofMinutes(1));

        Session after = change("call", session -> session.end("end", EXPIRY));

        Instant now = Instant.parse("2026-01-02T03:05:05.678Z");
        assertThat(after.seq()).isEqualTo(6);
        assertThat(store().find("call")).contains(after);
        assertThat(store().events("call", 4))
                .containsExactly(
                        new LoggedEvent(
                                "call",
                                5,
                                now,
                                Cause.SERVER,
                                new SessionEvent.ParticipantLeft("ada", LeaveReason.SESSION_ENDED)),
                        new LoggedEvent("call", 6, now, Cause.SERVER, new SessionEvent.SessionEnded(EXPIRY)));
    }

    @Test
    default void change_clockGoesBack_hasNoEventBeforeTheLast() {
        create("call");
        clock().advance(Duration.ofMinutes(1));
        join("call", "ada");
        Instant last = store().events("call", 0).get(0).at();
        clock().advance(Duration.ofMinutes(-1));

        join("call", "bob");
        assertThat(store().events("call", 1)).extracting(LoggedEvent::at).containsExactly(last);
        change("call", Session::closeMedia);
        clock().advance(Duration.ofMinutes(2));
        join("call", "eve");

        assertThat(store().events("call", 2))
                .extracting(LoggedEvent::at)
                .containsExactly(clock().instant().truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    default void change_everyKindOfEvent_isReadAsItWasWritten() {
        create("call");
        List<LoggedEvent> told = new CopyOnWriteArrayList<>();
        store().subscribe(told::add);

        report("ada", new ParticipantState("Ada", false, false, false, ConnectionQuality.GOOD));
        report("ada", new ParticipantState(null, true, true, true, ConnectionQuality.POOR));
        report("ada", new ParticipantState(null, false, false, false, ConnectionQuality.EXCELLENT));
        change("call", session -> session.presence().replaceConnection("ada"));
        change("call", session -> session.presence().leave("ada", LeaveReason.CONNECTION_LOST));
        change("call", session -> session.video().share(file("f-1")));
        change("call", session -> new Change(session, List.of(new SessionEvent.PlaybackChanged(PLAYBACK))));
        change("call", session -> session.video().delete("f-1", EXPIRY));
        change("call", session -> session.end("end", EXPIRY));

        assertThat(told.stream().map(event -> event.event().getClass()).distinct())
                .hasSize(SessionEvent.class.getPermittedSubclasses().length);
        assertThat(store().events("call", 0)).isEqualTo(told);
        assertThat(told).extracting(LoggedEvent::seq).containsExactlyElementsOf(numbers(1, told.size()));
    }

    @Test
    default void change_listenerFails_isKeptAndToldToTheOthers() {
        create("call");
        List<LoggedEvent> told = new CopyOnWriteArrayList<>();
        store().subscribe(event -> {
            throw new IllegalStateException("a listener failed, as this test wants");
        });
        store().subscribe(told::add);

        assertThat(change("call", session -> session.end("end", EXPIRY)).ended())
                .isTrue();

        assertThat(told).hasSize(4);
    }

    @Test
    default void change_manyThreads_numbersWithoutGapAndTellsInOrder() {
        int threads = 8;
        int each = 50;
        create("call");
        create("other");
        List<LoggedEvent> first = new CopyOnWriteArrayList<>();
        List<LoggedEvent> second = new CopyOnWriteArrayList<>();
        store().subscribe(first::add);
        store().subscribe(second::add);

        Together.run(threads, thread -> {
            for (int i = 0; i < each; i++) {
                join(i % 2 == 0 ? "call" : "other", thread + "-" + i);
            }
        });

        for (String id : List.of("call", "other")) {
            List<LoggedEvent> log = store().events(id, 0);
            assertThat(log).extracting(LoggedEvent::seq).containsExactlyElementsOf(numbers(1, threads * each / 2));
            assertThat(first.stream().filter(event -> event.sessionId().equals(id)))
                    .containsExactlyElementsOf(log);
            assertThat(second.stream().filter(event -> event.sessionId().equals(id)))
                    .containsExactlyElementsOf(log);
            assertThat(store().find(id).orElseThrow().participants()).hasSize(threads * each / 2);
        }
    }

    @Test
    default void events_afterANumber_areThoseBehindIt() {
        create("call");
        IntStream.range(0, 20).forEach(i -> join("call", "p" + i));

        assertThat(store().events("call", 0)).extracting(LoggedEvent::seq).containsExactlyElementsOf(numbers(1, 20));
        assertThat(store().events("call", 15)).extracting(LoggedEvent::seq).containsExactly(16L, 17L, 18L, 19L, 20L);
        assertThat(store().events("call", 20)).isEmpty();
        assertThat(store().events("call", Long.MAX_VALUE)).isEmpty();
        assertThat(store().events("other", 0)).isEmpty();
    }

    @Test
    default void events_withALimit_areTheFirstOfThem() {
        create("call");
        IntStream.range(0, 20).forEach(i -> join("call", "p" + i));

        assertThat(store().events("call", 0, 3)).extracting(LoggedEvent::seq).containsExactly(1L, 2L, 3L);
        assertThat(store().events("call", 18, 3)).extracting(LoggedEvent::seq).containsExactly(19L, 20L);
        assertThat(store().events("call", 20, 3)).isEmpty();
        assertThat(store().firstEvent("call")).isEqualTo(1);
    }

    @Test
    default void firstEvent_ofASessionWithoutEvents_isNone() {
        create("call");
        create("calm");
        join("calm", "ada");

        assertThat(store().firstEvent("call")).isZero();
        assertThat(store().firstEvent("other")).isZero();
    }

    @Test
    default void events_moreThanAreKept_loseTheOldestAndKeepTheirNumbers() {
        try (StateStore five = keeping(5)) {
            create("call");
            create("calm");
            IntStream.range(0, 20).forEach(i -> join(five, "call", "p" + i));
            IntStream.range(0, 3).forEach(i -> join(five, "calm", "p" + i));

            assertThat(five.events("call", 0)).extracting(LoggedEvent::seq).containsExactly(16L, 17L, 18L, 19L, 20L);
            assertThat(five.events("call", 17)).extracting(LoggedEvent::seq).containsExactly(18L, 19L, 20L);
            assertThat(five.events("call", 3, 2)).extracting(LoggedEvent::seq).containsExactly(16L, 17L);
            assertThat(five.firstEvent("call")).isEqualTo(16);
            assertThat(five.find("call").orElseThrow().seq()).isEqualTo(20);
            assertThat(five.events("calm", 0)).hasSize(3);
        }
    }

    @Test
    default void events_oneIsKept_isTheLast() {
        try (StateStore one = keeping(1)) {
            create("call");
            join(one, "call", "ada");
            Instant first = one.events("call", 0).get(0).at();
            clock().advance(Duration.ofSeconds(-5));
            join(one, "call", "bob");

            assertThat(one.events("call", 0)).extracting(LoggedEvent::seq).containsExactly(2L);
            assertThat(one.events("call", 0)).extracting(LoggedEvent::at).containsExactly(first);
        }
    }

    @Test
    default void change_withMoreEventsThanAreKept_keepsTheLastOfThem() {
        try (StateStore two = keeping(2)) {
            create("call");
            IntStream.range(0, 3).forEach(i -> join(two, "call", "p" + i));

            Session after = two.change("call", Cause.SERVER, session -> session.end("end", EXPIRY));

            assertThat(two.events("call", 0))
                    .extracting(LoggedEvent::seq)
                    .containsExactly(after.seq() - 1, after.seq());
        }
    }

    @Test
    default void events_fewerAreKeptThanBefore_goAtTheNextChange() {
        create("call");
        IntStream.range(0, 20).forEach(i -> join("call", "p" + i));
        try (StateStore three = keeping(3)) {
            assertThat(three.events("call", 0)).hasSize(20);

            join(three, "call", "ada");

            assertThat(three.events("call", 0)).extracting(LoggedEvent::seq).containsExactly(19L, 20L, 21L);
        }
    }

    private void report(String participantId, ParticipantState state) {
        Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
        change("call", session -> session.presence().report(participantId, state, "share-" + session.seq(), now));
    }
}
