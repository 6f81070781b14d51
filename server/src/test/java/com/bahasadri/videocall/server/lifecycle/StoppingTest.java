package com.bahasadri.videocall.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Configs;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.bahasadri.videocall.server.support.media.MediaFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those are told who are in the middle of something when the server stops. */
class StoppingTest {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String BOUNDARY = "boundary";
    private static final byte[] FORM = form(MediaFiles.bytes(MediaFiles.paddedMp4(2_000_000)));

    @TempDir
    Path directory;

    private final List<Socket> open = new ArrayList<>();
    private Application server;
    private String session;
    private String control;

    @BeforeEach
    void start() {
        server = Application.start(Configs.in(directory));
        ApiClient client = new ApiClient(URI.create("http://127.0.0.1:" + port()));
        session = TestServer.path(client.post("/api/video-call/session").text("session_id"));
        control = client.post(session + "/control-token").text("token");
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        server.close();
    }

    @Test
    void upload_thatEndsInTime_isTaken() throws Exception {
        Socket upload = begin("", FORM.length / 2);
        CompletableFuture<Void> stopped = stop();
        awaitStopping();

        upload.getOutputStream().write(FORM, FORM.length / 2, FORM.length - FORM.length / 2);

        assertThat(answer(upload)).startsWith("HTTP/1.1 200 ").contains("\r\nConnection: close\r\n");
        stopped.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Test
    void upload_thatGoesOnAndOn_isRefusedAndLeavesNothing() throws Exception {
        Socket upload = begin("", FORM.length / 2);
        CompletableFuture<Void> stopped = stop();

        assertThat(answerWhileSending(upload))
                .startsWith("HTTP/1.1 503 ")
                .contains("\r\nConnection: close\r\n", "\r\nRetry-After: ", "\"code\":\"UNAVAILABLE\"");
        stopped.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        try (Stream<Path> left = Files.walk(directory)) {
            assertThat(left.filter(Files::isRegularFile))
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly("state.mv");
        }
    }

    @Test
    void request_onAConnectionThatIsOpen_isRefusedWhileOthersEnd() throws Exception {
        Socket kept = connect();
        get(kept, "/health");
        assertThat(answer(kept)).startsWith("HTTP/1.1 200 ");
        Socket upload = begin("", FORM.length / 2);
        CompletableFuture<Void> stopped = stop();
        awaitStopping();

        get(kept, session);

        assertThat(answer(kept))
                .startsWith("HTTP/1.1 503 ")
                .contains("\r\nConnection: close\r\n", "\r\nRetry-After: ", "\"code\":\"UNAVAILABLE\"");
        upload.getOutputStream().write(FORM, FORM.length / 2, FORM.length - FORM.length / 2);
        assertThat(answer(upload)).startsWith("HTTP/1.1 200 ");
        stopped.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Test
    void repeatedRequest_thatWaitsForTheFirst_isRefusedAtOnce() throws Exception {
        String key = "Idempotency-Key: stopping-0123456789\r\n";
        Socket first = begin(key, FORM.length / 2);
        Socket second = begin(key, FORM.length);
        CompletableFuture<Void> stopped = stop();

        assertThat(answer(second)).startsWith("HTTP/1.1 503 ").contains("\"code\":\"UNAVAILABLE\"");

        first.getOutputStream().write(FORM, FORM.length / 2, FORM.length - FORM.length / 2);
        assertThat(answer(first)).startsWith("HTTP/1.1 200 ");
        stopped.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Void> stop() {
        return CompletableFuture.runAsync(server::close);
    }

    /** Waits until no connection is accepted any more, and what is open has been told. */
    private void awaitStopping() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (System.nanoTime() < deadline) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port())) {
                probe.setSoTimeout(PATIENCE_MILLIS);
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            } catch (IOException e) {
                return;
            }
        }
        throw new AssertionError("the server does not stop to accept");
    }

    /** Sends the beginning of an upload, until the server has begun to read it. */
    private Socket begin(String header, int sent) throws IOException {
        Socket socket = connect();
        get(socket, "/health");
        assertThat(answer(socket)).startsWith("HTTP/1.1 200 ");
        String head = "POST " + session + "/video-file HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + control
                + "\r\n" + header + "Expect: 100-continue\r\nContent-Type: multipart/form-data; boundary=" + BOUNDARY
                + "\r\nContent-Length: " + FORM.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        if (header.isEmpty() || open.size() == 1) {
            assertThat(head(socket)).startsWith("HTTP/1.1 100 ");
        }
        socket.getOutputStream().write(FORM, 0, sent);
        return socket;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        open.add(socket);
        return socket;
    }

    private static void get(Socket socket, String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends a little again and again, until there is an answer. */
    private static String answerWhileSending(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (socket.getInputStream().available() == 0 && System.nanoTime() < deadline) {
            out.write(new byte[100]);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        return answer(socket);
    }

    private static String answer(Socket socket) throws IOException {
        String head = head(socket);
        String length = head.replaceFirst("(?s).*\r\nContent-Length: (\\d+)\r\n.*", "$1");
        return head + new String(socket.getInputStream().readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended after " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static byte[] form(byte[] file) {
        byte[] head = ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n"
                        + "Content-Type: video/mp4\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] tail = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] form = new byte[head.length + file.length + tail.length];
        System.arraycopy(head, 0, form, 0, head.length);
        System.arraycopy(file, 0, form, head.length, file.length);
        System.arraycopy(tail, 0, form, head.length + file.length, tail.length);
        return form;
    }

    private int port() {
        return server.address().getPort();
    }
}
