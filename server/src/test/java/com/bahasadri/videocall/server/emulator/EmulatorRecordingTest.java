package com.bahasadri.videocall.server.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.emulator.Curl.Reply;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The recordings that the emulator pretends to make. */
class EmulatorRecordingTest {
    private static final Duration BEGINNING = Duration.ofSeconds(5);
    private static final Duration UPLOADING = Duration.ofSeconds(10);

    private final RealtimeKitEmulator emulator = RealtimeKitEmulator.start(
            new RealtimeKitEmulator.Settings(0, EmulatorStore.inMemory(), Clock.systemUTC(), PeerLink.NONE, true));
    private final Curl curl = new Curl(emulator);
    private final Receiver receiver = new Receiver();
    private final String meeting = meeting("{\"title\":\"Room\"}");
    private final String ann = curl.add(meeting, "ann", "group_call_participant");

    @BeforeEach
    void standStill() {
        emulator.clock().stop();
        curl.post("/webhooks", """
                {"name":"test","url":"%s","events":["recording.statusUpdate"]}""".formatted(receiver.url()));
    }

    @AfterEach
    void close() {
        emulator.close();
        receiver.close();
    }

    @Test
    void recording_fromStartToFile_goesThroughItsStates() {
        emulator.joined(meeting, ann);

        String id = start("");
        assertThat(read(id).path("status").asText()).isEqualTo("INVOKED");
        assertThat(read(id).path("started_time").isNull()).isTrue();
        pass(BEGINNING);
        assertThat(read(id).path("status").asText()).isEqualTo("RECORDING");
        pass(Duration.ofSeconds(20));
        JsonNode stopped = control(id, "stop").data();
        assertThat(stopped.path("status").asText()).isEqualTo("UPLOADING");
        assertThat(stopped.path("download_url").isNull()).isTrue();
        pass(UPLOADING);

        JsonNode stored = read(id);
        assertThat(stored.path("status").asText()).isEqualTo("UPLOADED");
        assertThat(stored.path("recording_duration").asDouble()).isEqualTo(20);
        assertThat(stored.path("file_size").asLong()).isEqualTo(20 * 125_000);
        assertThat(stored.path("download_url").asText())
                .endsWith(stored.path("output_file_name").asText());
        assertThat(stored.path("audio_download_url").isNull()).isTrue();
        assertThat(stored.at("/start_reason/reason").asText()).isEqualTo("API_CALL");
        assertThat(stored.at("/start_reason/caller/type").asText()).isEqualTo("ORGANIZATION");
        assertThat(stored.at("/stop_reason/reason").asText()).isEqualTo("API_CALL");
    }

    @Test
    void recording_paused_isNotLongerByThat() {
        String id = running();
        pass(Duration.ofSeconds(10));

        assertThat(control(id, "pause").data().path("status").asText()).isEqualTo("PAUSED");
        pass(Duration.ofSeconds(100));
        assertThat(control(id, "resume").data().path("status").asText()).isEqualTo("RECORDING");
        pass(Duration.ofSeconds(3));
        control(id, "stop");

        assertThat(read(id).path("recording_duration").asDouble()).isEqualTo(13);
    }

    @ParameterizedTest
    @CsvSource({
        "INVOKED, pause",
        "INVOKED, resume",
        "RECORDING, resume",
        "PAUSED, pause",
        "UPLOADING, stop",
        "UPLOADED, stop"
    })
    void control_whatTheStateDoesNotAllow_isAConflict(String status, String action) {
        emulator.joined(meeting, ann);
        String id = start("");
        switch (status) {
            case "RECORDING" -> pass(BEGINNING);
            case "PAUSED" -> {
                pass(BEGINNING);
                control(id, "pause");
            }
            case "UPLOADING", "UPLOADED" -> {
                pass(BEGINNING);
                control(id, "stop");
                pass(status.equals("UPLOADED") ? UPLOADING : Duration.ZERO);
            }
            default -> {}
        }

        assertThat(control(id, action).status()).isEqualTo(409);
        assertThat(read(id).path("status").asText()).isEqualTo(status);
    }

