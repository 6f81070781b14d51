package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.NotFoundException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.model.Health;
import com.bahasadri.videocall.client.model.VideoFile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** The asynchronous form over real sockets. */
class AsyncTest {
    private static final long PATIENCE_SECONDS = 30;
    private static final String UP = "{\"status\": \"up\", \"version\": \"1\", \"media\": \"emulator\"}";

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);

    @Test
    void call_answered_completesOffOkHttpsThreads() throws Exception {
        try (RawServer server = answering(200, UP);
                VideoCallClient client = client(server)) {
            String thread = client.async()
                    .service()
                    .health()
                    .thenApply(health -> Thread.currentThread().getName())
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(thread).doesNotContain("OkHttp").doesNotContain("video-call-client");
        }
    }

    @Test
    void call_onAnExecutorOfTheCaller_completesThere() throws Exception {
        try (RawServer server = answering(200, UP);
                VideoCallClient client = VideoCallClient.builder()
                        .baseUrl(server.address())
                        .executor(task -> new Thread(task, "mine").start())
                        .build()) {
            // Whoever asks too late finds it complete, and goes on at once; so the stage is there before the answer may
            // be.
            CountDownLatch ready = new CountDownLatch(1);
            CompletableFuture<String> thread = client.async().service().health().thenApply(health -> {
                await(ready);
                return Thread.currentThread().getName();
            });
            ready.countDown();
            assertThat(thread.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isIn("mine", Thread.currentThread().getName());
        }
    }

    @Test
    void call_refused_failsWithItsFamily() throws Exception {
        try (RawServer server = answering(404, "{\"error\": \"No\", \"code\": \"SESSION_NOT_FOUND\"}");
                VideoCallClient client = client(server)) {
            Throwable thrown =
                    catchThrowable(() -> client.async().sessions().get("s").get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertThat(thrown).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void call_stageThatCallsAndWaits_comesToAnEnd() throws Exception {
        // One call at a time: a stage on OkHttp's own thread would wait for a call that cannot begin.
        Dispatcher narrow = new Dispatcher();
        narrow.setMaxRequests(1);
        OkHttpClient http = new OkHttpClient.Builder().dispatcher(narrow).build();
        try (RawServer server = answering(200, UP);
                VideoCallClient client = VideoCallClient.builder()
                        .baseUrl(server.address())
                        .httpClient(http)
                        .build()) {
            CompletableFuture<Health> nested = client.async()
                    .service()
                    .health()
                    .thenApply(first -> client.async().service().health().join());
            assertThat(nested.get(PATIENCE_SECONDS, TimeUnit.SECONDS).status()).isEqualTo("up");
        } finally {
            narrow.executorService().shutdown();
        }
    }

    @Test
    void call_onAClientWhoseExecutorIsShutDown_isNotToldToHaveTakenTooLong() throws Exception {
        OkHttpClient http =
                new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(30)).build();
        http.dispatcher().executorService().shutdown();
        try (RawServer server = answering(200, UP);
                VideoCallClient client = VideoCallClient.builder()
                        .baseUrl(server.address())
                        .httpClient(http)
                        .maxRetries(0)
                        .build()) {
            Throwable thrown =
                    catchThrowable(() -> client.async().service().health().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertThat(thrown)
                    .cause()
                    .isExactlyInstanceOf(TransportException.class)
                    .hasMessageStartingWith("getHealth got no answer: ")
                    .hasMessageContaining("executor");
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void calls_manyAtOnce_areNotHeldUpByOneAnother() throws Exception {
        CountDownLatch all = new CountDownLatch(40);
        try (RawServer server = new RawServer((raw, connection) -> {
                    raw.head(connection);
                    all.countDown();
                    await(all);
                    RawServer.answer(connection, 200, UP, "Connection: close");
                });
                VideoCallClient client = client(server)) {
            List<CompletableFuture<Health>> calls = IntStream.range(0, 40)
                    .mapToObj(i -> client.async().service().health())
                    .toList();
            for (CompletableFuture<Health> call : calls) {
                assertThat(call.get(PATIENCE_SECONDS, TimeUnit.SECONDS).status())
                        .isEqualTo("up");
            }
        }
    }

    @Test
    void cancel_whileTheAnswerIsAwaited_closesTheConnection() throws Exception {
        try (RawServer server = silent();
                VideoCallClient client = client(server)) {
            CompletableFuture<Health> call = client.async().service().health();
            assertThat(arrived.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            call.cancel(true);
            assertThat(gone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(call).isCancelled();
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void cancellation_whileTheAnswerIsAwaited_endsTheCall() throws Exception {
        Cancellation cancellation = new Cancellation();
        try (RawServer server = silent();
                VideoCallClient client = client(server)) {
            CompletableFuture<Health> call =
                    client.async().service().health(RequestOptions.defaults().withCancellation(cancellation));
            assertThat(arrived.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            cancellation.cancel();
            assertThat(catchThrowable(() -> call.get(PATIENCE_SECONDS, TimeUnit.SECONDS)))
                    .hasCauseExactlyInstanceOf(CancelledException.class)
                    .hasMessageContaining("getHealth was cancelled");
            assertThat(gone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void upload_withoutWaiting_isSentAndClosed() throws Exception {
        try (RawServer server = new RawServer((raw, connection) -> {
                    RawServer.discardBody(connection, raw.head(connection));
                    RawServer.answer(
                            connection, 200, ExampleModels.json(VideoFile.class).toString(), "Connection: close");
                });
                VideoCallClient client = client(server)) {
            MadeUpVideo video = MadeUpVideo.of(3_000_000);
            VideoFile file = client.async().videoFiles().upload("s", video).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(file.fileId()).isEqualTo("secret-file_id");
            assertThat(video.isClosed()).isTrue();
        }
    }

    @Test
    void call_connectionThatBreaksOff_failsAfterItsTries() throws Exception {
        try (RawServer server = new RawServer((raw, connection) -> raw.head(connection));
                VideoCallClient client = client(server)) {
            assertThat(catchThrowable(() -> client.async().sessions().create().get(PATIENCE_SECONDS, TimeUnit.SECONDS)))
                    .hasCauseInstanceOf(TransportException.class);
            assertThat(server.heads()).hasSize(3);
        }
    }

    private RawServer answering(int status, String body) throws IOException {
        return new RawServer((raw, connection) -> {
            raw.head(connection);
            RawServer.answer(connection, status, body, "Connection: close");
        });
    }

    /** Reads a request, and then nothing until the client is gone. */
    private RawServer silent() throws IOException {
        return new RawServer((raw, connection) -> {
            raw.head(connection);
            arrived.countDown();
            if (connection.getInputStream().read() < 0) {
                gone.countDown();
            }
        });
    }

    private static VideoCallClient client(RawServer server) {
        return VideoCallClient.builder().baseUrl(server.address()).build();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
