package com.bahasadri.videocall.server.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.TestClock;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is in a call, as the emulator tells it. */
class EmulatorPresenceTest {
    private final TestClock clock = new TestClock();
    private final Instant start = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    private final RealtimeKitEmulator emulator = RealtimeKitEmulator.start(
            new RealtimeKitEmulator.Settings(0, EmulatorStore.inMemory(), clock, PeerLink.NONE));
    private final Curl curl = new Curl(emulator);
    private final String meeting =
            curl.post("/meetings", "{\"title\":\"Room\"}").data().path("id").asText();
    private final String live = "/meetings/" + meeting + "/active-session";

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void session_firstJoinToLastLeave_isLiveThenEnded() {
        String ann = add("ann");
        String bob = add("bob");
        assertThat(curl.get(live).status()).isEqualTo(404);

        assertThat(emulator.joined(meeting, ann)).isTrue();
        assertThat(emulator.joined(meeting, ann)).isTrue();
        clock.advance(Duration.ofMinutes(1));
        emulator.joined(meeting, bob);
        clock.advance(Duration.ofMinutes(1));

        JsonNode session = curl.get(live).data();
        assertThat(session.path("status").asText()).isEqualTo("LIVE");
        assertThat(session.path("live_participants").asInt()).isEqualTo(2);
        assertThat(session.path("minutes_consumed").asDouble()).isEqualTo(3);
        assertThat(session.path("meeting_display_name").asText()).isEqualTo("Room");

        emulator.left(meeting, ann);
        emulator.left(meeting, ann);
        emulator.left(meeting, "nobody");
        emulator.left("nowhere", ann);
        assertThat(curl.get(live).data().path("live_participants").asInt()).isEqualTo(1);
        emulator.left(meeting, bob);
        clock.advance(Duration.ofSeconds(59));
        assertThat(curl.get(live).data().path("live_participants").asInt(-1)).isZero();
        clock.advance(Duration.ofSeconds(1));

        assertThat(curl.get(live).status()).isEqualTo(404);
        JsonNode ended = curl.get("/sessions/" + session.path("id").asText()).data();
        assertThat(ended.path("status").asText()).isEqualTo("ENDED");
        assertThat(ended.path("max_concurrent_participants").asInt()).isEqualTo(2);
        assertThat(Instant.parse(ended.path("ended_at").asText())).isEqualTo(start.plus(Duration.ofMinutes(3)));
    }

    @Test
    void stays_ofSomebodyWhoReturns_areTwo() {
        String ann = add("ann");
        String bob = add("bob");
        emulator.joined(meeting, bob);
        emulator.joined(meeting, ann);
        emulator.left(meeting, ann);
        emulator.joined(meeting, ann);

        String session = curl.get(live).data().path("id").asText();
        JsonNode stays =
                curl.get("/sessions/" + session + "/participants").data().path("participants");

        assertThat(stays.findValuesAsText("user_id")).containsExactly(bob, ann, ann);
        assertThat(stays.findValuesAsText("id")).doesNotHaveDuplicates();
        assertThat(stays.findValues("left_at")).hasSize(1);
        assertThat(curl.get("/sessions/nope/participants").status()).isEqualTo(404);
    }

    @Test
    void sessions_areFilteredByMeetingAndStatus() {
        String ann = add("ann");
        emulator.joined(meeting, ann);
        emulator.left(meeting, ann);
        clock.advance(Duration.ofMinutes(1));
        emulator.joined(meeting, ann);

        assertThat(curl.get("/sessions?associated_id=" + meeting).data().path("sessions"))
                .hasSize(2);
        assertThat(curl.get("/sessions?status=LIVE&associated_id=" + meeting)
                        .data()
                        .path("sessions"))
                .hasSize(1);
        assertThat(curl.get("/sessions?associated_id=other").data().path("sessions"))
                .isEmpty();
    }

    @Test
    void join_unknownOrInactive_isRefused() {
        String ann = add("ann");

        assertThat(emulator.joined(meeting, "nobody")).isFalse();
        assertThat(emulator.joined("nowhere", ann)).isFalse();
        curl.patch("/meetings/" + meeting, "{\"status\":\"INACTIVE\"}");
        assertThat(emulator.joined(meeting, ann)).isFalse();
    }

    @Test
    void inactive_aloneEjectsNobody() {
        emulator.joined(meeting, add("ann"));

        curl.patch("/meetings/" + meeting, "{\"status\":\"INACTIVE\"}");

        assertThat(curl.get(live).data().path("live_participants").asInt()).isEqualTo(1);
    }

    @Test
    void kick_byEitherId_removesWhoIsLive() {
        String ann = add("ann");
        String bob = add("bob");
        add("cem");
        emulator.joined(meeting, ann);
        emulator.joined(meeting, bob);
        List<String> kicked = new CopyOnWriteArrayList<>();
        emulator.peers(new PeerLink() {
            @Override
            public boolean kick(String meetingId, String participantId) {
                kicked.add(participantId);
                // As the product's channel does: the page leaves while it is being kicked.
                emulator.left(meetingId, participantId);
                return true;
            }

            @Override
            public boolean mute(String meetingId, String participantId) {
                return participantId.equals(bob);
            }
        });

        assertThat(curl.post(live + "/mute-all", "{\"allow_unmute\":true}")
                        .data()
                        .path("muted_participants_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(curl.post(live + "/mute-all", "{}").status()).isEqualTo(400);
        assertThat(curl.post(live + "/kick", "{\"custom_participant_ids\":[\"cem\"]}")
                        .error())
                .isEqualTo("No user found with id cem");
        assertThat(curl.post(live + "/kick", "{}").status()).isEqualTo(400);
        assertThat(curl.post(
                                live + "/kick",
                                "{\"participant_ids\":[\"x\",\"" + ann + "\"],\"custom_participant_ids\":[\"bob\"]}")
                        .data()
                        .path("participants")
                        .findValuesAsText("id"))
                .containsExactly(ann, bob);
        assertThat(kicked).containsExactly(ann, bob);
        assertThat(curl.post(live + "/kick", "{\"participant_ids\":[\"" + ann + "\"]}")
                        .status())
                .isEqualTo(404);
        assertThat(curl.post(live + "/kick-all")
                        .data()
                        .path("kicked_participants_count")
                        .asInt(-1))
                .as("nobody is left in a session that is kept alive")
                .isZero();
        assertThat(curl.post(live + "/kick-all").status()).isEqualTo(404);
        assertThat(curl.post("/meetings/nope/active-session/kick-all").status()).isEqualTo(404);
    }

    private String add(String customId) {
        return curl.add(meeting, customId, "group_call_participant");
    }
}
