package com.bahasadri.videocall.server.realtime;

import static com.bahasadri.videocall.server.support.ChannelClient.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.port.RateLimiter.Verdict;
import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.bahasadri.videocall.server.support.RawChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    private final LiveServer server = new LiveServer(Duration.ofSeconds(1), Duration.ofSeconds(1));

    @AfterEach
    void closeClients() throws Exception {
        server.afterEach(null);
    }

    @Test
    void stop_closesEverySocketAsGoingAway_andNobodyLeft() {
        server.start();
        Call call = server.newCall();
        ChannelClient page = call.join(call.newToken("Ann"));
        ChannelClient control = call.control();
        Token bob = call.newToken("Bob");
        RawChannel silent = server.closing(RawChannel.open(server.address(), call.path(), bob.token()));
        silent.awaitText("snapshot");
        long started = System.nanoTime();

        server.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
        assertThat(page.closeCode()).isEqualTo(1001);
        assertThat(control.closeCode()).isEqualTo(1001);
        assertThat(silent.closeCode()).isEqualTo(1001);
        assertThat(control.events()).isEmpty();
    }

    @Test
    void commands_beyondTheLimit_areRefusedAndTheChannelStaysOpen() {
        AtomicInteger commands = new AtomicInteger();
        server.limitedBy((limit, key) -> new Verdict(
                        !limit.name().equals("CONTROL_COMMAND") || commands.incrementAndGet() <= 1,
                        1,
                        Duration.ofSeconds(7)))
                .start();
        Call call = server.newCall();
        Token ann = call.newToken("Ann");
        call.join(ann);
        ChannelClient control = call.control();
        String participant = "{'participant_id':'" + ann.id() + "'}";

        assertThat(control.command("mute_participant", "1", object(participant))
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(control.command("mute_participant", "2", object(participant))
                        .path("code")
                        .asText())
                .isEqualTo("RATE_LIMITED");
        control.roundTrip();
        server.stop();
    }
}
