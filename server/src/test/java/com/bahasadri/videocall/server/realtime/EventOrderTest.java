package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every client checks by itself that what it gets has no gap and no repetition. */
class EventOrderTest {
    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(5), Duration.ofSeconds(2));

    @Test
    void firstReport_ofParticipant_isItsJoining() {
        Call call = SERVER.newCall();
        Token ann = call.newToken("Ann");
        ChannelClient control = call.control();
        ChannelClient page = call.page(ann);
        page.roundTrip();
        assertThat(call.rest().get(call.path()).json().path("participants")).isEmpty();

        page.report("{'is_muted':false,'is_screen_sharing':true,'connection_quality':'poor'}");

        JsonNode joined = control.await("participant_joined").at("/data/participant");
        assertThat(joined.path("participant_id").asText()).isEqualTo(ann.id());
        assertThat(joined.path("name").asText()).isEqualTo("Ann");
        assertThat(joined.path("is_muted").asBoolean()).isFalse();
        assertThat(joined.path("is_camera_on").asBoolean()).isFalse();
        assertThat(joined.path("is_screen_sharing").asBoolean()).isTrue();
        assertThat(joined.path("connection_quality").asText()).isEqualTo("poor");
    }

    @Test
    void report_ofEveryField_isOneEventForEachThatChanged() {
        Call call = SERVER.newCall();
        ChannelClient page = call.join(call.newToken("Ann"));

        page.report(
                        "{'is_muted':true,'is_camera_on':true,'is_screen_sharing':true,'connection_quality':'fair','name':'Eve'}")
                .report("{}")
                .report("{'is_muted':true,'name':'Mallory','unknown':[1,{}]}")
                .report("{'is_screen_sharing':false}")
                .roundTrip();

        assertThat(page.events())
                .extracting(event -> event.path("type").asText())
                .containsExactly(
                        "participant_joined",
                        "participant_muted",
                        "screen_share_started",
                        "connection_quality_changed",
                        "screen_share_stopped");
        assertThat(call.rest()
                        .get(call.path())
                        .json()
                        .at("/participants/0/name")
                        .asText())
                .isEqualTo("Ann");
    }

    @Test
    void subscribers_underConcurrentChanges_getTheSameInTheSameOrder() {
        Call call = SERVER.newCall();
        ChannelClient one = call.control();
        List<ChannelClient> pages = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pages.add(call.join(call.newToken("P" + i)));
        }

        for (int i = 0; i < 25; i++) {
            String state = "{'is_muted':" + (i % 2 == 0) + ",'is_camera_on':" + (i % 2 == 1) + "}";
            pages.forEach(page -> page.report(state));
        }
        // One that comes into the middle of it.
        ChannelClient two = SERVER.closing(ChannelClient.control(SERVER.address(), call.id(), call.controlToken()));
        pages.forEach(ChannelClient::roundTrip);
        one.roundTrip();
        two.roundTrip();

        // Four joined; the first state differs in both fields, as does each after it.
        assertThat(one.events()).hasSize(4 + 4 * 25 * 2);
        assertThat(one.events()).endsWith(two.events().toArray(JsonNode[]::new));
    }

    @Test
    void resumption_afterANumber_getsWhatWasMissedAndGoesOn() {
        Call call = SERVER.newCall();
        ChannelClient control = call.control();
        ChannelClient page = call.join(call.newToken("Ann"));
        page.report("{'is_muted':true}")
                .report("{'is_muted':false}")
                .report("{'is_camera_on':false}")
                .roundTrip();
        control.roundTrip();

        ChannelClient resumed = call.controlAfter(2);
        resumed.roundTrip();
        page.report("{'is_camera_on':true}").roundTrip();
        resumed.await("camera_toggled");
        resumed.roundTrip();

        assertThat(resumed.events()).hasSize(3);
        assertThat(resumed.events().subList(0, 2)).isEqualTo(control.events().subList(2, 4));
        assertThat(resumed.received()).noneMatch(ChannelClient.is("snapshot"));
    }

    @Test
    void resumption_amongChanges_losesAndRepeatsNothing() {
        Call call = SERVER.newCall();
        ChannelClient page = call.join(call.newToken("Ann"));
        List<ChannelClient> resumed = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            for (int j = 0; j < 10; j++) {
                page.report("{'is_muted':" + (j % 2 == 0) + "}");
            }
            resumed.add(call.controlAfter(1));
        }
        page.roundTrip();

        resumed.forEach(client -> assertThat(client.roundTrip().events()).hasSize(100));
    }

    @Test
    void resumption_withNothingMissed_getsNoSnapshot() {
        Call call = SERVER.newCall();
        call.join(call.newToken("Ann"));

        ChannelClient resumed = call.controlAfter(1).roundTrip();

        assertThat(resumed.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "999999999999999999", "-1", "9999999999999999999999", "x", "1.5", ""})
    void resumption_afterWhatNeverWas_getsASnapshot(String after) {
        Call call = SERVER.newCall();
        call.join(call.newToken("Ann"));

        JsonNode first = SERVER.closing(ChannelClient.controlAt(
                        ChannelClient.address(SERVER.address(), call.id(), after), call.controlToken()))
                .await(message -> true);

        assertThat(first.path("type").asText()).isEqualTo("snapshot");
        assertThat(first.path("seq").asInt()).isEqualTo(1);
    }

    @Test
    void resumption_afterMoreThanAThousandEvents_getsASnapshot() {
        Call call = SERVER.newCall();
        ChannelClient page = call.join(call.newToken("Ann"));
        for (int i = 0; i < 500; i++) {
            page.report("{'is_muted':" + (i % 2 == 0) + ",'is_camera_on':" + (i % 2 == 1) + "}");
        }
        page.roundTrip();

        assertThat(call.controlAfter(1).roundTrip().events()).hasSize(1_000);
        JsonNode first = SERVER.closing(ChannelClient.controlAt(
                        ChannelClient.address(SERVER.address(), call.id(), 0), call.controlToken()))
                .await(message -> true);
        assertThat(first.path("type").asText()).isEqualTo("snapshot");
        assertThat(first.path("seq").asInt()).isEqualTo(1_001);
    }
}
