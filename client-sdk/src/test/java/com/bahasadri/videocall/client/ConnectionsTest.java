package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** A thousand answers of every kind, on connections that are kept, cut, delayed and spoilt. */
class ConnectionsTest {
    private static final int CALLS = 1000;
    private static final String UP = "{\"status\": \"up\", \"version\": \"1\", \"media\": \"emulator\"}";
    private static final String NO = "{\"error\": \"No\", \"code\": \"INTERNAL_ERROR\"}";

    private final OkHttpClient http = new OkHttpClient();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger answers = new AtomicInteger();

    @Test
    void calls_aThousandMixed_leakNoConnection() throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        try (RawServer server = new RawServer(this::serve)) {
            VideoCallClient client = VideoCallClient.builder()
                    .baseUrl(server.address())
                    .httpClient(http)
                    .timeout(Timeout.defaults().withRead(Duration.ofMillis(50)))
                    .maxRetries(0)
                    .build();
            for (int i = 0; i < CALLS; i++) {
                Throwable thrown = i % 2 == 0
                        ? catchThrowable(() -> client.service().health())
                        : causeOf(client.async().service().health());
                outcomes.merge(thrown == null ? "answer" : thrown.getClass().getSimpleName(), 1, Integer::sum);
            }
            assertThat(outcomes)
                    .containsOnlyKeys(
                            "answer",
                            "MalformedAnswerException",
                            "NotFoundException",
                            "RateLimitedException",
                            "ServerException",
                            "TransportException");
            // A future is complete a moment before OkHttp has done with its call.
            await(() -> http.dispatcher().runningCallsCount() == 0);
            assertThat(http.connectionPool().connectionCount())
                    .as("connections in use")
                    .isEqualTo(http.connectionPool().idleConnectionCount());
            http.connectionPool().evictAll();
            await(() -> open.get() == 0);
            assertThat(http.connectionPool().connectionCount()).isZero();
        }
    }

    private void serve(RawServer raw, Socket connection) throws IOException {
        open.incrementAndGet();
        try {
            while (raw.head(connection) != null && answer(connection, answers.getAndIncrement() % 10)) {
                // The connection is kept for the next.
            }
        } finally {
            open.decrementAndGet();
        }
    }

    /** Whether the connection is kept. */
    private static boolean answer(Socket connection, int kind) throws IOException {
        switch (kind) {
            case 0, 1 -> RawServer.answer(connection, 200, UP);
            case 2 -> RawServer.answer(connection, 404, NO);
            case 3 -> RawServer.answer(connection, 429, NO, "Retry-After: 1000000000");
            case 4 -> RawServer.answer(connection, 503, "<html>" + "x".repeat(200_000));
            case 5 -> RawServer.answer(connection, 200, "no JSON");
            case 6 -> send(connection, "HTTP/1.1 200 OK\r\nContent-Le");
            case 7 -> send(connection, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"status\"");
            case 8 -> {
                // Too late, and twice.
                if (connection.getInputStream().read() >= 0) {
                    throw new IOException("a request on a connection that was given up");
                }
            }
            default -> RawServer.answer(connection, 200, UP + UP);
        }
        return kind < 6 || kind == 9;
    }

    private static void send(Socket connection, String bytes) throws IOException {
        connection.getOutputStream().write(bytes.getBytes());
    }

    private static Throwable causeOf(CompletableFuture<?> call) throws Exception {
        try {
            call.get(30, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("nothing happens").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
