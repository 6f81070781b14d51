package com.bahasadri.videocall.server.adapter.r2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.video.VideoType;
import com.bahasadri.videocall.server.port.FileStore.NewFile;
import com.bahasadri.videocall.server.port.FileStore.Upload;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@link R2FileStore} with a bucket that takes a part only when it is let. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StalledBucketTest {
    /** More than sockets buffer. */
    private static final int PART = 32 * 1024 * 1024;

    @TempDir
    private Path parts;

    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
        assertThat(parts).isEmptyDirectory();
    }

    @Test
    void write_partIsNotTaken_failsAndHangsUp() throws Exception {
        try (R2FileStore store = store(Duration.ofSeconds(1));
                Upload upload = store.begin(file())) {
            assertThatThrownBy(() -> {
                        upload.write(new byte[PART + 1], 0, PART + 1);
                        upload.complete();
                    })
                    .isInstanceOf(ServiceException.class);
        }
        released.countDown();
        left.await();
        assertThat(ended).contains("broken PUT", "DELETE");
    }

    @Test
    void close_partIsBeingSent_waitsForItBeforeItEndsTheUpload() throws Exception {
        try (R2FileStore store = store(Duration.ofMinutes(1))) {
            Upload upload = store.begin(file());
            upload.write(new byte[PART + 1], 0, PART + 1);
            entered.await();

            CompletableFuture<Thread> closing = new CompletableFuture<>();
            CompletableFuture<Void> closed = CompletableFuture.runAsync(
                    () -> {
                        closing.complete(Thread.currentThread());
                        upload.close();
                    },
                    threads);
            Thread closer = closing.get();
            while (closer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            released.countDown();
            closed.get();

            assertThat(ended).containsExactly("POST", "PUT", "DELETE");
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        try (exchange) {
            if (method.equals("PUT")) {
                entered.countDown();
                released.await();
                exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            }
            byte[] body = (method.equals("POST")
                            ? "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>"
                            : "")
                    .getBytes(StandardCharsets.UTF_8);
            ended.add(method);
            exchange.getResponseHeaders().set("ETag", "\"e\"");
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            ended.add("broken " + method);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (method.equals("PUT")) {
                left.countDown();
            }
        }
    }

    private R2FileStore store(Duration attempt) {
        R2Settings settings = new R2Settings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "bucket",
                "key",
                "secret",
                null,
                new R2Settings.Timeouts(attempt, attempt, attempt, attempt.multipliedBy(2)));
        return new R2FileStore(settings, parts, PART);
    }

    private static NewFile file() {
        return new NewFile("a", "call.mp4", VideoType.MP4);
    }
}
