package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.bahasadri.videocall.client.error.ApiException;
import com.bahasadri.videocall.client.error.InvalidInputException;
import com.bahasadri.videocall.client.error.TooLargeException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.error.UnauthorizedException;
import java.io.IOException;
import java.net.Socket;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An answer that comes while the file is still being sent. */
class EarlyAnswerTest {
    private static final long SIZE = 64L * 1024 * 1024;

    private final OkHttpClient http = new OkHttpClient();

    static Stream<Arguments> refusals() {
        return Stream.of(true, false)
                .flatMap(told -> Stream.of(
                        Arguments.of(413, "FILE_TOO_LARGE", TooLargeException.class, told),
                        Arguments.of(400, "INVALID_FILE_TYPE", InvalidInputException.class, told),
                        Arguments.of(401, "UNAUTHORIZED", UnauthorizedException.class, told)));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void upload_refusedWhileTheServerReadsOn_isTheRefusal(int status, String code, Class<?> expected, boolean told)
            throws IOException {
        try (RawServer server = new RawServer((raw, connection) -> {
            String head = raw.head(connection);
            refuse(connection, status, code);
            RawServer.discardBody(connection, head);
        })) {
            isRefused(server, status, code, expected, told);
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void upload_refusedByAServerThatThenCloses_isTheRefusal(int status, String code, Class<?> expected, boolean told)
            throws IOException {
        try (RawServer server = new RawServer((raw, connection) -> {
            raw.head(connection);
            refuse(connection, status, code);
        })) {
            isRefused(server, status, code, expected, told);
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void upload_refusedByAServerThatClosesItsSide_isTheRefusal(int status, String code, Class<?> expected, boolean told)
            throws IOException {
        try (RawServer server = new RawServer((raw, connection) -> {
            String head = raw.head(connection);
            refuse(connection, status, code);
            connection.shutdownOutput();
            RawServer.discardBody(connection, head);
        })) {
            isRefused(server, status, code, expected, told);
        }
    }

    @Test
    void upload_connectionThatDies_isSentAgainUnderTheSameKey() throws IOException {
        try (RawServer server = new RawServer((raw, connection) -> {
                    String head = raw.head(connection);
                    if (head.startsWith("GET")) {
                        RawServer.answer(connection, 200, "{\"files\": []}");
                        raw.head(connection);
                    }
                });
                VideoCallClient client = client(server)) {
            client.videoFiles().list("s");
            byte[] repeatable = new byte[1024 * 1024];
            assertThat(catchThrowable(
                            () -> client.videoFiles().upload("s", VideoSource.of("a.mp4", "video/mp4", repeatable))))
                    .isExactlyInstanceOf(TransportException.class);
            assertThat(server.heads())
                    .filteredOn(head -> head.startsWith("POST"))
                    .hasSize(3)
                    .extracting(EarlyAnswerTest::key)
                    .containsOnly(key(server.heads().get(1)));
        }
        isReleased();
    }

    private void isRefused(RawServer server, int status, String code, Class<?> expected, boolean told) {
        MadeUpVideo video = told ? MadeUpVideo.of(SIZE) : MadeUpVideo.ofUntold(SIZE);
        try (VideoCallClient client = client(server)) {
            ApiException refusal = catchThrowableOfType(
                    ApiException.class, () -> client.videoFiles().upload("s", video));
            assertThat(refusal).isExactlyInstanceOf(expected);
            assertThat(refusal.status()).isEqualTo(status);
            assertThat(refusal.code().value()).isEqualTo(code);
        }
        assertThat(server.heads()).hasSize(1);
        assertThat(video.isClosed()).isTrue();
        isReleased();
    }

    private void isReleased() {
        assertThat(http.connectionPool().connectionCount())
                .isEqualTo(http.connectionPool().idleConnectionCount());
    }

    private VideoCallClient client(RawServer server) {
        return VideoCallClient.builder()
                .baseUrl(server.address())
                .httpClient(http)
                .build();
    }

    private static void refuse(Socket connection, int status, String code) throws IOException {
        String body = "{\"error\": \"No\", \"code\": \"" + code + "\"}";
        RawServer.answer(connection, status, body, "Connection: close");
    }

    private static String key(String head) {
        return head.replaceFirst("(?is).*idempotency-key: (\\S+).*", "$1");
    }
}