    @Test
    void control_whatThereIsNot_isRefused() {
        String id = running();

        assertThat(control(id, "rewind").status()).isEqualTo(400);
        assertThat(curl.put("/recordings/" + id, "{}").status()).isEqualTo(400);
        assertThat(control("r1", "stop").status()).isEqualTo(404);
        assertThat(curl.get("/recordings/r1").status()).isEqualTo(404);
    }

    @Test
    void stop_beforeItBegan_hasFailed() {
        emulator.joined(meeting, ann);
        String id = start("");

        assertThat(control(id, "stop").data().path("status").asText()).isEqualTo("ERRORED");
        pass(BEGINNING.plus(UPLOADING));

        assertThat(read(id).path("status").asText()).isEqualTo("ERRORED");
    }

    @Test
    void start_withoutASessionOrAMeeting_isNotFound() {
        assertThat(curl.post("/recordings", "{\"meeting_id\":\"" + meeting + "\"}")
                        .status())
                .isEqualTo(404);
        assertThat(curl.post("/recordings", "{\"meeting_id\":\"nope\"}").status())
                .isEqualTo(404);
        assertThat(curl.post("/recordings", "{}").status()).isEqualTo(400);
        assertThat(curl.post("/recordings", "{\"meeting_id\":\"x\",\"max_seconds\":59}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void start_besideAnother_isAConflictUnlessItIsAllowed() {
        String first = running();

        assertThat(curl.post("/recordings", "{\"meeting_id\":\"" + meeting + "\"}")
                        .status())
                .isEqualTo(409);
        String second = start(",\"allow_multiple_recordings\":true");
        assertThat(active().data().path("id").asText()).isEqualTo(second);
        control(second, "stop");

        assertThat(active().data().path("id").asText()).isEqualTo(first);
        control(first, "stop");
        assertThat(active().status()).isEqualTo(404);
    }

    @Test
    void active_ofAMeetingThatThereIsNot_isNotFound() {
        assertThat(curl.get("/recordings/active-recording/nope").error()).contains("meeting");
        assertThat(active().error()).contains("recording");
    }

    @Test
    void recording_atItsLongest_stopsByItself() {
        emulator.joined(meeting, ann);
        String id = start(",\"max_seconds\":60");
        pass(BEGINNING.plusSeconds(59));
        assertThat(read(id).path("status").asText()).isEqualTo("RECORDING");

        pass(Duration.ofSeconds(1));

        assertThat(read(id).path("status").asText()).isEqualTo("UPLOADING");
        assertThat(read(id).has("stop_reason")).isFalse();
    }

    @Test
    void session_endsBecauseEverybodyLeft_recordingIsStored() {
        String id = running();
        emulator.left(meeting, ann);
        pass(Duration.ofSeconds(60));
        assertThat(read(id).path("status").asText()).isEqualTo("UPLOADING");

        pass(UPLOADING);

        assertThat(read(id).path("status").asText()).isEqualTo("UPLOADED");
        assertThat(read(id).at("/stop_reason/reason").asText()).isEqualTo("ALL_PEERS_LEFT");
    }

    @Test
    void kickAll_whileItRecords_leavesTheRecordingUploadingForEver() {
        String id = running();
        pass(Duration.ofSeconds(20));

        curl.post("/meetings/" + meeting + "/active-session/kick-all");
        pass(Duration.ofDays(1));

        assertThat(read(id).path("status").asText()).isEqualTo("UPLOADING");
        assertThat(read(id).path("recording_duration").asDouble()).isZero();
        assertThat(active().status()).isEqualTo(404);
    }

    @Test
    void meeting_thatIsRecordedOnStart_isRecordedAsItSays() {
        String recorded = meeting("""
                {"record_on_start":true,"recording_config":{"max_seconds":60,"file_name_prefix":"daily",
                "audio_config":{"codec":"MP3","export_file":true}}}""");
        emulator.joined(recorded, curl.add(recorded, "bob", "group_call_participant"));
        pass(BEGINNING.plusSeconds(60).plus(UPLOADING));

        JsonNode stored = curl.get("/recordings?meeting_id=" + recorded).data().get(0);
        assertThat(stored.path("status").asText()).isEqualTo("UPLOADED");
        assertThat(stored.at("/start_reason/reason").asText()).isEqualTo("RECORD_ON_START");
        assertThat(stored.at("/start_reason").has("caller")).isFalse();
        assertThat(stored.path("output_file_name").asText())
                .isEqualTo("daily_" + stored.path("id").asText() + ".mp4");
        assertThat(stored.path("audio_download_url").asText()).endsWith(".mp3");
    }

    @Test
    void recording_notForRealtimeKitsBucket_hasNoUrl() {
        emulator.joined(meeting, ann);
        String id = start(",\"realtimekit_bucket_config\":{\"enabled\":false},\"storage_config\":{\"type\":\"aws\"}");
        pass(BEGINNING);
        control(id, "stop");
        pass(UPLOADING);

        assertThat(read(id).path("status").asText()).isEqualTo("UPLOADED");
        assertThat(read(id).path("download_url").isNull()).isTrue();
        assertThat(read(id).path("download_url_expiry").isNull()).isTrue();
    }

    @Test
    void list_filtered_hasWhatWasAskedFor() {
        String first = running();
        control(first, "stop");
        pass(UPLOADING);
        String second = start("");

        assertThat(ids("")).containsExactly(second, first);
        assertThat(ids("?sort_by=invokedTime&sort_order=ASC")).containsExactly(first, second);
        assertThat(ids("?status=UPLOADED")).containsExactly(first);
        assertThat(ids("?status=UPLOADED&status=INVOKED")).containsExactly(second, first);
        assertThat(ids("?meeting_id=nope")).isEmpty();
        assertThat(ids("?search=oom")).hasSize(2);
        assertThat(ids("?search=nothing")).isEmpty();
        assertThat(ids("?per_page=1&page_no=2")).containsExactly(first);
        assertThat(ids("?expired=true")).isEmpty();
        pass(Duration.ofDays(7));
        assertThat(ids("?expired=true")).containsExactly(first);
        assertThat(ids("?expired=false")).containsExactly(second);
        assertThat(curl.get("/recordings?status=GONE").status()).isEqualTo(400);
        assertThat(curl.get("/recordings?sort_by=size").status()).isEqualTo(400);
    }

    @Test
    void statusUpdates_ofEachState_areDelivered() throws InterruptedException {
        String id = running();
        Receiver.Arrival recording = receiver.next();
        pass(Duration.ofSeconds(20));
        control(id, "stop");
        Receiver.Arrival uploading = receiver.next();
        pass(UPLOADING);
        JsonNode uploaded = receiver.next().json();

        assertThat(recording.event()).isEqualTo("recording.statusUpdate");
        assertThat(recording.json().at("/recording/status").asText()).isEqualTo("RECORDING");
        assertThat(recording.json().at("/recording/startedTime").isTextual()).isTrue();
        assertThat(uploading.json().at("/recording/status").asText()).isEqualTo("UPLOADING");
        assertThat(uploaded.at("/recording/status").asText()).isEqualTo("UPLOADED");
        assertThat(uploaded.at("/recording/recordingId").asText()).isEqualTo(id);
        assertThat(uploaded.at("/recording/fileSize").isTextual()).isTrue();
        assertThat(uploaded.at("/recording/meetingId").asText()).isEqualTo(meeting);
        assertThat(uploaded.at("/recording/downloadUrl").isTextual()).isTrue();
        assertThat(uploaded.at("/meeting/id").asText()).isEqualTo(meeting);
        assertThat(uploaded.at("/recording/roomUUID")).isEqualTo(uploaded.at("/meeting/sessionId"));
        assertThat(receiver.isEmpty()).isTrue();
    }

    private String meeting(String json) {
        return curl.post("/meetings", json).data().path("id").asText();
    }

    private String running() {
        emulator.joined(meeting, ann);
        String id = start("");
        pass(BEGINNING);
        return id;
    }

    private String start(String more) {
        Reply reply = curl.post("/recordings", "{\"meeting_id\":\"" + meeting + "\"" + more + "}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.data().path("id").asText();
    }

    private Reply control(String id, String action) {
        return curl.put("/recordings/" + id, "{\"action\":\"" + action + "\"}");
    }

    private JsonNode read(String id) {
        return curl.get("/recordings/" + id).data();
    }

    private Reply active() {
        return curl.get("/recordings/active-recording/" + meeting);
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        curl.get("/recordings" + query)
                .data()
                .forEach(one -> ids.add(one.path("id").asText()));
        return ids;
    }

    private void pass(Duration time) {
        emulator.clock().advance(time);
    }
}
