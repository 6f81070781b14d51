package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.EventStream;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A log that is longer than what is kept of it. */
@Timeout(60)
class EventRetentionTest {
    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(
            Config.ephemeral(Map.of("VIDEO_CALL_EVENT_LIMIT", "5")), Duration.ofSeconds(15), Duration.ofSeconds(5));

    private final Call call = SERVER.newCall();
    private final ChannelClient page = call.join(call.newToken("Ann"));

    @Test
    void page_ofWhatIsNotKept_isASnapshotAndTellsWhatIs() {
        toggle(11);

        JsonNode page = events("?after=0");

        assertThat(page.path("events")).hasSize(1);
        assertThat(page.at("/events/0/type").asText()).isEqualTo("snapshot");
        assertThat(page.at("/events/0/seq").asLong()).isEqualTo(12);
        assertThat(page.path("first_seq").asLong()).isEqualTo(8);
        assertThat(page.path("last_seq").asLong()).isEqualTo(12);
        assertThat(page.path("has_more").asBoolean()).isFalse();
    }

    @Test
    void page_fromTheFirstThatIsKept_hasAllOfThem() {
        toggle(11);

        assertThat(events("?after=7").path("events"))
                .extracting(event -> event.path("seq").asLong())
                .containsExactly(8L, 9L, 10L, 11L, 12L);
    }

    @Test
    void page_ofOneEventMore_isASnapshot() {
        toggle(11);

        assertThat(events("?after=6").at("/events/0/type").asText()).isEqualTo("snapshot");
    }

    @Test
    void stream_fromWhatIsNotKept_beginsWithASnapshotAndGoesOn() {
        toggle(11);
        EventStream stream = SERVER.closing(EventStream.open(SERVER.address(), call.path() + "/events?after=3"));
        JsonNode first = stream.event();
        toggle(1);

        assertThat(first.path("type").asText()).isEqualTo("snapshot");
        assertThat(first.path("seq").asLong()).isEqualTo(12);
        assertThat(stream.event().path("seq").asLong()).isEqualTo(13);
    }

    @Test
    void channel_fromWhatIsNotKept_beginsWithASnapshot() {
        toggle(11);

        assertThat(call.controlAfter(3).await("snapshot").path("seq").asLong()).isEqualTo(12);
    }

    private JsonNode events(String query) {
        return call.rest().get(call.path() + "/events" + query).hasStatus(200).json();
    }

    private void toggle(int times) {
        for (int i = 0; i < times; i++) {
            boolean on = call.rest()
                    .get(call.path())
                    .json()
                    .at("/participants/0/is_camera_on")
                    .asBoolean();
            page.report("{'is_camera_on':" + !on + "}").await("camera_toggled");
        }
    }
}
