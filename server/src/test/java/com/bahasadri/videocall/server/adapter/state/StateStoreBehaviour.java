package com.bahasadri.videocall.server.adapter.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.file.NotedFile;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.playback.Playback;
import com.bahasadri.videocall.server.domain.session.Arrival;
import com.bahasadri.videocall.server.domain.session.Change;
import com.bahasadri.videocall.server.domain.session.ConnectionQuality;
import com.bahasadri.videocall.server.domain.session.Doubt;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.domain.session.ParticipantState;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.Role;
import com.bahasadri.videocall.server.domain.video.VideoType;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.support.Together;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every adapter of {@link StateStore} does. */
public abstract class StateStoreBehaviour {
    protected static final Instant EXPIRY = Instant.parse("2030-01-01T00:00:00Z");
    private static final Playback PLAYBACK = new Playback("f-1", true, 1.5, 2, 7, EXPIRY);

    protected final TestClock clock = new TestClock();
    protected StateStore store;

    /** An empty store. */
    protected abstract StateStore open();

    /** Another store of the same state, which keeps so many events of each session. */
    protected abstract StateStore keeping(int events);

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void create_new_isFoundAsItIs() {
        Session session = Session.created("call", "A call: \"é\" 🎥", Instant.parse("2026-01-02T03:04:05.678Z"));

        store.create(session);

        assertThat(store.find("call")).contains(session);
    }

    @Test
    void create_twice_keepsTheFirst() {
        create("call");
        store.change("call", Cause.SERVER, session -> session.end("end", EXPIRY));

        store.create(Session.created("call", "another", EXPIRY));

        assertThat(store.find("call").orElseThrow().ended()).isTrue();
        assertThat(ids(store.list(null, 10, null))).containsExactly("call");
    }

    @Test
    void find_unknown_isEmpty() {
        create("call");

        for (String other : List.of("", "cal", "call2", "call/", "CALL", "call%2f", "é")) {
            assertThat(store.find(other)).as("the session '%s'", other).isEmpty();
        }
    }

    @Test
    void change_unknownSession_isNotFoundAndAddsNone() {
        assertFails(
                () -> store.change("other", Cause.SERVER, session -> session.end("end", EXPIRY)),
                ErrorCode.SESSION_NOT_FOUND);
        assertThat(store.find("other")).isEmpty();
        assertThat(store.events("other", 0)).isEmpty();
    }

