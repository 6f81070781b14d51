package com.bahasadri.videocall.server.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the emulator's lists are searched, sorted and bounded by, and what else is changed and read. */
class EmulatorListsTest {
    private final RealtimeKitEmulator emulator = RealtimeKitEmulator.start(
            new RealtimeKitEmulator.Settings(0, EmulatorStore.inMemory(), Clock.systemUTC(), PeerLink.NONE));
    private final Curl curl = new Curl(emulator);
    private final String meeting = curl.post("/meetings", "{\"title\":\"First room\"}")
            .data()
            .path("id")
            .asText();

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void meetings_betweenTimes_areThoseCreatedThen() {
        emulator.clock().stop();
        emulator.clock().advance(Duration.ofHours(1));
        String from = emulator.clock().instant().truncatedTo(ChronoUnit.MILLIS).toString();
        curl.post("/meetings", "{\"title\":\"Second room\"}");

        assertThat(titles("start_time=" + from)).containsExactly("Second room");
        assertThat(titles("end_time=" + from)).containsExactly("Second room", "First room");
        assertThat(titles("start_time=2000-01-01&end_time=2001-01-01")).isEmpty();
        assertThat(titles("start_time=2000-01-01T00:00:00+02:00&search=first")).containsExactly("First room");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/meetings?start_time=yesterday",
                "/meetings?end_time=2026-13-01",
                "/meetings?status=GONE",
                "/sessions?status=GONE",
                "/sessions?sort_by=name",
                "/sessions?sort_order=UP",
                "/sessions?start_time=1"
            })
    void list_askedForMalformed_isRefused(String path) {
        assertThat(curl.get(path).status()).isEqualTo(400);
    }

    @Test
    void meeting_replaced_hasDefaultsForWhatIsLeftOut() {
        curl.patch("/meetings/" + meeting, "{\"persist_chat\":true,\"status\":\"INACTIVE\"}");

        JsonNode replaced = curl.put("/meetings/" + meeting, "{\"session_keep_alive_time_in_secs\":90}")
                .data();

        assertThat(replaced.has("title")).isFalse();
        assertThat(replaced.path("persist_chat").asBoolean(true)).isFalse();
        assertThat(replaced.path("status").asText()).isEqualTo("INACTIVE");
        assertThat(replaced.path("session_keep_alive_time_in_secs").asInt()).isEqualTo(90);
        assertThat(curl.put("/meetings/nope", "{}").status()).isEqualTo(404);
        assertThat(curl.put("/meetings/" + meeting, "").status()).isEqualTo(400);
    }

    @Test
    void sessions_sorted_areInThatOrder() {
        String ann = add("ann");
        emulator.clock().stop();
        call(ann, Duration.ofMinutes(5));
        call(ann, Duration.ofMinutes(1));

        assertThat(minutes("")).containsExactly("1.0", "5.0");
        assertThat(minutes("?sort_by=minutesConsumed")).containsExactly("1.0", "5.0");
        assertThat(minutes("?sort_by=minutesConsumed&sort_order=DESC")).containsExactly("5.0", "1.0");
        assertThat(minutes("?sort_order=ASC")).containsExactly("5.0", "1.0");
        assertThat(minutes("?search=FIRST&associated_id=" + meeting + "&per_page=1"))
                .containsExactly("1.0");
    }

    @Test
    void stays_searchedAndSorted_areThose() {
        String ann = add("ann");
        String bob = add("bob");
        emulator.clock().stop();
        emulator.joined(meeting, ann);
        emulator.clock().advance(Duration.ofMinutes(1));
        emulator.joined(meeting, bob);
        emulator.clock().advance(Duration.ofMinutes(1));
        String stays = "/sessions/"
                + curl.get("/sessions")
                        .data()
                        .path("sessions")
                        .path(0)
                        .path("id")
                        .asText() + "/participants";

        assertThat(users(stays + "?search=BOB")).containsExactly(bob);
        assertThat(users(stays + "?sort_by=duration")).containsExactly(bob, ann);
        assertThat(users(stays + "?sort_by=joinedAt&sort_order=DESC")).containsExactly(bob, ann);
        assertThat(users(stays + "?page_no=2&per_page=1")).containsExactly(bob);
        assertThat(curl.get(stays + "?view=sideways").status()).isEqualTo(400);
        assertThat(curl.get(stays + "/" + bob + "?include_peer_events=true")
                        .data()
                        .at("/participant/peer_events")
                        .findValuesAsText("event_name"))
                .containsExactly("PEER_CREATED", "PEER_JOINING");
        assertThat(curl.get(stays + "/nobody").status()).isEqualTo(404);
    }

    @Test
    void participant_edited_keepsTheCustomIdAndHasANewToken() {
        String ann = add("ann");
        String path = "/meetings/" + meeting + "/participants/" + ann;

        JsonNode edited = curl.patch(path, "{\"preset_name\":\"webinar_viewer\",\"custom_participant_id\":\"eve\"}")
                .data();

        assertThat(edited.path("preset_name").asText()).isEqualTo("webinar_viewer");
        assertThat(edited.path("custom_participant_id").asText()).isEqualTo("ann");
        assertThat(edited.path("token").asText()).startsWith("eyJ");
        assertThat(curl.patch(path, "{\"preset_name\":\"nope\"}").status()).isEqualTo(404);
        assertThat(curl.patch("/meetings/" + meeting + "/participants/nope", "{}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void preset_patched_losesTheRestOfANestedObject() {
        String id = curl.get("/presets?search=HOST").data().path(0).path("id").asText();

        JsonNode permissions = curl.patch(
                        "/presets/" + id,
                        "{\"permissions\":{\"polls\":{\"can_vote\":false,\"can_create\":false,\"can_view\":true},"
                                + "\"can_record\":false}}")
                .data()
                .path("permissions");

        assertThat(permissions.path("can_record").asBoolean(true)).isFalse();
        assertThat(permissions.path("kick_participant").asBoolean()).isTrue();
        assertThat(permissions.at("/polls/can_vote").asBoolean(true)).isFalse();
        assertThat(curl.patch("/presets/" + id, "{\"name\":\"webinar_viewer\"}").status())
                .isEqualTo(409);
        assertThat(curl.patch("/presets/" + id, "{\"permissions\":{\"can_record\":{}}}")
                        .status())
                .isEqualTo(400);
        assertThat(curl.patch("/presets/" + id, "{\"config\":{\"view_type\":\"PARTY\"}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void preset_deleted_isGoneAndItsNameFree() {
        String id = curl.get("/presets?search=viewer").data().path(0).path("id").asText();

        assertThat(curl.delete("/presets/" + id).data().path("name").asText()).isEqualTo("webinar_viewer");

        assertThat(curl.delete("/presets/" + id).status()).isEqualTo(404);
        assertThat(curl.get("/presets").data()).hasSize(3);
    }

    private void call(String participant, Duration length) {
        emulator.joined(meeting, participant);
        emulator.clock().advance(length);
        emulator.left(meeting, participant);
        emulator.clock().advance(Duration.ofMinutes(1));
    }

    private List<String> titles(String query) {
        return curl.get("/meetings?" + query).data().findValuesAsText("title");
    }

    private List<String> minutes(String query) {
        return curl.get("/sessions" + query).data().path("sessions").findValuesAsText("minutes_consumed");
    }

    private List<String> users(String path) {
        return curl.get(path).data().path("participants").findValuesAsText("user_id");
    }

    private String add(String customId) {
        return curl.add(meeting, customId, "group_call_participant");
    }
}
