package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.bahasadri.videocall.client.error.SourceException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server that reads an upload while it arrives, which WireMock does not. */
class UploadTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static final long SIZE = 32L * MEGABYTE;
    private static final String ANSWER = """
            {"file_id": "f", "filename": "demo.mp4", "size": 1, "duration": 1.5, "url": "http://localhost/f"}""";

    private final CountDownLatch someHasArrived = new CountDownLatch(1);
    private HttpServer server;
    private VideoCallClient client;
    private volatile String beginning;
    private volatile long received;
    private volatile boolean answered;
    private volatile String contentLength;
    private volatile String transferEncoding;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::receive);
        server.start();
        client = VideoCallClient.builder()
                .baseUrl("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                        + server.getAddress().getPort())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void upload_knownLength_isSentWhileItIsRead() {
        assertThat(client.videoFiles().upload("s", new SlowVideo(SIZE)).fileId())
                .isEqualTo("f");
        assertThat(received).isGreaterThan(SIZE);
        assertThat(contentLength).isEqualTo(Long.toString(received));
        assertThat(transferEncoding).isNull();
    }

    @Test
    void upload_unknownLength_isSentInChunksWhileItIsRead() {
        assertThat(client.videoFiles().upload("s", new SlowVideo(-1)).fileId()).isEqualTo("f");
        assertThat(received).isGreaterThan(SIZE);
        assertThat(contentLength).isNull();
        assertThat(transferEncoding).isEqualTo("chunked");
    }

    @Test
    void upload_shorterThanItsLength_saysSo() {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> client.videoFiles().upload("s", new SlowVideo(SIZE + 1)))
                .withMessage(
                        "uploadVideoFile ended: demo.mp4 has " + SIZE + " bytes, not the " + (SIZE + 1) + " it said");
    }

    @Test
    void upload_longerThanItsLength_saysSo() {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> client.videoFiles().upload("s", new SlowVideo(SIZE - 1)))
                .withMessage("uploadVideoFile ended: demo.mp4 has more than the " + (SIZE - 1) + " bytes it said");
    }

    @Test
    void upload_fileThatShrinksWhileItIsSent_saysSo(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("demo.mp4"), new byte[MEGABYTE]);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> client.videoFiles()
                        .upload("s", VideoSource.of(file), atTheFirstProgress(() -> resize(file, MEGABYTE / 2))))
                .withMessageContaining("has " + MEGABYTE / 2 + " bytes, not the " + MEGABYTE + " it said");
        assertThat(answered).isFalse();
    }

    @Test
    void upload_fileThatGrowsWhileItIsSent_saysSo(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("demo.mp4"), new byte[MEGABYTE]);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> client.videoFiles()
                        .upload("s", VideoSource.of(file), atTheFirstProgress(() -> resize(file, MEGABYTE + 1))))
                .withMessageContaining("has more than the " + MEGABYTE + " bytes it said");
        assertThat(answered).isFalse();
    }

    @Test
    void upload_fileThatGrewBefore_isSentAsItIsNow(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("demo.mp4"), new byte[1]);
        VideoSource source = VideoSource.of(file);
        Files.write(file, new byte[MEGABYTE]);
        client.videoFiles().upload("s", source);
        assertThat(received).isGreaterThan(MEGABYTE);
    }

    @Test
    void upload_missingFile_failsWithItsCauseBeforeAnythingIsSent(@TempDir Path folder) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> client.videoFiles().upload("s", VideoSource.of(folder.resolve("none.mp4"))))
                .withMessageContaining("none.mp4 cannot be read")
                .withCauseInstanceOf(NoSuchFileException.class);
        assertThat(contentLength).isNull();
        assertThat(transferEncoding).isNull();
    }

    @Test
    void upload_folder_cannotBeRead(@TempDir Path folder) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> client.videoFiles().upload("s", VideoSource.of(folder)))
                .withMessageContaining("cannot be read");
    }

    @Test
    void upload_emptyFile_isSent(@TempDir Path folder) throws IOException {
        client.videoFiles().upload("s", VideoSource.of(Files.createFile(folder.resolve("demo.mp4"))));
        assertThat(received).isPositive();
    }

    @Test
    void upload_streamASecondTime_saysSo() {
        VideoSource once = VideoSource.of(new ByteArrayInputStream(new byte[3]), 3);
        client.videoFiles().upload("s", once);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> client.videoFiles().upload("s", once))
                .withMessageContaining("once only");
    }

    @Test
    void upload_streamThatBreaksOff_saysHowFarItCame() {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[100_000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        });
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> client.videoFiles().upload("s", VideoSource.of(broken, -1)))
                .withMessageContaining("after 100000 bytes")
                .withStackTraceContaining("the disk is gone");
    }

    @ParameterizedTest
    @CsvSource({
        "demo.mp4, demo.mp4",
        "Übung 日本 😀.mp4, Übung 日本 😀.mp4",
        "a\"b.mp4, a%22b.mp4",
    })
    void upload_anyName_isSentInUtf8AsBrowsersDo(String name, String sent) {
        client.videoFiles().upload("s", VideoSource.of(name, "video/mp4", new byte[1]));
        assertThat(beginning)
                .contains("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + sent + "\"\r\n")
                .contains("\r\nContent-Type: video/mp4\r\n");
    }

    @Test
    void upload_nameWithLineBreaks_forgesNoHeader() {
        client.videoFiles().upload("s", VideoSource.of("a\r\nX-Forged: yes.mp4", "video/mp4", new byte[1]));
        assertThat(beginning).contains("a%0D%0AX-Forged: yes.mp4").doesNotContain("\nX-Forged");
    }

    @Test
    void upload_malformedContentType_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> client.videoFiles().upload("s", VideoSource.of("a.mp4", "video", new byte[1])))
                .withMessageContaining("content type");
    }

    @Test
    void upload_anyOutcome_closesTheSource() {
        SlowVideo video = new SlowVideo(SIZE);
        client.videoFiles().upload("s", video);
        assertThat(video.closed).isTrue();

        SlowVideo broken = new SlowVideo(SIZE + 1);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> client.videoFiles().upload("s", broken));
        assertThat(broken.closed).isTrue();
    }

    private static RequestOptions atTheFirstProgress(Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return RequestOptions.defaults().withUploadProgress((sent, total) -> {
            if (!done.getAndSet(true)) {
                action.run();
            }
        });
    }

    private static void resize(Path file, int length) {
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        contentLength = exchange.getRequestHeaders().getFirst("Content-Length");
        transferEncoding = exchange.getRequestHeaders().getFirst("Transfer-Encoding");
        byte[] buffer = new byte[64 * 1024];
        long count = 0;
        try (InputStream body = exchange.getRequestBody()) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                if (count == 0) {
                    beginning = new String(buffer, 0, read, StandardCharsets.UTF_8);
                }
                count += read;
                if (count > MEGABYTE) {
                    someHasArrived.countDown();
                }
            }
        }
        received = count;
        answered = true;
        byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    /** A video whose second half exists only once the server has seen some of the first. */
    private final class SlowVideo implements VideoSource {
        private final long declaredLength;
        private volatile boolean closed;

        SlowVideo(long declaredLength) {
            this.declaredLength = declaredLength;
        }

        @Override
        public String fileName() {
            return "demo.mp4";
        }

        @Override
        public String contentType() {
            return "video/mp4";
        }

        @Override
        public long contentLength() {
            return declaredLength;
        }

        @Override
        public InputStream open() {
            return new InputStream() {
                private long position;

                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0];
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    if (position >= SIZE) {
                        return -1;
                    }
                    if (position >= SIZE / 2) {
                        awaitTheServer();
                    }
                    int count = (int) Math.min(length, SIZE - position);
                    position += count;
                    return count;
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }

        private void awaitTheServer() throws IOException {
            try {
                if (!someHasArrived.await(20, TimeUnit.SECONDS)) {
                    throw new IOException("nothing is sent before everything is read");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }
}
