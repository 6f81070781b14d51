package com.bahasadri.videocall.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.model.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of calls when their client is closed. */
class ClosingTest {
    private static final int PLACES = 64;
    private static final String UP = "{\"status\": \"up\", \"version\": \"1\", \"media\": \"emulator\"}";
    private static final String NO = "{\"error\": \"No\", \"code\": \"UNAVAILABLE\"}";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void call_thatWaitsForItsNextTry_failsAtOnce(boolean blocking) throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (RawServer server = new RawServer((raw, connection) -> {
            raw.head(connection);
            RawServer.answer(connection, 503, NO, "Retry-After: 25");
        })) {
            VideoCallClient client = VideoCallClient.builder()
                    .baseUrl(server.address())
                    .listener(new CallListener() {
                        @Override
                        public void onRetry(Retrying retrying) {
                            waits.countDown();
                        }
                    })
                    .build();
            CompletableFuture<Health> call = blocking
                    ? CompletableFuture.supplyAsync(() -> client.service().health(), threads)
                    : client.async().service().health();
            assertThat(waits.await(30, TimeUnit.SECONDS)).isTrue();

            client.close();

            assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS))
                    .hasCauseExactlyInstanceOf(CancelledException.class)
                    .hasMessageContaining("getHealth was not tried again, for its client was closed");
            assertThat(server.heads()).hasSize(1);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void calls_underWay_areAnsweredAndThoseThatWaitForTheirTurnFailAtOnce() throws Exception {
        CountDownLatch arrived = new CountDownLatch(PLACES);
        CountDownLatch answered = new CountDownLatch(1);
        try (RawServer server = new RawServer((raw, connection) -> {
            raw.head(connection);
            arrived.countDown();
            await(answered);
            RawServer.answer(connection, 200, UP, "Connection: close");
        })) {
            VideoCallClient client =
                    VideoCallClient.builder().baseUrl(server.address()).build();
            List<CompletableFuture<Health>> underWay = new ArrayList<>();
            for (int i = 0; i < PLACES; i++) {
                underWay.add(client.async().service().health());
            }
            assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Health> waiting = client.async().service().health();

            client.close();

            assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                    .hasCauseExactlyInstanceOf(CancelledException.class)
                    .hasMessageContaining("its client was closed");
            answered.countDown();
            for (CompletableFuture<Health> call : underWay) {
                assertThat(call.get(30, TimeUnit.SECONDS).status()).isEqualTo("up");
            }
            assertThat(server.heads()).hasSize(PLACES);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void call_whoseTimeIsOverAfterTheClosing_isToldTheSameInBothForms(boolean blocking) throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (RawServer server = new RawServer((raw, connection) -> {
            raw.head(connection);
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".getBytes(US_ASCII));
            arrived.countDown();
            await(over);
        })) {
            VideoCallClient client = VideoCallClient.builder()
                    .baseUrl(server.address())
                    .timeout(Timeout.defaults().withCall(Duration.ofSeconds(3)))
                    .build();
            CompletableFuture<Health> call = blocking
                    ? CompletableFuture.supplyAsync(() -> client.service().health(), threads)
                    : client.async().service().health();
            assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();

            client.close();

            assertThatThrownBy(() -> call.get(30, TimeUnit.SECONDS))
                    .hasCauseExactlyInstanceOf(CancelledException.class)
                    .hasMessageContaining("getHealth got no answer, and its client was closed");
            over.countDown();
        } finally {
            threads.shutdown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
