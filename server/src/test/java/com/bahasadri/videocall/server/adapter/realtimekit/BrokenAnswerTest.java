package com.bahasadri.videocall.server.adapter.realtimekit;

import static com.bahasadri.videocall.server.support.RawUpstream.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.CallBudget;
import com.bahasadri.videocall.server.support.RawUpstream;
import com.bahasadri.videocall.server.support.RawUpstream.Conversation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are no HTTP, or never end: each is one failure, in its time, and holds nothing afterwards. */
class BrokenAnswerTest {
    private static final String TOKEN = "cf-SECRET-token";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HEAD = "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n";

    private final ConnectionPool connections = new ConnectionPool();

    static Stream<Arguments> conversations() {
        return Stream.of(
                fault("nothing, and closes", socket -> {}),
                fault("a reset", RawUpstream::reset),
                fault("nothing, and stays", BrokenAnswerTest::listen),
                fault("no HTTP, but our token", socket -> write(socket, "Bearer " + TOKEN + "\r\n\r\n")),
                fault("a line without an end", socket -> drip(socket, "x")),
                fault("half a header", socket -> {
                    write(socket, HEAD);
                    listen(socket);
                }),
                fault("headers without an end", socket -> drip(socket, "X-More: yes\r\n", HEAD)),
                fault("less than announced, and closes", socket -> write(socket, HEAD + "Content-Length: 99\r\n\r\n{")),
                fault("a reset in the body", socket -> {
                    write(socket, HEAD + "Content-Length: 99\r\n\r\n{\"success\"");
                    RawUpstream.reset(socket);
                }),
                fault("a body that drips", socket -> drip(socket, " ", HEAD + "Content-Length: 9999999\r\n\r\n{")),
                fault("a body without an end", socket -> pour(socket, HEAD + "\r\n{\"x\":\"")),
                fault(
                        "chunks that are none",
                        socket -> write(socket, HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n")),
                fault("a length that is none", socket -> write(socket, HEAD + "Content-Length: -5\r\n\r\n{}")),
                fault(
                        "compression that is none",
                        socket -> write(socket, HEAD + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}")),
                fault("only that it goes on", socket -> drip(socket, "HTTP/1.1 100 Continue\r\n\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void createMeeting_brokenAnswer_isOneErrorInItsTime(String name, Conversation conversation) {
        try (RawUpstream upstream = RawUpstream.saying(conversation);
                RealtimeKitEngine engine = engine(upstream.baseUrl())) {
            long start = System.nanoTime();

            ServiceException failure = catchThrowableOfType(ServiceException.class, () -> engine.createMeeting("Room"));

            assertThat(failure.code()).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
            assertThat(text(failure)).doesNotContain(TOKEN).hasSizeLessThan(20_000);
            assertThat(upstream.connections()).isEqualTo(1);
            assertThat(connections.connectionCount() - connections.idleConnectionCount())
                    .as("connections that somebody holds")
                    .isZero();
        }
    }

    @Test
    void createMeeting_nobodyAccepts_failsInItsTime() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, waiting);
            long start = System.nanoTime();

            try (RealtimeKitEngine engine =
                    engine(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/client/v4"))) {
                assertThat(catchThrowableOfType(ServiceException.class, () -> engine.createMeeting(null))
                                .code())
                        .isEqualTo(ErrorCode.REALTIMEKIT_ERROR);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void createMeeting_firstAddressDoesNotListen_takesTheSecond() {
        String answer = "{\"success\":true,\"data\":{\"id\":\"m1\"}}";
        try (RawUpstream upstream = RawUpstream.saying(socket -> write(
                socket, HEAD + "Content-Length: " + answer.length() + "\r\nConnection: close\r\n\r\n" + answer))) {
            OkHttpClient twoAddresses = new OkHttpClient.Builder()
                    .dns(host -> List.of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.1")))
                    .build();
            URI address = URI.create("http://two.test:" + upstream.baseUrl().getPort() + "/client/v4");
            try (RealtimeKitEngine engine = new RealtimeKitEngine(settings(address), Clock.systemUTC(), twoAddresses)) {
                assertThat(engine.createMeeting(null).id()).isEqualTo("m1");
            }
        }
    }

    private RealtimeKitEngine engine(URI address) {
        Means means = new Means(
                new OkHttpClient.Builder().connectionPool(connections).build(),
                CallBudget.UNLIMITED,
                Clock.systemUTC(),
                time -> {});
        return new RealtimeKitEngine(settings(address), means);
    }

    private static RealtimeKitSettings settings(URI address) {
        CallPolicy standard = CallPolicy.standard();
        return RealtimeKitSettings.of(address, "acc", "app", TOKEN)
                .with(new CallPolicy(
                        Duration.ofMillis(500),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        standard.attempts(),
                        standard.firstWait(),
                        standard.longestWait(),
                        standard.atOnce(),
                        standard.rest()));
    }

    private static Arguments fault(String name, Conversation conversation) {
        return Arguments.of(name, conversation);
    }

    /** Says nothing more until the other side closes. */
    private static void listen(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // It may say what it likes.
        }
    }

    /** Says a little, again and again, always before the other side takes it for silent. */
    private static void drip(Socket socket, String drop, String... first) throws IOException {
        for (String text : first) {
            write(socket, text);
        }
        socket.setSoTimeout(50);
        while (true) {
            write(socket, drop);
            try {
                if (socket.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException e) {
                // Nothing was said for a moment: the next drop.
                continue;
            }
        }
    }

    private static void pour(Socket socket, String first) throws IOException {
        write(socket, first);
        String much = "x".repeat(64 * 1024);
        while (true) {
            write(socket, much);
        }
    }

    /** Connects until nobody is let in any more. */
    private static void fill(ServerSocket server, List<Socket> waiting) throws IOException {
        for (int i = 0; i < 64; i++) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()), 300);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        throw new IllegalStateException("everybody is let in");
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
