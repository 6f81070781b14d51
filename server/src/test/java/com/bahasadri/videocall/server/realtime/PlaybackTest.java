package com.bahasadri.videocall.server.realtime;

import static com.bahasadri.videocall.server.support.ChannelClient.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.bahasadri.videocall.contract.SmallVideo;
import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.Form;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file plays for everyone, on one time line. */
class PlaybackTest {
    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(5), Duration.ofSeconds(1));

    private Call call;
    private ChannelClient control;
    private ChannelClient page;
    private String file;

    @BeforeEach
    void share() throws Exception {
        call = SERVER.newCall();
        control = call.control();
        page = call.join(call.newToken("Ann"));
        file = Form.of("small.mp4", SmallVideo.bytes())
                .send(call.rest(), call.path())
                .hasStatus(200)
                .text("file_id");
        page.await("video_file_shared");
    }

    @Test
    void put_byRest_reachesEveryPage() {
        JsonNode set = put("{'file_id':'%s','state':'playing','position':0.5}")
                .hasStatus(200)
                .json();

        JsonNode told = page.await("playback_changed");
        assertThat(told.path("data")).isEqualTo(set);
        assertThat(told.at("/actor/kind").asText()).isEqualTo("control_center");
        assertThat(control.await("playback_changed").path("data")).isEqualTo(set);
        assertThat(set.path("revision").asLong()).isEqualTo(1);
        JsonNode read =
                call.rest().get(call.path() + "/playback").hasStatus(200).json();
        assertThat(read.path("at")).isEqualTo(set.path("at"));
        assertThat(read.path("viewers")).isEmpty();
    }

    @Test
    void videoControl_byChannel_doesTheSame() {
        JsonNode played = control.command("video_control", "v-1", object("{'file_id':'" + file + "','action':'play'}"));
        JsonNode paused = control.command("video_control", "v-2", object("{'action':'pause','position':1.5}"));

        assertThat(played.at("/playback/state").asText()).isEqualTo("playing");
        assertThat(paused.at("/playback/position").asDouble()).isEqualTo(1.5);
        assertThat(page.await("playback_changed").path("correlation_id").asText())
                .isEqualTo("v-1");
        assertThat(call.rest()
                        .get(call.path() + "/playback")
                        .json()
                        .path("revision")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void revision_stale_isRefusedBothWays() {
        put("{'file_id':'%s','state':'paused','position':1,'revision':0}").hasStatus(200);

        put("{'file_id':'%s','state':'playing','revision':0}").isError(409, "STALE_REVISION");
        JsonNode refused = control.command("video_control", "v", object("{'action':'play','revision':0}"));

        assertThat(refused.path("success").asBoolean()).isFalse();
        assertThat(refused.path("code").asText()).isEqualTo("STALE_REVISION");
    }

    @Test
    void lateJoiner_hasFilesAndPlaybackInItsSnapshot() {
        JsonNode set = put("{'file_id':'%s','state':'playing'}").json();

        JsonNode snapshot = call.page(call.newToken("Bob")).await("snapshot");

        assertThat(snapshot.at("/data/playback")).isEqualTo(set);
        assertThat(snapshot.at("/data/files/0/file_id").asText()).isEqualTo(file);
        assertThat(snapshot.at("/data/files/0/url").asText())
                .startsWith("http://")
                .contains(call.path() + "/video-file/" + file + "?");
    }

    @Test
    void reports_ofPages_tellTheSpread() {
        put("{'file_id':'%s','state':'paused','position':1}").hasStatus(200);
        page.await("playback_changed");
        String now = Instant.now().toString();

        page.send("playback_report", null, object("{'revision':1,'position':1.02,'at':'" + now + "'}"))
                .roundTrip();
        control.send("playback_report", null, object("{'revision':1,'position':0.99,'at':'" + now + "'}"))
                .roundTrip();

        JsonNode read =
                call.rest().get(call.path() + "/playback").hasStatus(200).json();
        assertThat(read.path("spread").asDouble()).isCloseTo(0.03, within(0.0011));
        assertThat(read.path("viewers")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'revision':1,'position':-1,'at':'2026-01-02T03:04:05Z'}",
                "{'revision':1,'position':1,'at':'yesterday'}",
                "{'revision':1,'position':1,'at':'2001-01-02T03:04:05Z'}",
                "{'revision':1.5,'position':1,'at':'2026-01-02T03:04:05Z'}",
                "{'position':1}"
            })
    void report_malformed_isRefused(String report) {
        page.send("playback_report", "r", object(report));

        assertThat(page.await("error").at("/data/code").asText()).isEqualTo("INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'file_id':'%s','state':'running'}",
                "{'file_id':'%s'}",
                "{'file_id':'%s','state':'playing','position':-0.1}",
                "{'file_id':'%s','state':'playing','position':99}",
                "{'file_id':'%s','state':'playing','rate':0.1}",
                "{'file_id':'%s','state':'playing','rate':5}",
                "{'file_id':'%s','state':'playing','rate':'fast'}",
                "{'file_id':'%s','state':'playing','revision':-1}"
            })
    void put_malformed_isRefused(String body) {
        put(body).isError(400, "INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'action':'rewind'}",
                "{'file_id':7,'action':'play'}",
                "{'action':'seek'}",
                "{'action':'play','position':'x'}",
                "{}"
            })
    void videoControl_malformed_isRefused(String data) {
        assertThat(control.command("video_control", "v", object(data))
                        .path("code")
                        .asText())
                .isEqualTo("INVALID_INPUT");
    }

    @Test
    void participant_cannotControl() {
        page.send("video_control", "v", object("{'file_id':'" + file + "','action':'play'}"));

        assertThat(page.await("error").at("/data/code").asText()).isEqualTo("INVALID_INPUT");
        SERVER.api()
                .bearer(call.newToken("Bob").token())
                .send("PUT", call.path() + "/playback", BodyPublishers.ofString("{\"state\":\"paused\"}"))
                .isError(403, "FORBIDDEN");
    }

    @Test
    void delete_ofWhatPlays_stopsIt() {
        put("{'file_id':'%s','state':'playing'}").hasStatus(200);

        call.rest().delete(call.path() + "/video-file/" + file).hasStatus(200);

        assertThat(control.await("video_file_deleted").at("/data/file_id").asText())
                .isEqualTo(file);
        List<JsonNode> changes = control.roundTrip().events().stream()
                .filter(ChannelClient.is("playback_changed"))
                .toList();
        assertThat(changes.get(1).at("/data").has("file_id")).isFalse();
        assertThat(changes.get(1).at("/data/state").asText()).isEqualTo("paused");
        call.rest().delete(call.path() + "/video-file/" + file).isError(404, "FILE_NOT_FOUND");
        put("{'file_id':'%s','state':'playing'}").isError(404, "FILE_NOT_FOUND");
    }

    @Test
    void put_withoutFile_showsNothing() {
        put("{'file_id':'%s','state':'playing'}").hasStatus(200);

        JsonNode stopped = put("{'state':'paused'}").hasStatus(200).json();

        assertThat(stopped.has("file_id")).isFalse();
        assertThat(stopped.path("revision").asLong()).isEqualTo(2);
    }

    private Answer put(String body) {
        String json = body.replace("%s", file).replace('\'', '"');
        return call.rest()
                .with("Content-Type", "application/json")
                .send("PUT", call.path() + "/playback", BodyPublishers.ofString(json));
    }
}
