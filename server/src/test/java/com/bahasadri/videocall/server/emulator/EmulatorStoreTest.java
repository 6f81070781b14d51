package com.bahasadri.videocall.server.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.realtimekit.model.AddParticipantRequest;
import com.bahasadri.videocall.server.realtimekit.model.Participant;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the emulator keeps, in memory and in a file. */
class EmulatorStoreTest {
    static Stream<EmulatorStore> stores() {
        return Stream.of(EmulatorStore.inMemory(), EmulatorStore.in(MVStore.open(null)));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void table_prefix_findsItsKeysInOrder(EmulatorStore store) {
        EmulatorStore.Table table = store.table("t");
        table.put("b/2", "two");
        table.put("b/1", "one");
        table.put("a/1", "before");
        table.put("c", "after");

        assertThat(table.startingWith("b/")).containsExactly("one", "two");
        assertThat(table.startingWith("")).hasSize(4);
        assertThat(table.startingWith("d")).isEmpty();
        assertThat(store.table("t").get("c")).isEqualTo("after");
        assertThat(store.table("other").get("c")).isNull();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void table_putIfAbsent_keepsTheFirst(EmulatorStore store) {
        EmulatorStore.Table table = store.table("t");

        assertThat(table.putIfAbsent("k", "first")).isNull();
        assertThat(table.putIfAbsent("k", "second")).isEqualTo("first");
        table.remove("k");
        table.remove("k");
        assertThat(table.get("k")).isNull();
    }

    @Test
    void emulator_restarted_knowsWhatItKnewButNotWhoWasLive(@TempDir Path directory) {
        String file = directory.resolve("emulator.mv").toString();
        String meeting;
        String ann;
        try (MVStore store = MVStore.open(file);
                RealtimeKitEmulator emulator = start(store)) {
            Curl curl = new Curl(emulator);
            meeting = curl.post("/meetings", "{\"title\":\"Room\"}")
                    .data()
                    .path("id")
                    .asText();
            ann = add(curl, meeting).data().path("id").asText();
            assertThat(emulator.joined(meeting, ann)).isTrue();
        }
        try (MVStore store = MVStore.open(file);
                RealtimeKitEmulator emulator = start(store)) {
            Curl curl = new Curl(emulator);

            assertThat(curl.get("/meetings/" + meeting).data().path("title").asText())
                    .isEqualTo("Room");
            assertThat(add(curl, meeting).data().path("id").asText()).isEqualTo(ann);
            assertThat(curl.get("/presets").data()).hasSize(4);
            assertThat(curl.get("/meetings/" + meeting + "/active-session").status())
                    .isEqualTo(404);
            assertThat(emulator.joined(meeting, ann)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void participant_addedByManyAtOnce_isOne(EmulatorStore store) throws Exception {
        Participants participants = new Participants(store, Clock.systemUTC());
        AddParticipantRequest request = AddParticipantRequest.builder()
                .customParticipantId("ann")
                .presetName("group_call_host")
                .build();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            Callable<Participant> add = () -> participants.add("m1", request);
            Set<String> ids = threads.invokeAll(Collections.nCopies(64, add)).stream()
                    .map(EmulatorStoreTest::id)
                    .collect(Collectors.toSet());

            assertThat(ids).hasSize(1);
            assertThat(participants.list("m1")).extracting(Participant::id).isEqualTo(List.copyOf(ids));
        } finally {
            threads.shutdownNow();
        }
    }

    private static String id(Future<Participant> added) {
        try {
            return added.get().id();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static RealtimeKitEmulator start(MVStore store) {
        return RealtimeKitEmulator.start(
                new RealtimeKitEmulator.Settings(0, EmulatorStore.in(store), Clock.systemUTC(), PeerLink.NONE));
    }

    private static Curl.Reply add(Curl curl, String meeting) {
        return curl.post(
                "/meetings/" + meeting + "/participants",
                "{\"custom_participant_id\":\"ann\",\"preset_name\":\"group_call_host\"}");
    }
}
