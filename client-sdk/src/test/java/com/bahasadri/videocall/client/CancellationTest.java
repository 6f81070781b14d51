package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.bahasadri.videocall.client.error.CancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancellationTest {
    private static final long ENDLESS = Long.MAX_VALUE / 2;
    private static final int MEGABYTE = 1024 * 1024;

    private final OkHttpClient http = new OkHttpClient();
    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch testIsOver = new CountDownLatch(1);

    @AfterEach
    void everythingIsReleased() {
        testIsOver.countDown();
        assertThat(http.connectionPool().connectionCount())
                .isEqualTo(http.connectionPool().idleConnectionCount());
    }

    @Test
    void cancel_whileTheServerTakesNoMore_endsTheUpload() throws Exception {
        // Of an endless video some is always left: the sockets' buffers are full long before.
        MadeUpVideo video = MadeUpVideo.of(ENDLESS);
        CountDownLatch headIsRead = new CountDownLatch(1);
        try (RawServer server = new RawServer((raw, connection) -> {
            raw.head(connection);
            headIsRead.countDown();
            untilTheTestIsOver();
        })) {
            CompletableFuture<Throwable> upload = upload(server, video, RequestOptions.defaults());
            assertThat(headIsRead.await(30, TimeUnit.SECONDS)).isTrue();
            cancellation.cancel();
            isCancelled(upload.get(30, TimeUnit.SECONDS), video);
        }
    }

    @Test
    void cancel_whileTheAnswerIsAwaited_endsTheUpload() throws Exception {
        CountDownLatch allHasArrived = new CountDownLatch(1);
        MadeUpVideo video = MadeUpVideo.of(MEGABYTE);
        try (RawServer server = new RawServer((raw, connection) -> {
            RawServer.discardBody(connection, raw.head(connection));
            allHasArrived.countDown();
            untilTheTestIsOver();
        })) {
            CompletableFuture<Throwable> upload = upload(server, video, RequestOptions.defaults());
            assertThat(allHasArrived.await(30, TimeUnit.SECONDS)).isTrue();
            cancellation.cancel();
            isCancelled(upload.get(30, TimeUnit.SECONDS), video);
        }
    }

    @Test
    void cancel_byTheThreadThatUploads_endsTheUpload() throws Exception {
        MadeUpVideo video = MadeUpVideo.ofUntold(ENDLESS);
        try (RawServer server = new RawServer((raw, connection) -> {
            RawServer.discardBody(connection, raw.head(connection));
        })) {
            Throwable thrown = upload(
                            server,
                            video,
                            RequestOptions.defaults().withUploadProgress((sent, total) -> cancellation.cancel()))
                    .get(30, TimeUnit.SECONDS);
            isCancelled(thrown, video);
        }
    }

    @Test
    void cancel_beforeTheUpload_sendsNothing() throws Exception {
        cancellation.cancel();
        MadeUpVideo video = MadeUpVideo.of(1);
        try (RawServer server = new RawServer((raw, connection) -> raw.head(connection))) {
            assertThat(upload(server, video, RequestOptions.defaults()).get(30, TimeUnit.SECONDS))
                    .isExactlyInstanceOf(CancelledException.class)
                    .hasMessage("uploadVideoFile was cancelled before it was sent");
            assertThat(server.heads()).isEmpty();
        }
        assertThat(video.isOpened()).isFalse();
    }

    @Test
    void cancel_afterTheUpload_changesNothing() throws Exception {
        try (RawServer server = new RawServer((raw, connection) -> {
            RawServer.discardBody(connection, raw.head(connection));
            RawServer.answer(connection, 200, "{}", "Connection: close");
        })) {
            assertThat(upload(server, MadeUpVideo.of(MEGABYTE), RequestOptions.defaults())
                            .get(30, TimeUnit.SECONDS))
                    .isNull();
            cancellation.cancel();
        }
    }

    @Test
    void interrupt_whileTheAnswerIsAwaited_endsTheCallAndStays() throws Exception {
        CountDownLatch headIsRead = new CountDownLatch(1);
        CountDownLatch isGone = new CountDownLatch(1);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        try (RawServer server = new RawServer((raw, connection) -> {
            raw.head(connection);
            headIsRead.countDown();
            if (connection.getInputStream().read() < 0) {
                isGone.countDown();
            }
        })) {
            Timeout endless = Timeout.defaults().withRead(Duration.ZERO).withCall(Duration.ZERO);
            Thread thread = new Thread(() -> {
                Throwable failure = catchThrowable(() -> client(server)
                        .service()
                        .health(RequestOptions.defaults().withTimeout(endless)));
                thrown.complete(Thread.currentThread().isInterrupted() ? failure : null);
            });
            thread.setDaemon(true);
            thread.start();
            assertThat(headIsRead.await(30, TimeUnit.SECONDS)).isTrue();

            thread.interrupt();

            assertThat(thrown.get(30, TimeUnit.SECONDS))
                    .isExactlyInstanceOf(CancelledException.class)
                    .hasMessage("getHealth was interrupted");
            assertThat(isGone.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void interrupt_whileItIsSent_endsTheUploadAndStays() throws Exception {
        MadeUpVideo video = MadeUpVideo.ofUntold(ENDLESS);
        RequestOptions interrupting = RequestOptions.defaults()
                .withUploadProgress((sent, total) -> Thread.currentThread().interrupt());
        try (RawServer server = new RawServer((raw, connection) -> {
                    RawServer.discardBody(connection, raw.head(connection));
                });
                VideoCallClient client = client(server)) {
            Throwable thrown = catchThrowable(() -> client.videoFiles().upload("s", video, interrupting));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown)
                    .isExactlyInstanceOf(CancelledException.class)
                    .hasMessage("uploadVideoFile was interrupted");
        }
        assertThat(video.isClosed()).isTrue();
    }

    @Test
    void interrupt_byProgressThatThrows_isWhatItThrew() throws Exception {
        IllegalStateException failure = new IllegalStateException("the bar is broken");
        RequestOptions failing = RequestOptions.defaults().withUploadProgress((sent, total) -> {
            Thread.currentThread().interrupt();
            throw failure;
        });
        try (RawServer server = new RawServer((raw, connection) -> {
                    RawServer.discardBody(connection, raw.head(connection));
                });
                VideoCallClient client = client(server)) {
            Throwable thrown = catchThrowable(() -> client.videoFiles().upload("s", MadeUpVideo.of(1), failing));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown).isSameAs(failure);
        }
    }

    @Test
    void interrupt_whileAFileIsRead_isNoFaultOfTheFile(@TempDir Path folder) throws Exception {
        VideoSource file = VideoSource.of(Files.write(folder.resolve("demo.mp4"), new byte[MEGABYTE]));
        RequestOptions interrupting = RequestOptions.defaults()
                .withUploadProgress((sent, total) -> Thread.currentThread().interrupt());
        try (RawServer server = new RawServer((raw, connection) -> {
                    RawServer.discardBody(connection, raw.head(connection));
                });
                VideoCallClient client = client(server)) {
            Throwable thrown = catchThrowable(() -> client.videoFiles().upload("s", file, interrupting));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown).isExactlyInstanceOf(CancelledException.class);
        }
    }

    @Test
    void cancel_thatClosesASourceWhichBlocks_endsTheUpload() throws Exception {
        CountDownLatch isRead = new CountDownLatch(1);
        CountDownLatch isClosed = new CountDownLatch(1);
        InputStream blocking = new InputStream() {
            @Override
            public int read() throws IOException {
                isRead.countDown();
                await(isClosed);
                throw new IOException("closed");
            }

            @Override
            public void close() {
                isClosed.countDown();
            }
        };
        try (RawServer server = new RawServer((raw, connection) -> {
            RawServer.discardBody(connection, raw.head(connection));
        })) {
            CompletableFuture<Throwable> upload =
                    upload(server, VideoSource.of(blocking, -1), RequestOptions.defaults());
            assertThat(isRead.await(30, TimeUnit.SECONDS)).isTrue();
            cancellation.onCancel(isClosed::countDown);
            cancellation.cancel();
            assertThat(upload.get(30, TimeUnit.SECONDS))
                    .isExactlyInstanceOf(CancelledException.class)
                    .hasMessage("uploadVideoFile was cancelled");
        }
    }

    @Test
    void onCancel_eachAction_runsOnceUnlessTakenBack() {
        List<String> ran = new ArrayList<>();
        cancellation.onCancel(() -> ran.add("kept"));
        cancellation.onCancel(() -> ran.add("taken back")).close();
        assertThat(cancellation.isCancelled()).isFalse();
        cancellation.cancel();
        cancellation.cancel();
        cancellation.onCancel(() -> ran.add("late")).close();
        assertThat(cancellation.isCancelled()).isTrue();
        assertThat(ran).containsExactly("kept", "late");
    }

    @Test
    void onCancel_sameActionTwice_isTakenBackOnceOnly() {
        List<String> ran = new ArrayList<>();
        Runnable action = () -> ran.add("ran");
        cancellation.onCancel(action);
        Cancellation.Registration second = cancellation.onCancel(action);
        second.close();
        second.close();
        cancellation.cancel();
        assertThat(ran).hasSize(1);
    }

    @Test
    void onCancel_null_isRefusedByName() {
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> cancellation.onCancel(null))
                .withMessage("action is null");
    }

    private CompletableFuture<Throwable> upload(RawServer server, VideoSource video, RequestOptions options) {
        RequestOptions cancellable = options.withCancellation(cancellation);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try (VideoCallClient client = client(server)) {
                thrown.complete(catchThrowable(() -> client.videoFiles().upload("s", video, cancellable)));
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thrown;
    }

    private void untilTheTestIsOver() throws IOException {
        await(testIsOver);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void isCancelled(Throwable thrown, MadeUpVideo video) {
        assertThat(thrown).isExactlyInstanceOf(CancelledException.class).hasMessage("uploadVideoFile was cancelled");
        assertThat(video.isClosed()).isTrue();
    }

    private VideoCallClient client(RawServer server) {
        return VideoCallClient.builder()
                .baseUrl(server.address())
                .httpClient(http)
                .build();
    }
}
