package com.bahasadri.videocall.server.adapter.state;

import static com.bahasadri.videocall.server.adapter.state.StateStoreSuite.assertFails;
import static com.bahasadri.videocall.server.adapter.state.StateStoreSuite.file;
import static com.bahasadri.videocall.server.adapter.state.StateStoreSuite.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.file.NotedFile;
import com.bahasadri.videocall.server.domain.session.Arrival;
import com.bahasadri.videocall.server.domain.session.Change;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.support.Together;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The state of sessions and of their files. */
interface StoredSessions extends StateStoreSuite {
    @Test
    default void create_new_isFoundAsItIs() {
        Session session = Session.created("call", "A call: \"é\" 🎥", Instant.parse("2026-01-02T03:04:05.678Z"));

        store().create(session);

        assertThat(store().find("call")).contains(session);
    }

    @Test
    default void create_twice_keepsTheFirst() {
        create("call");
        change("call", session -> session.end("end", EXPIRY));

        store().create(Session.created("call", "another", EXPIRY));

        assertThat(store().find("call").orElseThrow().ended()).isTrue();
        assertThat(ids(store().list(null, 10, null))).containsExactly("call");
    }

    @Test
    default void find_unknown_isEmpty() {
        create("call");

        for (String other : List.of("", "cal", "call2", "call/", "CALL", "call%2f", "é")) {
            assertThat(store().find(other)).as("the session '%s'", other).isEmpty();
        }
    }

    @Test
    default void change_unknownSession_isNotFoundAndAddsNone() {
        assertFails(() -> change("other", session -> session.end("end", EXPIRY)), ErrorCode.SESSION_NOT_FOUND);
        assertThat(store().find("other")).isEmpty();
        assertThat(store().events("other", 0)).isEmpty();
    }

    @Test
    default void change_decisionThrows_changesNothingAndTellsNobody() {
        create("call");
        join("call", "ada");
        Session before = store().find("call").orElseThrow();
        List<LoggedEvent> told = new CopyOnWriteArrayList<>();
        store().subscribe(told::add);

        assertThatThrownBy(() -> change("call", session -> {
                    session.end("end", EXPIRY);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(store().find("call")).contains(before);
        assertThat(store().events("call", 0)).hasSize(1);
        assertThat(told).isEmpty();
        assertThat(join("call", "bob").seq()).isEqualTo(2);
    }

    @Test
    default void change_nothingChanged_writesNoEvent() {
        create("call");

        Session after = change("call", session -> new Change(session, List.of()));

        assertThat(after).isEqualTo(store().find("call").orElseThrow());
        assertThat(after.seq()).isZero();
    }

    @Test
    default void change_stateWithoutEvents_isKept() {
        create("call");
        change("call", session -> session.end("end", EXPIRY));

        change("call", Session::closeMedia);

        assertThat(store().find("call").orElseThrow().mediaClosed()).isTrue();
        assertThat(store().events("call", 0)).hasSize(4);
    }

    @Test
    default void create_manyThreads_keepsTheFirstOfEachId() {
        Together.run(8, thread -> {
            for (int i = 0; i < 20; i++) {
                store().create(Session.created(
                        "call-" + i, "by " + thread, clock().instant().plusSeconds(thread)));
            }
        });

        assertThat(ids(store().list(null, 100, null))).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    default void sessions_idsLikeEachOther_keepTheirOwnEventsAndState() {
        List<String> ids = List.of("a", "a/", "a/0000000000000003", "a/1", "a/b", "a%2fb", "ab", "/", "a/b/c", "é/ü");
        for (String id : ids) {
            create(id);
            IntStream.rangeClosed(0, ids.indexOf(id)).forEach(i -> join(id, "p" + i));
        }

        for (String id : ids) {
            assertThat(store().events(id, 0))
                    .as("events of '%s'", id)
                    .hasSize(ids.indexOf(id) + 1)
                    .extracting(LoggedEvent::sessionId)
                    .containsOnly(id);
            assertThat(store().find(id).orElseThrow().participants()).hasSize(ids.indexOf(id) + 1);
        }
        assertThat(ids(store().list(null, 100, null))).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    default void change_files_areReadAsTheyWereWritten() {
        create("call");
        change("call", session -> session.video().share(file("f-2")));
        change("call", session -> session.video().share(file("f-1")));

        assertThat(store().find("call").orElseThrow().files().values()).containsExactly(file("f-2"), file("f-1"));
    }

    @Test
    default void noteFile_untilForgotten_isRead() {
        NotedFile first = new NotedFile("f-1", "call", EXPIRY);
        NotedFile second = new NotedFile("f-2", "no such call", EXPIRY);
        NotedFile later = new NotedFile("f-1", "call", EXPIRY.plusSeconds(1));

        assertThat(store().notedFiles()).isEmpty();
        store().noteFile(first);
        store().noteFile(second);
        assertThat(store().notedFiles()).containsExactlyInAnyOrder(first, second);
        store().noteFile(later);
        store().forgetFile("f-2");
        store().forgetFile("f-3");
        assertThat(store().notedFiles()).containsExactly(later);
    }

    @Test
    default void attendance_kept_isTheSameLater() {
        store().create(Session.created("attended", null, Instant.parse("2026-01-02T03:04:05.678Z")));
        Instant at = Instant.parse("2026-01-02T03:05:05.678Z");

        Session after =
                change("attended", session -> session.presence().arrive(new Arrival("p1", "s", "ada", "Ada", at)));
        after = change("attended", session -> session.presence().depart(known -> known.keeping(peer -> true)));

        assertThat(store().find("attended")).contains(after);
        assertThat(after.attendance().withoutPage()).containsExactly("ada");
    }
}
