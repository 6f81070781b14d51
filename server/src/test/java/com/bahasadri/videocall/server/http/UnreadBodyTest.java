package com.bahasadri.videocall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.support.http.Form;
import com.bahasadri.videocall.server.support.http.RawHttp;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What still arrives of a body after the answer. */
class UnreadBodyTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int MEGABYTE = 1_000_000;

    private final ExecutorService threads = RequestThreads.newExecutor("test");
    private HttpListener listener;

    @AfterEach
    void close() {
        listener.close(Duration.ZERO);
        threads.shutdownNow();
    }

    @Test
    void body_sentWholeBeforeTheAnswerIsRead_isThrownAwayAndTheAnswerRead() throws IOException {
        start(new UnreadBody(LONG, LONG, Long.MAX_VALUE));

        try (Socket socket = begin(50L * MEGABYTE)) {
            for (int i = 0; i < 50; i++) {
                socket.getOutputStream().write(new byte[MEGABYTE]);
            }
            assertThat(answer(socket))
                    .startsWith("HTTP/1.1 200")
                    .contains("Connection: close")
                    .endsWith("done");
        }
    }

    @Test
    void body_thatDoesNotCome_endsTheConnection() throws IOException {
        start(new UnreadBody(Duration.ofMillis(200), LONG, Long.MAX_VALUE));

        try (Socket socket = begin(MEGABYTE)) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 200").endsWith("done");
        }
    }

    @Test
    void body_thatDoesNotEnd_endsTheConnection() throws IOException {
        start(new UnreadBody(Duration.ofMillis(200), Duration.ofMillis(500), Long.MAX_VALUE));

        try (Socket socket = begin(Long.MAX_VALUE)) {
            sendUntilTheEnd(socket);
        }
    }

    @Test
    void body_ofMoreThanIsThrownAway_endsTheConnection() throws IOException {
        start(new UnreadBody(LONG, LONG, 10L * MEGABYTE));

        try (Socket socket = begin(Long.MAX_VALUE)) {
            sendUntilTheEnd(socket);
        }
    }

    @Test
    void body_thatWasRead_keepsTheConnection() throws IOException {
        start(new UnreadBody(Duration.ofMillis(1), Duration.ofMillis(1), 1));

        try (Socket socket =
                RawHttp.begin(listener.port(), "POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")) {
            socket.setSoTimeout(15_000);
            String answer = new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 200 OK");
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(answer(socket)).contains("HTTP/1.1 200").endsWith("done");
        }
    }

    private void start(UnreadBody unread) {
        listener = HttpListener.start(HttpListener.Settings.plain("127.0.0.1", 0), new HttpHandler() {
            @Override
            public void service(Request request, Response response) throws IOException {
                unread.announce(request, response);
                if (request.getRequestURI().equals("/read")) {
                    request.getInputStream().readAllBytes();
                }
                response.getOutputStream().write("done".getBytes(StandardCharsets.US_ASCII));
                unread.bound(request);
            }

            @Override
            public RequestExecutorProvider getRequestExecutorProvider() {
                return request -> threads;
            }
        });
    }

    /** A form, for the beginning of a body of another kind is waited for. */
    private Socket begin(long length) throws IOException {
        Socket socket = RawHttp.begin(
                listener.port(),
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: " + Form.TYPE + "\r\nContent-Length: " + length
                        + "\r\n\r\n");
        socket.setSoTimeout(15_000);
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static void sendUntilTheEnd(Socket socket) {
        byte[] megabyte = new byte[MEGABYTE];
        assertThatThrownBy(() -> {
                    OutputStream out = socket.getOutputStream();
                    for (long sent = 0; sent < 1_000_000_000_000L; sent += MEGABYTE) {
                        out.write(megabyte);
                    }
                })
                .isInstanceOf(IOException.class);
    }
}
