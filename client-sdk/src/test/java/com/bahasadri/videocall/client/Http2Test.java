package com.bahasadri.videocall.client;

import static com.bahasadri.videocall.client.Messages.ended;
import static com.bahasadri.videocall.client.Messages.message;
import static com.bahasadri.videocall.client.Messages.muted;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.client.event.EventStream;
import com.bahasadri.videocall.client.model.Health;
import com.bahasadri.videocall.client.model.SessionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okio.BufferedSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over HTTP/2 and TLS, with a client of OkHttp's that trusts an authority of the program's own. */
@Timeout(60)
class Http2Test {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CountDownLatch over = new CountDownLatch(1);
    private SecureServer server;
    private OkHttpClient http;
    private VideoCallClient client;

    @AfterEach
    void stop() {
        over.countDown();
        client.close();
        server.close();
    }

    @Test
    void calls_atOnce_shareOneConnection() throws Exception {
        start(request -> SecureServer.up());
        client.service().health();

        List<CompletableFuture<Health>> calls = Stream.generate(
                        () -> client.async().service().health())
                .limit(20)
                .toList();

        assertThat(calls)
                .allSatisfy(call ->
                        assertThat(call.get(30, TimeUnit.SECONDS).status()).isEqualTo("up"));
        assertThat(requests()).hasSize(21).allSatisfy(request -> {
            assertThat(request.getVersion()).isEqualTo("HTTP/2");
            assertThat(request.getConnectionIndex()).isZero();
        });
    }

    @Test
    void events_whoseStreamIsReset_goOnBehindTheLast() throws Exception {
        String text = message(muted(1)) + message(muted(2)) + message(muted(3)) + message(muted(4));
        start(request -> {
            boolean isFirst = request.getHeaders().get("last-event-id").equals("0");
            // Broken off in the middle of its body, which is at an event's end.
            return isFirst
                    ? events(text)
                            .onResponseBody(new SocketEffect.CloseStream())
                            .build()
                    : events(message(muted(3)) + message(ended(4))).build();
        });

        try (EventStream events = client.events("s").fromBeginning().open()) {
            assertThat(events.stream().map(SessionEvent::seq)).containsExactly(1L, 2L, 3L, 4L);
        }

        assertThat(requests())
                .extracting(request -> request.getHeaders().get("last-event-id"))
                .containsExactly("0", "2");
    }

    @Test
    void close_ofEvents_endsTheirStreamAndKeepsTheConnection() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        start(request -> request.getTarget().equals("/health") ? SecureServer.up() : endless(ended));
        EventStream events = client.events("s").fromBeginning().open();
        assertThat(events.poll(PATIENCE)).isPresent();
        assertThat(http.connectionPool().idleConnectionCount()).isZero();

        events.close();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertNothingIsInUse();
        client.service().health();
        assertThat(requests()).extracting(RecordedRequest::getConnectionIndex).containsExactly(0, 0);
    }

    @Test
    void cancel_ofACallHalfAnswered_endsItsStreamAndKeepsTheConnection() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        start(request -> request.getTarget().equals("/health") ? SecureServer.up() : halfAnswered(begun));
        client.service().health();
        CompletableFuture<?> call = client.async().sessions().get("s");
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(http.connectionPool().idleConnectionCount()).isZero();

        call.cancel(true);

        assertNothingIsInUse();
        client.service().health();
        assertThat(requests()).extracting(RecordedRequest::getConnectionIndex).containsExactly(0, 0, 0);
    }

    private void start(Function<RecordedRequest, MockResponse> answers) throws IOException {
        server = new SecureServer("127.0.0.1", answers);
        // Without a limit to silence: what ends here ends by what the test does.
        http = server.trusting().readTimeout(Duration.ZERO).build();
        client = VideoCallClient.builder()
                .baseUrl(server.address())
                .httpClient(http)
                .build();
    }

    /** An event, and signs of life until the stream is reset. */
    private static MockResponse endless(CountDownLatch ended) {
        return open("text/event-stream")
                .socketHandler(socket -> {
                    try (BufferedSink body = Okio.buffer(socket.getSink())) {
                        body.writeUtf8(message(muted(1))).flush();
                        while (true) {
                            body.writeUtf8(": still here\n\n").flush();
                        }
                    } catch (IOException e) {
                        ended.countDown();
                    }
                })
                .build();
    }

    private MockResponse halfAnswered(CountDownLatch begun) {
        return open("application/json")
                .socketHandler(socket -> {
                    try {
                        BufferedSink body = Okio.buffer(socket.getSink());
                        body.writeUtf8("{\"session_id\":").flush();
                        begun.countDown();
                        over.await();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .build();
    }

    private static MockResponse.Builder events(String text) {
        return open("text/event-stream").body(text);
    }

    /** An answer of no length, which a mock has otherwise. */
    private static MockResponse.Builder open(String contentType) {
        return new MockResponse.Builder().clearHeaders().addHeader("Content-Type", contentType);
    }

    private List<RecordedRequest> requests() throws InterruptedException {
        List<RecordedRequest> requests = new ArrayList<>();
        for (RecordedRequest next = server.request(); next != null; next = server.request()) {
            requests.add(next);
        }
        return requests;
    }

    /** A stream that is left would keep its connection from being idle. */
    private void assertNothingIsInUse() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (http.connectionPool().idleConnectionCount() == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(http.connectionPool().idleConnectionCount())
                .as("idle connections")
                .isEqualTo(1);
        assertThat(http.connectionPool().connectionCount()).isEqualTo(1);
    }
}
