package com.bahasadri.videocall.server.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.http.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log as JSON, a page at a time. */
class EventsTest {
    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(15), Duration.ofSeconds(5));

    @Test
    void events_ofASession_areThoseOfTheChannel() {
        Call call = SERVER.newCall();
        ChannelClient control = call.control();
        ChannelClient page = call.join(call.newToken("Ann"));
        page.report("{'is_muted':true}");
        control.await("participant_muted");

        Answer log = call.rest().get(call.path() + "/events").hasStatus(200);

        assertThat(log.json().path("events")).containsExactlyElementsOf(control.events());
        assertThat(log.json().path("first_seq").asLong()).isEqualTo(1);
        assertThat(log.json().path("last_seq").asLong()).isEqualTo(2);
        assertThat(log.json().path("has_more").asBoolean()).isFalse();
        assertThat(log.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void events_ofANewSession_areNone() {
        Answer log = get(SERVER.newCall(), "").hasStatus(200);

        assertThat(log.json().path("events")).isEmpty();
        assertThat(log.json().path("first_seq").asLong()).isEqualTo(1);
        assertThat(log.json().path("last_seq").asLong()).isZero();
        assertThat(log.json().path("has_more").asBoolean()).isFalse();
    }

    @Test
    void pages_readOneAfterAnother_haveEveryEventOnce() {
        Call call = toggled(23);
        List<Long> seen = new ArrayList<>();
        JsonNode page;
        long after = 0;
        do {
            page = get(call, "?limit=5&after=" + after).hasStatus(200).json();
            assertThat(page.path("events")).hasSizeLessThanOrEqualTo(5);
            page.path("events").forEach(event -> seen.add(event.path("seq").asLong()));
            after = seen.get(seen.size() - 1);
        } while (page.path("has_more").asBoolean());

        assertThat(seen)
                .hasSize(24)
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith(1L)
                .endsWith(24L);
    }

    @Test
    void lastEventId_besideAfter_wins() {
        Call call = toggled(4);

        JsonNode page = call.rest()
                .with("Last-Event-ID", "3")
                .get(call.path() + "/events?after=1")
                .hasStatus(200)
                .json();

        assertThat(page.path("events"))
                .extracting(event -> event.path("seq").asLong())
                .containsExactly(4L, 5L);
    }

    @Test
    void after_behindTheLastEvent_isASnapshot() {
        Call call = toggled(2);

        JsonNode page = get(call, "?after=4").hasStatus(200).json();

        assertThat(page.path("events")).hasSize(1);
        JsonNode snapshot = page.path("events").path(0);
        assertThat(snapshot.path("type").asText()).isEqualTo("snapshot");
        assertThat(snapshot.path("seq").asLong()).isEqualTo(3);
        assertThat(snapshot.path("data").properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("session", "files", "playback");
        assertThat(snapshot.at("/data/session"))
                .isEqualTo(call.rest().get(call.path()).json());
        assertThat(page.path("has_more").asBoolean()).isFalse();
    }

    @Test
    void after_theLastEvent_isAnEmptyPage() {
        JsonNode page = get(toggled(2), "?after=3").hasStatus(200).json();

        assertThat(page.path("events")).isEmpty();
        assertThat(page.path("last_seq").asLong()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=-1",
                "after=abc",
                "after=9999999999999999999",
                "after=1.5",
                "limit=0",
                "limit=1001",
                "limit=-1",
                "limit=x",
                "limit=99999999999"
            })
    void query_malformed_is400(String query) {
        assertThat(get(SERVER.newCall(), "?" + query).hasStatus(400).text("code"))
                .isEqualTo("INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "abc", "9999999999999999999", "1 2"})
    void lastEventId_malformed_is400(String id) {
        Call call = SERVER.newCall();

        assertThat(call.rest()
                        .with("Last-Event-ID", id)
                        .get(call.path() + "/events")
                        .hasStatus(400)
                        .text("code"))
                .isEqualTo("INVALID_INPUT");
    }

    @Test
    void after_aslargeAsANumberCanBe_isASnapshot() {
        JsonNode page =
                get(toggled(1), "?after=" + Long.MAX_VALUE).hasStatus(200).json();

        assertThat(page.at("/events/0/type").asText()).isEqualTo("snapshot");
    }

    @ParameterizedTest
    @CsvSource({"application/json, 200", "*/*, 200", "application/*, 200", "text/html, 406", "image/png, 406"})
    void accept_aForm_decides(String accept, int status) {
        Call call = SERVER.newCall();

        call.rest().with("Accept", accept).get(call.path() + "/events").hasStatus(status);
    }

    @Test
    void head_ofTheLog_hasNoBody() {
        Call call = toggled(1);

        assertThat(call.rest()
                        .send("HEAD", call.path() + "/events", BodyPublishers.noBody())
                        .hasStatus(200)
                        .body())
                .isEmpty();
    }

    @Test
    void range_ofTheLog_isNotLookedAt() {
        Call call = toggled(1);

        call.rest().with("Range", "bytes=0-1").get(call.path() + "/events").hasStatus(200);
    }

    @Test
    void session_unknown_is404() {
        assertThat(SERVER.api()
                        .get("/api/video-call/session/nobody/events")
                        .hasStatus(404)
                        .text("code"))
                .isEqualTo("SESSION_NOT_FOUND");
    }

    @Test
    void log_ofAnEndedSession_isStillRead() {
        Call call = toggled(1);
        call.rest().delete(call.path()).hasStatus(200);

        JsonNode events = get(call, "").hasStatus(200).json().path("events");

        assertThat(events.path(events.size() - 1).path("type").asText()).isEqualTo("session_ended");
    }

    private static Answer get(Call call, String query) {
        return call.rest().get(call.path() + "/events" + query);
    }

    /** A call in which someone joined and switched the camera that often. */
    private static Call toggled(int times) {
        Call call = SERVER.newCall();
        ChannelClient control = call.control();
        ChannelClient page = call.join(call.newToken("Ann"));
        for (int i = 0; i < times; i++) {
            page.report("{'is_camera_on':" + (i % 2 == 1) + "}");
            control.await("camera_toggled");
        }
        return call;
    }
}