    @Test
    void change_withEvents_keepsStateAndNumberedEventsOfTheTimeOfCommit() {
        create("call");
        join("call", "ada");
        clock.advance(Duration.ofMinutes(1));

        Session after = store.change("call", Cause.SERVER, session -> session.end("end", EXPIRY));

        Instant now = Instant.parse("2026-01-02T03:05:05.678Z");
        assertThat(after.seq()).isEqualTo(6);
        assertThat(store.find("call")).contains(after);
        assertThat(store.events("call", 4))
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
    void change_clockGoesBack_hasNoEventBeforeTheLast() {
        create("call");
        clock.advance(Duration.ofMinutes(1));
        join("call", "ada");
        Instant last = store.events("call", 0).get(0).at();
        clock.advance(Duration.ofMinutes(-1));

        join("call", "bob");
        assertThat(store.events("call", 1)).extracting(LoggedEvent::at).containsExactly(last);
        store.change("call", Cause.SERVER, Session::closeMedia);
        clock.advance(Duration.ofMinutes(2));
        join("call", "eve");

        assertThat(store.events("call", 2))
                .extracting(LoggedEvent::at)
                .containsExactly(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void change_everyKindOfEvent_isReadAsItWasWritten() {
        create("call");
        List<LoggedEvent> told = new CopyOnWriteArrayList<>();
        store.subscribe(told::add);

        report("ada", new ParticipantState("Ada", false, false, false, ConnectionQuality.GOOD));
        report("ada", new ParticipantState(null, true, true, true, ConnectionQuality.POOR));
        report("ada", new ParticipantState(null, false, false, false, ConnectionQuality.EXCELLENT));
        store.change("call", Cause.SERVER, session -> session.presence().replaceConnection("ada"));
        store.change("call", Cause.SERVER, session -> session.presence().leave("ada", LeaveReason.CONNECTION_LOST));
        store.change("call", Cause.SERVER, session -> session.video().share(file("f-1")));
        store.change(
                "call",
                Cause.SERVER,
                session -> new Change(session, List.of(new SessionEvent.PlaybackChanged(PLAYBACK))));
        store.change("call", Cause.SERVER, session -> session.video().delete("f-1", EXPIRY));
        store.change("call", Cause.SERVER, session -> session.end("end", EXPIRY));

        assertThat(told.stream().map(event -> event.event().getClass()).distinct())
                .hasSize(SessionEvent.class.getPermittedSubclasses().length);
        assertThat(store.events("call", 0)).isEqualTo(told);
        assertThat(told).extracting(LoggedEvent::seq).containsExactlyElementsOf(numbers(1, told.size()));
    }

    @Test
    void change_decisionThrows_changesNothingAndTellsNobody() {
        create("call");
        join("call", "ada");
        Session before = store.find("call").orElseThrow();
        List<LoggedEvent> told = new CopyOnWriteArrayList<>();
        store.subscribe(told::add);

        assertThatThrownBy(() -> store.change("call", Cause.SERVER, session -> {
                    session.end("end", EXPIRY);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(store.find("call")).contains(before);
        assertThat(store.events("call", 0)).hasSize(1);
        assertThat(told).isEmpty();
        assertThat(join("call", "bob").seq()).isEqualTo(2);
    }

    @Test
    void change_nothingChanged_writesNoEvent() {
        create("call");

        Session after = store.change("call", Cause.SERVER, session -> new Change(session, List.of()));

        assertThat(after).isEqualTo(store.find("call").orElseThrow());
        assertThat(after.seq()).isZero();
    }

    @Test
    void change_stateWithoutEvents_isKept() {
        create("call");
        store.change("call", Cause.SERVER, session -> session.end("end", EXPIRY));

        store.change("call", Cause.SERVER, Session::closeMedia);

        assertThat(store.find("call").orElseThrow().mediaClosed()).isTrue();
        assertThat(store.events("call", 0)).hasSize(4);
    }

    @Test
    void change_listenerFails_isKeptAndToldToTheOthers() {
        create("call");
        List<LoggedEvent> told = new CopyOnWriteArrayList<>();
        store.subscribe(event -> {
            throw new IllegalStateException("a listener failed, as this test wants");
        });
        store.subscribe(told::add);

        assertThat(store.change("call", Cause.SERVER, session -> session.end("end", EXPIRY))
                        .ended())
                .isTrue();

        assertThat(told).hasSize(4);
    }

    @Test
    void change_manyThreads_numbersWithoutGapAndTellsInOrder() {
        int threads = 8;
        int each = 50;
        create("call");
        create("other");
        List<LoggedEvent> first = new CopyOnWriteArrayList<>();
        List<LoggedEvent> second = new CopyOnWriteArrayList<>();
        store.subscribe(first::add);
        store.subscribe(second::add);

        Together.run(threads, thread -> {
            for (int i = 0; i < each; i++) {
                join(i % 2 == 0 ? "call" : "other", thread + "-" + i);
            }
        });

        for (String id : List.of("call", "other")) {
            List<LoggedEvent> log = store.events(id, 0);
            assertThat(log).extracting(LoggedEvent::seq).containsExactlyElementsOf(numbers(1, threads * each / 2));
            assertThat(first.stream().filter(event -> event.sessionId().equals(id)))
                    .containsExactlyElementsOf(log);
            assertThat(second.stream().filter(event -> event.sessionId().equals(id)))
                    .containsExactlyElementsOf(log);
            assertThat(store.find(id).orElseThrow().participants()).hasSize(threads * each / 2);
        }
    }

    @Test
    void create_manyThreads_keepsTheFirstOfEachId() {
        Together.run(8, thread -> {
            for (int i = 0; i < 20; i++) {
                store.create(Session.created(
                        "call-" + i, "by " + thread, clock.instant().plusSeconds(thread)));
            }
        });

        assertThat(ids(store.list(null, 100, null))).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void events_afterANumber_areThoseBehindIt() {
        create("call");
        IntStream.range(0, 20).forEach(i -> join("call", "p" + i));

        assertThat(store.events("call", 0)).extracting(LoggedEvent::seq).containsExactlyElementsOf(numbers(1, 20));
        assertThat(store.events("call", 15)).extracting(LoggedEvent::seq).containsExactly(16L, 17L, 18L, 19L, 20L);
        assertThat(store.events("call", 20)).isEmpty();
        assertThat(store.events("call", Long.MAX_VALUE)).isEmpty();
        assertThat(store.events("other", 0)).isEmpty();
    }

    @Test
    void events_withALimit_areTheFirstOfThem() {
        create("call");
        IntStream.range(0, 20).forEach(i -> join("call", "p" + i));

        assertThat(store.events("call", 0, 3)).extracting(LoggedEvent::seq).containsExactly(1L, 2L, 3L);
        assertThat(store.events("call", 18, 3)).extracting(LoggedEvent::seq).containsExactly(19L, 20L);
        assertThat(store.events("call", 20, 3)).isEmpty();
        assertThat(store.firstEvent("call")).isEqualTo(1);
    }

    @Test
    void firstEvent_ofASessionWithoutEvents_isNone() {
        create("call");
        create("calm");
        join("calm", "ada");

        assertThat(store.firstEvent("call")).isZero();
        assertThat(store.firstEvent("other")).isZero();
    }

    @Test
    void events_moreThanAreKept_loseTheOldestAndKeepTheirNumbers() {
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
    void events_oneIsKept_isTheLast() {
        try (StateStore one = keeping(1)) {
            create("call");
            join(one, "call", "ada");
            Instant first = one.events("call", 0).get(0).at();
            clock.advance(Duration.ofSeconds(-5));
            join(one, "call", "bob");

            assertThat(one.events("call", 0)).extracting(LoggedEvent::seq).containsExactly(2L);
            assertThat(one.events("call", 0)).extracting(LoggedEvent::at).containsExactly(first);
        }
    }

    @Test
    void change_withMoreEventsThanAreKept_keepsTheLastOfThem() {
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
    void events_fewerAreKeptThanBefore_goAtTheNextChange() {
        create("call");
        IntStream.range(0, 20).forEach(i -> join("call", "p" + i));
        try (StateStore three = keeping(3)) {
            assertThat(three.events("call", 0)).hasSize(20);

            join(three, "call", "ada");

            assertThat(three.events("call", 0)).extracting(LoggedEvent::seq).containsExactly(19L, 20L, 21L);
        }
    }

    @Test
    void sessions_idsLikeEachOther_keepTheirOwnEventsAndState() {
        List<String> ids = List.of("a", "a/", "a/0000000000000003", "a/1", "a/b", "a%2fb", "ab", "/", "a/b/c", "é/ü");
        for (String id : ids) {
            create(id);
            IntStream.rangeClosed(0, ids.indexOf(id)).forEach(i -> join(id, "p" + i));
        }

        for (String id : ids) {
            assertThat(store.events(id, 0))
                    .as("events of '%s'", id)
                    .hasSize(ids.indexOf(id) + 1)
                    .extracting(LoggedEvent::sessionId)
                    .containsOnly(id);
            assertThat(store.find(id).orElseThrow().participants()).hasSize(ids.indexOf(id) + 1);
        }
        assertThat(ids(store.list(null, 100, null))).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void list_sessions_areNewestFirst() {
        for (int i = 0; i < 12; i++) {
            create("call-" + (i * 7 % 12));
            clock.advance(Duration.ofMillis(1));
        }

        assertThat(ids(store.list(null, 12, null)))
                .containsExactlyElementsOf(IntStream.range(0, 12)
                        .mapToObj(i -> "call-" + ((11 - i) * 7 % 12))
                        .toList());
        assertThat(store.list(null, 12, null).nextCursor()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "5", "6", "7", "100"})
    void list_byPages_hasEachSessionOnceEvenAtTheSameTime(int limit) {
        for (int i = 0; i < 6; i++) {
            create("call/" + i);
            clock.advance(Duration.ofMillis(i / 3));
        }

        assertThat(pages(null, limit))
                .containsExactlyElementsOf(ids(store.list(null, 100, null)))
                .hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"})
    void list_filteredByPages_hasThoseAlone(int limit) {
        for (int i = 0; i < 7; i++) {
            create("call-" + i);
            clock.advance(Duration.ofMillis(1));
            if (i % 2 == 0) {
                store.change("call-" + i, Cause.SERVER, session -> session.end("end", EXPIRY));
            }
        }

        assertThat(pages(true, limit)).containsExactly("call-6", "call-4", "call-2", "call-0");
        assertThat(pages(false, limit)).containsExactly("call-5", "call-3", "call-1");
    }

    @Test
    void list_sessionsAddedBetweenPages_repeatsAndLosesNone() {
        create("old-1");
        clock.advance(Duration.ofMillis(1));
        create("old-2");
        StateStore.Page first = store.list(null, 1, null);
        clock.advance(Duration.ofMillis(1));
        create("new");

        assertThat(ids(first)).containsExactly("old-2");
        assertThat(ids(store.list(null, 10, first.nextCursor()))).containsExactly("old-1");
    }

    @Test
    void list_nothingThere_isEmpty() {
        StateStore.Page page = store.list(null, 10, null);

        assertThat(page.sessions()).isEmpty();
        assertThat(page.nextCursor()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "!!!", "AAAA", "'Li4vLi4'", "'MDAwMC9j'", "'////'", "'=='", "'eg '"})
    void list_cursorOfNobody_isInvalid(String cursor) {
        create("call");

        assertFails(() -> store.list(null, 10, cursor), ErrorCode.INVALID_INPUT);
    }

    @Test
    void forEachLive_tellsWhoIsInACallNow() {
        create("a");
        create("b");
        create("ended");
        join("a", "ada");
        join("a", "bob");
        join("b", "ada");
        join("ended", "eve");
        store.change("a", Cause.SERVER, session -> session.presence().leave("bob", LeaveReason.LEFT));
        store.change("ended", Cause.SERVER, session -> session.end("end", EXPIRY));
        List<String> live = new ArrayList<>();

        store.forEachLive((sessionId, participantId) -> live.add(sessionId + ":" + participantId));

        assertThat(live).containsExactlyInAnyOrder("a:ada", "b:ada");
    }

    @Test
    void forEachDoubtful_tellsThoseThatRealtimeKitHasToBeAskedAbout() {
        for (String id : List.of("sure", "over", "over/by host", "settled", "ended", "closed")) {
            create(id);
        }
        store.change("over", Cause.SERVER, session -> session.presence().over("s", false));
        store.change("over/by host", Cause.SERVER, session -> session.presence().over("s", true));
        store.change("settled", Cause.SERVER, session -> session.presence().over("s", false));
        store.change("settled", Cause.SERVER, session -> session.presence().settle(new Doubt("s", false)));
        store.change("ended", Cause.SERVER, session -> session.end("end", EXPIRY));
        store.change("closed", Cause.SERVER, session -> session.end("end", EXPIRY));
        store.change("closed", Cause.SERVER, Session::closeMedia);

        assertThat(doubtful()).containsExactlyInAnyOrder("over", "over/by host", "ended");
        assertThat(store.find("over/by host").orElseThrow().attendance().doubt())
                .isEqualTo(new Doubt("s", true));
        store.change("ended", Cause.SERVER, Session::closeMedia);
        assertThat(doubtful()).containsExactlyInAnyOrder("over", "over/by host");
    }

    @Test
    void change_files_areReadAsTheyWereWritten() {
        create("call");
        store.change("call", Cause.SERVER, session -> session.video().share(file("f-2")));
        store.change("call", Cause.SERVER, session -> session.video().share(file("f-1")));

        assertThat(store.find("call").orElseThrow().files().values()).containsExactly(file("f-2"), file("f-1"));
    }

    @Test
    void forEachWithFiles_tellsThoseThatHaveSomeNow() {
        create("none");
        for (String id : List.of("some", "had", "call/with", "ended")) {
            create(id);
            store.change(id, Cause.SERVER, session -> session.video().share(file("f-1")));
        }
        store.change("some", Cause.SERVER, session -> session.video().share(file("f-2")));
        store.change("had", Cause.SERVER, session -> session.video().delete("f-1", EXPIRY));
        store.change("ended", Cause.SERVER, session -> session.end("end", EXPIRY));

        List<String> told = new ArrayList<>();
        store.forEachWithFiles(session -> {
            assertThat(session.files()).isNotEmpty();
            told.add(session.id());
        });

        assertThat(told).containsExactlyInAnyOrder("some", "call/with", "ended");
    }

    @Test
    void noteFile_untilForgotten_isRead() {
        NotedFile first = new NotedFile("f-1", "call", EXPIRY);
        NotedFile second = new NotedFile("f-2", "no such call", EXPIRY);
        NotedFile later = new NotedFile("f-1", "call", EXPIRY.plusSeconds(1));

        assertThat(store.notedFiles()).isEmpty();
        store.noteFile(first);
        store.noteFile(second);
        assertThat(store.notedFiles()).containsExactlyInAnyOrder(first, second);
        store.noteFile(later);
        store.forgetFile("f-2");
        store.forgetFile("f-3");
        assertThat(store.notedFiles()).containsExactly(later);
    }

    @Test
    void keep_aValue_isTheFirstForAll() {
        assertThat(store.keep("key", "first")).isEqualTo("first");
        assertThat(store.keep("key", "second")).isEqualTo("first");
        assertThat(store.keep("another", "second")).isEqualTo("second");
    }

    @Test
    void keep_manyThreads_allGetTheSame() {
        List<String> kept = new CopyOnWriteArrayList<>();

        Together.run(8, thread -> kept.add(store.keep("key", "value " + thread)));

        assertThat(kept).hasSize(8).containsOnly(kept.get(0));
    }

    @Test
    void grant_kept_isFoundByItsDigestAlone() {
        Grant named = new Grant("call", Role.PARTICIPANT, "ada", "Ada", EXPIRY, false);
        Grant control = new Grant("call", Role.CONTROL, "op", null, EXPIRY, false);

        store.grant("digest", named);
        store.grant("digest-2", control);

        assertThat(store.grant("digest")).contains(named);
        assertThat(store.grant("digest-2")).contains(control);
        assertThat(store.grant("diges")).isEmpty();
        assertThat(store.grant("")).isEmpty();
    }

    @Test
    void participant_grantKeptWithACustomId_isFoundInItsSessionAlone() {
        Grant grant = new Grant("call", Role.PARTICIPANT, "ada", "Ada", EXPIRY, false);

        store.grant("digest", grant, "custom");
        store.grant("digest-2", grant);

        assertThat(store.grant("digest")).contains(grant);
        assertThat(store.participant("call", "custom")).contains("ada");
        assertThat(store.participant("call", "ada")).isEmpty();
        assertThat(store.participant("another", "custom")).isEmpty();
    }

    @Test
    void granted_grantKept_isSoForItsHolderInItsSessionAlone() {
        grant("digest", "call", "ada");

        assertThat(store.granted("call", "ada")).isTrue();
        assertThat(store.granted("call", "ad")).isFalse();
        assertThat(store.granted("another", "ada")).isFalse();
        store.revoke("call", "ada");
        assertThat(store.granted("call", "ada")).isTrue();
    }

    @Test
    void attendance_kept_isTheSameLater() {
        store.create(Session.created("attended", null, Instant.parse("2026-01-02T03:04:05.678Z")));
        Instant at = Instant.parse("2026-01-02T03:05:05.678Z");

        Session after = store.change("attended", Cause.SERVER, session -> session.presence()
                .arrive(new Arrival("p1", "s", "ada", "Ada", at)));
        after = store.change(
                "attended", Cause.SERVER, session -> session.presence().depart(known -> known.keeping(peer -> true)));

        assertThat(store.find("attended")).contains(after);
        assertThat(after.attendance().withoutPage()).containsExactly("ada");
    }

    @Test
    void revoke_participant_takesBackAllItsTokensAndNoOthers() {
        List<List<String>> holders = List.of(
                List.of("call", "ada"),
                List.of("call", "ad"),
                List.of("call", "ada2"),
                List.of("call2", "ada"),
                List.of("call", "ada/x"),
                List.of("call/ada", "x"),
                List.of("ca", "ll/ada"));
        for (List<String> holder : holders) {
            grant(holder + "-1", holder.get(0), holder.get(1));
            grant(holder + "-2", holder.get(0), holder.get(1));
        }

        assertThat(store.revoke("call", "ada")).isTrue();

        for (List<String> holder : holders) {
            boolean hit = holder.equals(List.of("call", "ada"));
            assertThat(store.grant(holder + "-1").orElseThrow().revoked())
                    .as(holder + "")
                    .isEqualTo(hit);
            assertThat(store.grant(holder + "-2").orElseThrow().revoked())
                    .as(holder + "")
                    .isEqualTo(hit);
        }
        assertThat(store.revoke("call", "ada")).as("revoked again").isTrue();
        assertThat(store.revoke("call", "a")).isFalse();
        assertThat(store.revoke("cal", "ada")).isFalse();
        assertThat(store.revoke("call/", "ada")).isFalse();
    }

    @Test
    void revoke_ofWhatHasASlash_isThatAlone() {
        grant("digest", "call", "ada/x");

        assertThat(store.revoke("call", "ada")).isFalse();
        assertThat(store.revoke("call/ada", "x")).isFalse();
        assertThat(store.revoke("call", "ada/x")).isTrue();
    }

    private static VideoFile file(String id) {
        return new VideoFile(id, "a \"film\" 🎥.mp4", VideoType.WEBM, 1L << 33, 12.5, "ann", EXPIRY);
    }

    protected final void create(String id) {
        store.create(Session.created(id, null, clock.instant()));
    }

    protected final Session join(String sessionId, String participantId) {
        return store.change(sessionId, Cause.SERVER, joining(participantId, clock.instant()));
    }

    private Session join(StateStore there, String sessionId, String participantId) {
        return there.change(sessionId, Cause.SERVER, joining(participantId, clock.instant()));
    }

    protected final void grant(String digest, String sessionId, String participantId) {
        store.grant(digest, new Grant(sessionId, Role.PARTICIPANT, participantId, null, EXPIRY, false));
    }

    protected static Function<Session, Change> joining(String participantId, Instant at) {
        return session -> session.presence().report(participantId, ParticipantState.microphone(true), "", at);
    }

    protected static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    protected List<String> doubtful() {
        List<String> doubtful = new ArrayList<>();
        store.forEachDoubtful(doubtful::add);
        return doubtful;
    }

    protected static List<String> ids(StateStore.Page page) {
        return page.sessions().stream().map(Session::id).toList();
    }

    private void report(String participantId, ParticipantState state) {
        Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
        store.change("call", Cause.SERVER, session -> session.presence()
                .report(participantId, state, "share-" + session.seq(), now));
    }

    private List<String> pages(Boolean ended, int limit) {
        List<String> all = new ArrayList<>();
        StateStore.Page page = store.list(ended, limit, null);
        all.addAll(ids(page));
        while (page.nextCursor() != null) {
            assertThat(page.sessions()).hasSize(limit);
            page = store.list(ended, limit, page.nextCursor());
            assertThat(page.sessions()).isNotEmpty();
            all.addAll(ids(page));
        }
        return all;
    }

    private static void assertFails(Runnable call, ErrorCode code) {
        assertThatThrownBy(call::run)
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(code);
    }
}
