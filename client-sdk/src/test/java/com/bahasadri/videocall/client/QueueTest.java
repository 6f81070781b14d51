package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.model.Health;
import com.bahasadri.videocall.client.model.VideoFile;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asynchronous calls that wait for their turn: one call is on its way at a time, and that one gets no answer before the test says so. */
class QueueTest {
    private static final String UP = "{\"status\": \"up\", \"version\": \"1\", \"media\": \"emulator\"}";

    private final Dispatcher narrow = new Dispatcher();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private RawServer server;
    private VideoCallClient client;
    private CompletableFuture<Health> first;

    @BeforeEach
    void oneCallIsOnItsWay() throws Exception {
        narrow.setMaxRequests(1);
        server = new RawServer((raw, connection) -> {
            raw.head(connection);
            arrived.countDown();
            await(answered);
            RawServer.answer(connection, 200, UP, "Connection: close");
        });
        client = VideoCallClient.builder()
                .baseUrl(server.address())
                .httpClient(new OkHttpClient.Builder().dispatcher(narrow).build())
                .build();
        first = client.async().service().health();
        assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void everythingIsReleased() throws IOException {
        answered.countDown();
        client.close();
        server.close();
        narrow.executorService().shutdown();
    }

    @Test
    void call_itsTimeIsOverInTheQueue_fails() throws Exception {
        RequestOptions hasty =
                RequestOptions.defaults().withTimeout(Timeout.defaults().withCall(Duration.ofMillis(200)));

        CompletableFuture<Health> second = client.async().service().health(hasty);

        assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(TransportException.class, late -> assertThat(late.reason())
                        .isEqualTo(TransportException.Reason.TIMEOUT))
                .hasMessageStartingWith("getHealth got no answer within PT0.2S");
        theFirstAloneWasSent();
    }

    @Test
    void cancellation_inTheQueue_endsTheCall() throws Exception {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Health> second =
                client.async().service().health(RequestOptions.defaults().withCancellation(cancellation));

        cancellation.cancel();

        assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
                .hasCauseExactlyInstanceOf(CancelledException.class)
                .hasMessageContaining("getHealth was cancelled");
        theFirstAloneWasSent();
    }

    @Test
    void cancel_inTheQueue_sendsNothing() throws Exception {
        CompletableFuture<Health> second = client.async().service().health();

        second.cancel(true);

        assertThat(second).isCancelled();
        theFirstAloneWasSent();
    }

    @Test
    void cancel_ofAnUploadInTheQueue_closesItsFile() throws Exception {
        MadeUpVideo video = MadeUpVideo.of(1000);
        CompletableFuture<VideoFile> second = client.async().videoFiles().upload("s", video);

        second.cancel(true);

        assertThat(video.isClosed()).isTrue();
        theFirstAloneWasSent();
    }

    private void theFirstAloneWasSent() throws Exception {
        assertThat(first).isNotDone();
        answered.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS).status()).isEqualTo("up");
        // What comes behind the others has its turn when theirs is over.
        assertThat(client.async().service().health().get(30, TimeUnit.SECONDS).status())
                .isEqualTo("up");
        assertThat(server.heads()).hasSize(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
