package com.bahasadri.videocall.server.realtime;

import static com.bahasadri.videocall.server.support.ChannelClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** In which order the commands of one control center reach a page. */
class CommandOrderTest {
    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(5), Duration.ofSeconds(5));

    @Test
    void commands_oneAfterTheOther_reachThePageInThatOrder() {
        Call call = SERVER.newCall();
        Token ann = call.newToken("Ann");
        ChannelClient page = call.join(ann);
        ChannelClient control = call.control();
        List<String> actions = IntStream.range(0, 200)
                .mapToObj(i -> i % 2 == 0 ? "mute" : "unmute")
                .toList();

        actions.forEach(action ->
                control.send(action + "_participant", action, object("{'participant_id':'" + ann.id() + "'}")));

        for (String action : actions) {
            assertThat(page.await("command").at("/data/action").asText()).isEqualTo(action);
        }
    }
}
