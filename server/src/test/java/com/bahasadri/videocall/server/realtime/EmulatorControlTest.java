package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.ChannelClient.OnCommand;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What RealtimeKit's API, as the emulator has it, does to a participant reaches its page. */
class EmulatorControlTest {
    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(5), Duration.ofSeconds(1));

    private Call call;
    private Token ann;
    private ChannelClient page;
    private ChannelClient control;

    @BeforeEach
    void join() {
        call = SERVER.newCall();
        ann = call.newToken("Ann");
        page = call.join(ann);
        control = call.control();
    }

    @Test
    void kick_closesThePageAndIsTold() throws Exception {
        post("kick", "{\"participant_ids\":[\"" + ann.id() + "\"]}");

        page.await("removed");
        assertThat(page.closeCode()).isEqualTo(4003);
        assertThat(control.await("participant_left").at("/data/reason").asText())
                .isEqualTo("removed");
        assertThat(call.rest().get(call.path()).json().path("participants")).isEmpty();
    }

    @Test
    void kickAll_closesEveryPage() throws Exception {
        ChannelClient bob = call.join(call.newToken("Bob"));

        post("kick-all", "{}");

        assertThat(page.closeCode()).isEqualTo(4003);
        assertThat(bob.closeCode()).isEqualTo(4003);
        control.await("participant_left");
        control.await("participant_left");
    }

    @Test
    void mute_switchesTheMicrophoneOffAndIsTold() throws Exception {
        post("mute", "{\"participant_ids\":[\"" + ann.id() + "\"]}");

        assertThat(page.await("command").at("/data/action").asText()).isEqualTo("mute");
        assertThat(control.await("participant_muted").at("/data/participant_id").asText())
                .isEqualTo(ann.id());
    }

    @Test
    void muteAll_oneRefuses_countsWhoObeyed() throws Exception {
        call.join(call.newToken("Bob")).onCommand(OnCommand.REFUSE);

        JsonNode answer = post("mute-all", "{\"allow_unmute\":true}");

        assertThat(answer.at("/data/muted_participants_count").asInt()).isEqualTo(1);
        control.await("participant_muted");
    }

    private JsonNode post(String action, String body) throws IOException, InterruptedException {
        URI target = URI.create(SERVER.emulatorAddress().toString().replaceAll("/$", "")
                + "/accounts/local-account/realtime/kit/local-app/meetings/" + call.id() + "/active-session/" + action);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(target)
                                .timeout(Duration.ofSeconds(10))
                                .header("Authorization", "Bearer local-token")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }
}
