package com.bahasadri.videocall.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.emulator.RealtimeKitEmulator;
import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.Eventually;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.RealtimeKitApi;
import com.bahasadri.videocall.server.support.http.Configs;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The emulator, alone, tells our server what happens in its calls. */
class EmulatedWebhooksTest {
    private final RealtimeKitEmulator emulator = RealtimeKitEmulator.start(RealtimeKitEmulator.Settings.temporary());
    private final RealtimeKitApi realtimeKit = new RealtimeKitApi(emulator);
    private final LiveServer server = new LiveServer(
                    Configs.onRealtimeKit(new Config.Cloudflare(
                            emulator.baseUrl(),
                            RealtimeKitEmulator.ACCOUNT_ID,
                            RealtimeKitEmulator.APP_ID,
                            RealtimeKitEmulator.API_TOKEN)),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(3))
            .start();
    private final LiveServer.Call call = server.newCall();

    @BeforeEach
    void listen() {
        realtimeKit.call("POST", "/webhooks", """
                {"name":"test","url":"%sapi/video-call/webhooks/realtimekit","enabled":true,"events":["meeting.started",
                "meeting.ended","meeting.participantJoined","meeting.participantLeft"]}""".formatted(server.address()));
    }

    @AfterEach
    void close() throws Exception {
        server.afterEach(null);
        server.stop();
        emulator.close();
    }

    @Test
    void joiningAndLeaving_reachesTheSessionAndItsChannel() {
        LiveServer.Token ann = call.newToken("Ann");
        ChannelClient control = call.control();

        emulator.joined(call.id(), ann.id());
        assertThat(control.await("participant_joined")
                        .at("/data/participant/participant_id")
                        .asText())
                .isEqualTo(ann.id());
        assertThat(participants()).isEqualTo(1);
        emulator.left(call.id(), ann.id());

        control.await("participant_left");
        assertThat(participants()).isZero();
    }

    @Test
    void meetingClosedAtRealtimeKit_endsTheSession() {
        LiveServer.Token ann = call.newToken("Ann");
        emulator.joined(call.id(), ann.id());
        Eventually.until("Ann joins", () -> participants() == 1);

        realtimeKit.call("PATCH", "/meetings/" + call.id(), "{\"status\":\"INACTIVE\"}");
        realtimeKit.call("POST", "/meetings/" + call.id() + "/active-session/kick-all", "{}");

        Eventually.until(
                "the session ends",
                () -> call.rest().get(call.path()).text("status").equals("ended"));
    }

    private int participants() {
        return call.rest().get(call.path()).json().path("participants").size();
    }
}
