package com.bahasadri.videocall.server.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The emulator's clock, and people who join and leave by its controls. */
class EmulatorControlsTest {
    private final RealtimeKitEmulator emulator = RealtimeKitEmulator.start(
            new RealtimeKitEmulator.Settings(0, EmulatorStore.inMemory(), Clock.systemUTC(), PeerLink.NONE, true));
    private final Curl curl = new Curl(emulator);
    private final String meeting = curl.post("/meetings").data().path("id").asText();
    private final String ann = curl.add(meeting, "ann", "group_call_host");

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void clock_stoppedAndMoved_isWhereItWasMovedTo() {
        Instant stopped = now(clock("{\"stopped\":true}"));

        assertThat(now(clock("{\"advance_seconds\":1.5}"))).isEqualTo(stopped.plusMillis(1500));
        assertThat(clock("{\"now\":\"2100-01-01T00:00:00Z\"}").path("stopped").asBoolean())
                .isTrue();
        assertThat(now(curl.control("GET", "/clock", "").json())).isEqualTo(Instant.parse("2100-01-01T00:00:00Z"));
        assertThat(curl.post("/meetings").data().path("created_at").asText()).isEqualTo("2100-01-01T00:00:00Z");
        assertThat(now(clock("{\"stopped\":false}"))).isAfterOrEqualTo(Instant.parse("2100-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"now\":\"2020-01-01T00:00:00Z\"}",
                "{\"now\":\"tomorrow\"}",
                "{\"now\":\"+1000000000-12-31T23:59:59Z\"}",
                "{\"advance_seconds\":-1}",
                "{\"advance_seconds\":1e9}",
                "{\"advance_seconds\":1,\"now\":\"2100-01-01T00:00:00Z\"}",
                ""
            })
    void clock_backwardsOrMalformed_isRefused(String change) {
        assertThat(curl.control("PATCH", "/clock", change).status()).isEqualTo(400);
    }

    @Test
    void session_onTheRealClock_endsByItself() {
        emulator.joined(meeting, ann);
        emulator.left(meeting, ann);
        emulator.clock().advance(Duration.ofSeconds(60));

        assertThat(curl.get("/sessions?status=LIVE").data().path("sessions")).isEmpty();
        assertThat(curl.get("/sessions?status=ENDED").data().path("sessions")).hasSize(1);
    }

    @Test
    void joinAndLeave_tellWhoIsThere() {
        JsonNode joined = presence("join").json();
        assertThat(joined.path("live").asBoolean()).isTrue();
        assertThat(presence("join").json()).isEqualTo(joined);
        assertThat(curl.get("/meetings/" + meeting + "/active-session").data().path("id"))
                .isEqualTo(joined.path("session_id"));

        JsonNode left = presence("leave").json();

        assertThat(left.path("live").asBoolean(true)).isFalse();
        assertThat(left.has("peer_id")).isFalse();
        assertThat(presence("leave").status()).isEqualTo(200);
    }

    @Test
    void join_unknownOrInactive_isRefused() {
        assertThat(curl.control("POST", "/meetings/nope/participants/" + ann + "/join", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(curl.control("POST", "/meetings/" + meeting + "/participants/nope/join", "{}")
                        .status())
                .isEqualTo(404);
        curl.patch("/meetings/" + meeting, "{\"status\":\"INACTIVE\"}");
        assertThat(presence("join").status()).isEqualTo(409);
    }

    @Test
    void joinsAndLeaves_byManyAtOnce_leaveOneSessionThatAddsUp() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Object>> many = IntStream.range(0, 200)
                    .<Callable<Object>>mapToObj(i -> () -> {
                        if (i % 2 == 0) {
                            emulator.joined(meeting, ann);
                        } else {
                            emulator.left(meeting, ann);
                        }
                        emulator.clock().advance(Duration.ofMillis(1));
                        return i;
                    })
                    .toList();
            threads.invokeAll(many);
        } finally {
            threads.shutdownNow();
        }
        emulator.left(meeting, ann);

        JsonNode sessions = curl.get("/sessions").data().path("sessions");
        assertThat(sessions).hasSize(1);
        JsonNode stays = curl.get("/sessions/" + sessions.path(0).path("id").asText() + "/participants?per_page=1000")
                .data()
                .path("participants");
        assertThat(stays.size()).isPositive();
        assertThat(stays).allMatch(stay -> stay.has("left_at"));
        assertThat(sessions.path(0).path("max_concurrent_participants").asInt()).isEqualTo(1);
    }

    private Curl.Reply presence(String what) {
        return curl.control("POST", "/meetings/" + meeting + "/participants/" + ann + "/" + what, "{}");
    }

    private JsonNode clock(String change) {
        Curl.Reply reply = curl.control("PATCH", "/clock", change);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    private static Instant now(JsonNode clock) {
        return Instant.parse(clock.path("now").asText());
    }
}
