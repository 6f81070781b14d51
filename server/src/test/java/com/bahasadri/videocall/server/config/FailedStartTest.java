package com.bahasadri.videocall.server.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.support.http.ApiClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start that failed leaves behind. */
class FailedStartTest {
    @TempDir
    Path directory;

    @Test
    void start_thatFailed_canBeTriedAgainOnTheSameDirectory() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Config config = config(taken.getLocalPort());
            assertThatThrownBy(() -> Application.start(config))
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }

        try (Application server = Application.start(config(0))) {
            new ApiClient(URI.create("http://127.0.0.1:" + server.address().getPort()))
                    .get("/health")
                    .hasStatus(200);
        }
    }

    private Config config(int port) {
        return Config.read(Map.of(
                "VIDEO_CALL_PORT", String.valueOf(port),
                "VIDEO_CALL_EMULATOR_PORT", "0",
                "VIDEO_CALL_DATA_DIR", directory.toString()));
    }
}
