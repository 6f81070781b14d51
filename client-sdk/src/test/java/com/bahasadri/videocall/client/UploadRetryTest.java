package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bahasadri.videocall.client.error.ServerException;
import com.bahasadri.videocall.client.model.VideoFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that is unavailable once. */
class UploadRetryTest {
    private static final int SIZE = 100_000;

    @Test
    void upload_repeatableSource_isSentAgainFromItsBeginning() throws IOException {
        List<Long> told = new ArrayList<>();
        try (RawServer server = server();
                VideoCallClient client = client(server)) {
            RequestOptions options = RequestOptions.defaults().withUploadProgress((sent, total) -> told.add(sent));
            VideoSource video = VideoSource.of("demo.mp4", "video/mp4", new byte[SIZE]);
            assertThat(client.videoFiles().upload("s", video, options).fileId()).isEqualTo("secret-file_id");
            assertThat(server.heads()).hasSize(2).allSatisfy(head -> assertThat(head)
                    .startsWith("POST /api/video-call/session/s/video-file ")
                    .contains("Content-Length: "));
        }
        assertThat(told).containsExactly(65_536L, (long) SIZE, 65_536L, (long) SIZE);
    }

    @Test
    void upload_stream_isSentOnceAndToldWhenToTryAgain() throws IOException {
        try (RawServer server = server();
                VideoCallClient client = client(server)) {
            VideoSource video = VideoSource.of(new ByteArrayInputStream(new byte[SIZE]), SIZE);
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> client.videoFiles().upload("s", video))
                    .satisfies(e -> assertThat(e.code().value()).isEqualTo("UNAVAILABLE"))
                    .satisfies(e -> assertThat(e.retryAfter()).hasValue(Duration.ZERO));
            assertThat(server.heads()).hasSize(1);
        }
    }

    private static RawServer server() throws IOException {
        return new RawServer((raw, connection) -> {
            RawServer.discardBody(connection, raw.head(connection));
            if (raw.heads().size() == 1) {
                String body = "{\"error\": \"No\", \"code\": \"UNAVAILABLE\"}";
                RawServer.answer(connection, 503, body, "Retry-After: 0", "Connection: close");
            } else {
                RawServer.answer(
                        connection, 200, ExampleModels.json(VideoFile.class).toString(), "Connection: close");
            }
        });
    }

    private static VideoCallClient client(RawServer server) {
        return VideoCallClient.builder().baseUrl(server.address()).build();
    }
}
