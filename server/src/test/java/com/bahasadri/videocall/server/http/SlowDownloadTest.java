package com.bahasadri.videocall.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.CloseType;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.nio.NIOConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large answers to clients that read slowly, or not at all. */
@Timeout(60)
class SlowDownloadTest {
    private static final int PIECE = 65_536;
    /** More than the system's buffers hold, and than Grizzly would let wait. */
    private static final int PIECES = 240;

    private static final int SMALL_WINDOW = 4_096;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final ExecutorService threads = RequestThreads.newExecutor("test");
    private final AtomicInteger mostWaiting = new AtomicInteger();
    /** How the handler's thread came free: with null, or what it met. */
    private final CompletableFuture<IOException> written = new CompletableFuture<>();

    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private HttpListener listener;

    @AfterEach
    void close() {
        listener.close(Duration.ZERO);
        threads.shutdownNow();
    }

    @Test
    void answer_toOneWhoReadsNothing_takesLittleMemory() throws Exception {
        start(PATIENCE);

        try (Socket socket = ask(SMALL_WINDOW, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")) {
            written.get(20, TimeUnit.SECONDS);
            assertThat(mostWaiting).hasValueBetween(1, 256 * 1024 + 2 * PIECE);
            assertThat(readable(socket)).isLessThan((long) PIECE * PIECES);
        }
    }

    @Test
    void answer_toOneWhoReadsNothing_isGivenUpAndItsThreadFree() throws Exception {
        start(PATIENCE);

        try (Socket socket = ask(SMALL_WINDOW, "GET / HTTP/1.1\r\nHost: a\r\n\r\n")) {
            assertThat(written.get(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(readable(socket)).isLessThan((long) PIECE * PIECES);
        }
    }

    @Test
    void restOfAnAnswer_thatIsNotTaken_endsTheConnection() throws Exception {
        start(PATIENCE);

        try (Socket socket = ask(SMALL_WINDOW, "GET /rest HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")) {
            assertThat(written.get(20, TimeUnit.SECONDS)).isNull();
            closed.get(20, TimeUnit.SECONDS);
            assertThat(readable(socket)).isLessThan((long) PIECE * PIECES);
        }
    }

    @Test
    void answer_toOneWhoReadsSlowly_isWhole() throws Exception {
        start(Duration.ofSeconds(10));

        try (Socket socket = ask(PIECE, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")) {
            while (mostWaiting.get() <= PIECE) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            assertThat(readable(socket)).isBetween((long) PIECE * PIECES, (long) PIECE * (PIECES + 1));
            assertThat(written.get(20, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void connection_onWhichNothingWaits_isLeftAlone() throws Exception {
        start(PATIENCE);

        try (Socket socket = ask(PIECE, "GET /small HTTP/1.1\r\nHost: a\r\n\r\n");
                Socket another = ask(SMALL_WINDOW, "GET /rest HTTP/1.1\r\nHost: a\r\n\r\n")) {
            closed.get(20, TimeUnit.SECONDS);
            assertThat(readable(another)).isPositive();

            socket.getOutputStream()
                    .write("GET /small HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .matches("(?s)HTTP/1.1 200.*HTTP/1.1 200.*");
        }
    }

    private void start(Duration patience) {
        HttpListener.Settings settings = HttpListener.Settings.plain("127.0.0.1", 0);
        listener = HttpListener.start(settings, patience, new HttpHandler() {
            @Override
            public void service(Request request, Response response) throws IOException {
                NIOConnection connection = (NIOConnection) request.getRequest().getConnection();
                if (request.getRequestURI().equals("/small")) {
                    response.getOutputStream().write(1);
                    return;
                }
                CloseListener<Closeable, CloseType> ended = (closing, type) -> closed.complete(null);
                connection.addCloseListener(ended);
                try {
                    write(request.getRequestURI(), connection, response);
                    written.complete(null);
                } catch (IOException e) {
                    written.complete(e);
                }
            }

            @Override
            public RequestExecutorProvider getRequestExecutorProvider() {
                return request -> threads;
            }
        });
    }

    private void write(String path, NIOConnection connection, Response response) throws IOException {
        for (int i = 0; i < PIECES; i++) {
            response.getOutputStream().write(new byte[PIECE]);
            int waiting = connection.getAsyncWriteQueue().spaceInBytes();
            mostWaiting.accumulateAndGet(waiting, Math::max);
            if (path.equals("/rest") && waiting > PIECE) {
                return;
            }
        }
    }

    private Socket ask(int window, String request) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(window);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port()));
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** How much there is to read until the connection ends. */
    private static long readable(Socket socket) throws IOException {
        byte[] piece = new byte[PIECE];
        InputStream in = socket.getInputStream();
        long received = 0;
        try {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                received += read;
            }
        } catch (SocketException e) {
            // Reset: it was given up.
        }
        return received;
    }
}
