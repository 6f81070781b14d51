package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.port.RateLimiter.Limit;
import com.bahasadri.videocall.server.port.RateLimiter.Verdict;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.RawChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that sends faster than the server handles it. */
@Timeout(60)
class FullInboxTest {
    private static final CountDownLatch HELD = new CountDownLatch(1);

    /** Handles the first command once it is let. */
    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(5), Duration.ofSeconds(1))
            .limitedBy((limit, key) -> limit == Limit.CONTROL_COMMAND ? held() : allowed());

    @Test
    void client_thatSendsFasterThanItIsHandled_waitsAndLosesNothing() throws Exception {
        Call call = SERVER.newCall();
        RawChannel raw = SERVER.closing(RawChannel.open(SERVER.address(), call.path(), call.controlToken()));
        raw.awaitText("snapshot");
        raw.send(RawChannel.text(
                "{'type':'mute_participant','correlation_id':'held','data':{'participant_id':'none'}}"));
        byte[] large = RawChannel.text("{'type':'ping','data':{'x':'" + "x".repeat(60_000) + "'}}");

        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 900; i++) {
                raw.send(large);
            }
            raw.send(RawChannel.text("{'type':'ping','correlation_id':'last'}"));
        });
        assertThatThrownBy(() -> sent.get(3, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        HELD.countDown();

        assertThat(raw.awaitText("held")).isNotEmpty();
        assertThat(raw.awaitText("last")).contains("pong");
        sent.get(20, TimeUnit.SECONDS);
    }

    private static Verdict held() {
        try {
            HELD.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return allowed();
    }

    private static Verdict allowed() {
        return new Verdict(true, 1, Duration.ZERO);
    }
}
