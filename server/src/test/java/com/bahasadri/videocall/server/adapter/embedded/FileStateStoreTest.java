package com.bahasadri.videocall.server.adapter.embedded;

import static com.bahasadri.videocall.server.adapter.state.StateStoreSuite.ids;
import static com.bahasadri.videocall.server.adapter.state.StateStoreSuite.joining;
import static com.bahasadri.videocall.server.adapter.state.StateStoreSuite.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.adapter.state.StateStoreBehaviour;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.Role;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.support.ChildJvm;
import com.bahasadri.videocall.server.support.Together;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link EmbeddedStateStore} in a file, which outlives the process however it ends. */
class FileStateStoreTest extends StateStoreBehaviour {
    @TempDir
    Path directory;

    private MVStore file;

    @Override
    protected StateStore open() {
        file = new MVStore.Builder().fileName(path()).open();
        return new EmbeddedStateStore(file, clock);
    }

    @Override
    public StateStore keeping(int events) {
        return new EmbeddedStateStore(file, clock, events);
    }

    @AfterEach
    void closeFile() {
        file.close();
    }

    @Test
    void reopened_afterClose_hasEverything() {
        create("call");
        join("call", "ada");
        store.change("call", Cause.SERVER, session -> session.end("end", EXPIRY));
        store.change("call", Cause.SERVER, Session::closeMedia);
        create("doubtful");
        store.change("doubtful", Cause.SERVER, session -> session.presence().over("s", true));
        grant("digest", "call", "ada");
        store.revoke("call", "ada");
        Session before = store.find("call").orElseThrow();
        List<LoggedEvent> log = store.events("call", 0);
        store.close();
        file.close();

        store = open();

        assertThat(store.find("call")).contains(before);
        assertThat(store.events("call", 0)).isEqualTo(log);
        assertThat(store.grant("digest").orElseThrow().revoked()).isTrue();
        assertThat(ids(store.list(true, 10, null))).containsExactly("call");
        assertThat(doubtful()).containsExactly("doubtful");
    }

    @Test
    void reopened_afterKill_hasWhatWasAcknowledgedAndNothingHalf() throws InterruptedException {
        file.close();
        Map<String, Integer> acknowledged = new HashMap<>();
        try (ChildJvm child = ChildJvm.start(Writer.class, Map.of(), path())) {
            child.awaitLine("call-0 200 ");
            child.kill();
            child.awaitExit(30);
            for (String line : child.awaitOutput()) {
                String[] words = line.split(" ");
                if (words.length == 3 && words[2].equals(".")) {
                    acknowledged.merge(words[0], Integer.parseInt(words[1]), Math::max);
                }
            }
        }

        store = open();

        assertThat(acknowledged).hasSize(Writer.THREADS);
        acknowledged.forEach((id, seq) -> {
            Session session = store.find(id).orElseThrow();
            assertThat(session.seq()).as("seq of " + id).isGreaterThanOrEqualTo(seq);
            assertThat(session.participants()).as("participants of " + id).hasSize((int) session.seq());
            assertThat(store.events(id, 0))
                    .extracting(LoggedEvent::seq)
                    .containsExactlyElementsOf(numbers(1, session.seq()));
            assertThat(store.grant(id + "-" + seq)).as("grant of " + id).isPresent();
            assertThat(join(id, "after").seq()).isEqualTo(session.seq() + 1);
            assertThat(store.events(id, session.seq())).hasSize(1);
        });
        assertThat(ids(store.list(null, 100, null))).containsExactlyInAnyOrderElementsOf(acknowledged.keySet());
    }

    @Test
    void find_sessionOfAnEarlierVersion_hasNoFilesAndPlaysNothing() {
        file.openMap("state")
                .put(
                        "session/call",
                        "{\"id\":\"call\",\"name\":\"A call\",\"createdAt\":\"2026-01-02T03:04:05.678Z\",\"endedAt\":null,"
                                + "\"mediaClosed\":false,\"seq\":0,\"participants\":{}}");

        assertThat(store.find("call"))
                .contains(Session.created("call", "A call", Instant.parse("2026-01-02T03:04:05.678Z")));
        assertThat(join("call", "ada").seq()).isEqualTo(1);
    }

    @Test
    void opened_fileFromBeforeTheListsByStatus_listsWhatItHas() {
        create("ended");
        store.change("ended", Cause.SERVER, session -> session.end("end", clock.instant()));
        create("active");
        MVMap<String, String> state = file.openMap("state");
        List.copyOf(state.keySet()).stream()
                .filter(key -> key.startsWith("time-"))
                .forEach(state::remove);
        file.openMap("marks").put("listed", "1");

        store = new EmbeddedStateStore(file, clock);

        assertThat(ids(store.list(true, 10, null))).containsExactly("ended");
        assertThat(ids(store.list(false, 10, null))).containsExactly("active");
        assertThat(ids(store.list(null, 10, null))).containsExactlyInAnyOrder("active", "ended");
    }

    @Test
    void opened_fileWithoutLists_listsWhatItHas() {
        create("call");
        join("call", "ada");
        grant("digest", "call", "ada");
        MVMap<String, String> state = file.openMap("state");
        List.copyOf(state.keySet()).stream()
                .filter(key -> key.startsWith("live/") || key.startsWith("grant-end/"))
                .forEach(state::remove);

        file.openMap("marks").clear();

        store = new EmbeddedStateStore(file, clock);

        List<String> live = new ArrayList<>();
        store.forEachLive((session, participant) -> live.add(session + " " + participant));
        assertThat(live).containsExactly("call ada");
        assertThat(state.keySet()).anyMatch(key -> key.startsWith("grant-end/"));
    }

    @Test
    void grant_expiredAWeekAgo_goesWithTheNextOne() {
        store.grant("old", new Grant("call", Role.PARTICIPANT, "ada", null, clock.instant(), false), "custom");
        clock.advance(Duration.ofDays(7));
        grant("next", "call", "ben");
        assertThat(store.grant("old")).isPresent();
        assertThat(store.participant("call", "custom")).contains("ada");
        clock.advance(Duration.ofMillis(1));

        grant("last", "call", "ben");

        assertThat(store.grant("old")).isEmpty();
        assertThat(store.participant("call", "custom")).isEmpty();
        assertThat(store.revoke("call", "ada")).isFalse();
        assertThat(store.grant("next")).isPresent();
    }

    private String path() {
        return directory.resolve("state.mv").toString();
    }

    /** Writes on several threads while the file is committed at any moment, and prints what it may rely on. */
    static final class Writer {
        static final int THREADS = 4;
        private static final int CHANGES = 5_000;

        private Writer() {}

        public static void main(String[] arguments) {
            MVStore file = new MVStore.Builder().fileName(arguments[0]).open();
            EmbeddedStateStore store = new EmbeddedStateStore(file, Clock.systemUTC());
            Thread committer = new Thread(() -> {
                while (true) {
                    file.commit();
                }
            });
            committer.setDaemon(true);
            committer.start();
            Together.run(THREADS, thread -> write(store, "call-" + thread));
        }

        private static void write(StateStore store, String id) {
            store.create(Session.created(id, null, EXPIRY));
            for (int seq = 1; seq <= CHANGES; seq++) {
                store.grant(id + "-" + seq, new Grant(id, Role.PARTICIPANT, "p", null, EXPIRY, false));
                store.change(id, Cause.SERVER, joining("p" + seq, EXPIRY));
                System.out.println(id + " " + seq + " .");
            }
        }
    }
}
