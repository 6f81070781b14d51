package com.bahasadri.videocall.server.adapter.state;

import static com.bahasadri.videocall.server.adapter.state.StateStoreSuite.assertFails;
import static com.bahasadri.videocall.server.adapter.state.StateStoreSuite.file;
import static com.bahasadri.videocall.server.adapter.state.StateStoreSuite.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.session.Doubt;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sessions in pages, and those that something is so of. */
interface SessionLists extends StateStoreSuite {
    @Test
    default void list_sessions_areNewestFirst() {
        for (int i = 0; i < 12; i++) {
            create("call-" + (i * 7 % 12));
            clock().advance(Duration.ofMillis(1));
        }

        assertThat(ids(store().list(null, 12, null)))
                .containsExactlyElementsOf(IntStream.range(0, 12)
                        .mapToObj(i -> "call-" + ((11 - i) * 7 % 12))
                        .toList());
        assertThat(store().list(null, 12, null).nextCursor()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "5", "6", "7", "100"})
    default void list_byPages_hasEachSessionOnceEvenAtTheSameTime(int limit) {
        for (int i = 0; i < 6; i++) {
            create("call/" + i);
            clock().advance(Duration.ofMillis(i / 3));
        }

        assertThat(pages(null, limit))
                .containsExactlyElementsOf(ids(store().list(null, 100, null)))
                .hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"})
    default void list_filteredByPages_hasThoseAlone(int limit) {
        for (int i = 0; i < 7; i++) {
            create("call-" + i);
            clock().advance(Duration.ofMillis(1));
            if (i % 2 == 0) {
                change("call-" + i, session -> session.end("end", EXPIRY));
            }
        }

        assertThat(pages(true, limit)).containsExactly("call-6", "call-4", "call-2", "call-0");
        assertThat(pages(false, limit)).containsExactly("call-5", "call-3", "call-1");
    }

    @Test
    default void list_sessionsAddedBetweenPages_repeatsAndLosesNone() {
        create("old-1");
        clock().advance(Duration.ofMillis(1));
        create("old-2");
        StateStore.Page first = store().list(null, 1, null);
        clock().advance(Duration.ofMillis(1));
        create("new");

        assertThat(ids(first)).containsExactly("old-2");
        assertThat(ids(store().list(null, 10, first.nextCursor()))).containsExactly("old-1");
    }

    @Test
    default void list_nothingThere_isEmpty() {
        StateStore.Page page = store().list(null, 10, null);

        assertThat(page.sessions()).isEmpty();
        assertThat(page.nextCursor()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "!!!", "AAAA", "'Li4vLi4'", "'MDAwMC9j'", "'////'", "'=='", "'eg '"})
    default void list_cursorOfNobody_isInvalid(String cursor) {
        create("call");

        assertFails(() -> store().list(null, 10, cursor), ErrorCode.INVALID_INPUT);
    }

    @Test
    default void forEachLive_tellsWhoIsInACallNow() {
        create("a");
        create("b");
        create("ended");
        join("a", "ada");
        join("a", "bob");
        join("b", "ada");
        join("ended", "eve");
        change("a", session -> session.presence().leave("bob", LeaveReason.LEFT));
        change("ended", session -> session.end("end", EXPIRY));
        List<String> live = new ArrayList<>();

        store().forEachLive((sessionId, participantId) -> live.add(sessionId + ":" + participantId));

        assertThat(live).containsExactlyInAnyOrder("a:ada", "b:ada");
    }

    @Test
    default void forEachDoubtful_tellsThoseThatRealtimeKitHasToBeAskedAbout() {
        for (String id : List.of("sure", "over", "over/by host", "settled", "ended", "closed")) {
            create(id);
        }
        change("over", session -> session.presence().over("s", false));
        change("over/by host", session -> session.presence().over("s", true));
        change("settled", session -> session.presence().over("s", false));
        change("settled", session -> session.presence().settle(new Doubt("s", false)));
        change("ended", session -> session.end("end", EXPIRY));
        change("closed", session -> session.end("end", EXPIRY));
        change("closed", Session::closeMedia);

        assertThat(doubtful()).containsExactlyInAnyOrder("over", "over/by host", "ended");
        assertThat(store().find("over/by host").orElseThrow().attendance().doubt())
                .isEqualTo(new Doubt("s", true));
        change("ended", Session::closeMedia);
        assertThat(doubtful()).containsExactlyInAnyOrder("over", "over/by host");
    }

    @Test
    default void forEachWithFiles_tellsThoseThatHaveSomeNow() {
        create("none");
        for (String id : List.of("some", "had", "call/with", "ended")) {
            create(id);
            change(id, session -> session.video().share(file("f-1")));
        }
        change("some", session -> session.video().share(file("f-2")));
        change("had", session -> session.video().delete("f-1", EXPIRY));
        change("ended", session -> session.end("end", EXPIRY));

        List<String> told = new ArrayList<>();
        store().forEachWithFiles(session -> {
            assertThat(session.files()).isNotEmpty();
            told.add(session.id());
        });

        assertThat(told).containsExactlyInAnyOrder("some", "call/with", "ended");
    }

    private List<String> pages(Boolean ended, int limit) {
        List<String> all = new ArrayList<>();
        StateStore.Page page = store().list(ended, limit, null);
        all.addAll(ids(page));
        while (page.nextCursor() != null) {
            assertThat(page.sessions()).hasSize(limit);
            page = store().list(ended, limit, page.nextCursor());
            assertThat(page.sessions()).isNotEmpty();
            all.addAll(ids(page));
        }
        return all;
    }
}
