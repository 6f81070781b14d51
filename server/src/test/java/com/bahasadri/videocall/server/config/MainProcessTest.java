package com.bahasadri.videocall.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.http.ApiClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as the operating system sees it. */
class MainProcessTest {
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path directory;

    @Test
    void configuration_wrong_isToldInFullAndExits2() throws InterruptedException {
        Map<String, String> wrong = Map.of(
                "VIDEO_CALL_PORT",
                "http",
                "VIDEO_CALL_HOST",
                "0.0.0.0",
                "CLOUDFLARE_ACCOUNT_ID",
                "account",
                "REDIS_URL",
                "http://x");
        try (ServerProcess server = ServerProcess.start(directory, wrong)) {
            assertThat(server.exitStatus()).isEqualTo(2);
            assertThat(String.join("\n", server.err()))
                    .contains("VIDEO_CALL_PORT", "VIDEO_CALL_HOST", "CLOUDFLARE_REALTIME_APP_ID", "REDIS_URL");
            assertThat(server.err()).hasSize(5).noneMatch(line -> line.startsWith("\tat "));
            assertThat(server.out()).isEmpty();
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void start_inTheOpenMode_tellsAddressModeAndWarnings() throws InterruptedException {
        Map<String, String> environment = Map.of("VIDEO_CALL_PORT", "0", "VIDEO_CALL_EMULATOR_PORT", "0");
        try (ServerProcess server = ServerProcess.start(directory, environment)) {
            ApiClient client = new ApiClient(URI.create("http://127.0.0.1:" + server.port()));
            client.get("/health").hasStatus(200);
            client.post("/api/video-call/session").hasStatus(200);

            server.terminate();

            assertThat(server.exitStatus()).isEqualTo(TERMINATED);
            assertThat(String.join("\n", server.out()))
                    .contains("Console  http://localhost:" + server.port() + "/")
                    .containsPattern("Calls    emulator at http://127\\.0\\.0\\.1:\\d+/client/v4")
                    .contains(
                            "local-account",
                            "local-app",
                            "local-token",
                            "Files    disk",
                            "VIDEO_CALL_OPERATOR_KEYS",
                            "plain HTTP");
            assertThat(server.err())
                    .anyMatch(line -> line.contains("stopped"))
                    .noneMatch(line -> line.startsWith("\tat "));
            assertThat(server.err()).noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
            assertThat(directory.resolve("data")).isNotEmptyDirectory();
        }
    }

    @Test
    void port_ofAnotherProcess_isToldInOneLine() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ServerProcess server = ServerProcess.start(
                        directory,
                        Map.of(
                                "VIDEO_CALL_PORT",
                                String.valueOf(taken.getLocalPort()),
                                "VIDEO_CALL_EMULATOR_PORT",
                                "0"))) {
            assertThat(server.exitStatus()).isEqualTo(1);
            assertThat(server.err())
                    .filteredOn(line -> line.startsWith("The server cannot start"))
                    .singleElement()
                    .asString()
                    .contains(String.valueOf(taken.getLocalPort()));
            assertThat(server.err()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void dataDirectory_ofAnotherServer_isToldInOneLine() throws InterruptedException {
        Map<String, String> environment = Map.of("VIDEO_CALL_PORT", "0", "VIDEO_CALL_EMULATOR_PORT", "0");
        try (ServerProcess first = ServerProcess.start(directory, environment)) {
            first.port();
            try (ServerProcess second = ServerProcess.start(directory, environment)) {
                assertThat(second.exitStatus()).isEqualTo(1);
                assertThat(second.err())
                        .hasSize(1)
                        .first()
                        .asString()
                        .startsWith("The server cannot start")
                        .contains("data");
            }
        }
    }

    @Test
    void certificate_thatIsNone_isToldInOneLine() throws IOException, InterruptedException {
        Path none = Files.writeString(directory.resolve("none.pem"), "nothing");
        Map<String, String> environment = Map.of(
                "VIDEO_CALL_PORT",
                "0",
                "VIDEO_CALL_EMULATOR_PORT",
                "0",
                "VIDEO_CALL_TLS_CERTIFICATE",
                none.toString(),
                "VIDEO_CALL_TLS_KEY",
                none.toString());
        try (ServerProcess server = ServerProcess.start(directory, environment)) {
            assertThat(server.exitStatus()).isEqualTo(1);
            assertThat(server.err())
                    .filteredOn(line -> line.startsWith("The server cannot start"))
                    .singleElement()
                    .asString()
                    .contains("VIDEO_CALL_TLS");
            assertThat(server.err()).noneMatch(line -> line.startsWith("\tat "));
        }
    }
}
