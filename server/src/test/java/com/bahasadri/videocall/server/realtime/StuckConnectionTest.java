package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.bahasadri.videocall.server.support.RawChannel;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A closed connection ends, even where its client neither reads what is left nor stops to send. */
class StuckConnectionTest {
    private static final int PONG = 0x8A;

    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(5), Duration.ofSeconds(1));

    @Test
    void replaced_whileItDoesNotRead_isCutOff() throws InterruptedException {
        Call call = SERVER.newCall();
        Token bob = call.newToken("Bob");
        RawChannel raw = SERVER.closing(RawChannel.open(SERVER.address(), call.path(), bob.token()));
        raw.awaitText("snapshot");
        ChannelClient page = call.join(call.newToken("Ann"));
        String signal = "{\"type\":\"signal\",\"data\":{\"to\":\"" + bob.id() + "\",\"kind\":\"offer\",\"sdp\":\""
                + "x".repeat(60_000) + "\"}}";
        // More than the system's buffers hold, so that the closing frame cannot go out.
        for (int i = 0; i < 130; i++) {
            page.sendText(signal);
        }
        page.roundTrip();

        call.page(bob).await("snapshot");

        assertThat(cutOffWithin(raw, Duration.ofSeconds(20))).isTrue();
    }

    /** Whether the connection ends while its client sends on, as one does that is alive, but reads nothing. */
    private static boolean cutOffWithin(RawChannel raw, Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (System.nanoTime() < deadline) {
                raw.send(RawChannel.frame(PONG));
                assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
            }
            return false;
        } catch (UncheckedIOException e) {
            return true;
        }
    }
}
