package com.bahasadri.videocall.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The emulator alone, as the operating system sees it. */
class EmulatorProcessTest {
    private static final int TERMINATED = 128 + 15;

    @TempDir
    Path directory;

    @Test
    void emulator_alone_saysWhatAClientNeedsAndEndsBySigterm() throws Exception {
        try (ServerProcess emulator = start("emulator", "--port", "0")) {
            assertThat(meetings(emulator.port(), "POST")).contains("\"status\":\"ACTIVE\"");
            assertThat(directory).isEmptyDirectory();

            emulator.terminate();

            assertThat(emulator.exitStatus()).isEqualTo(TERMINATED);
            assertThat(String.join("\n", emulator.out()))
                    .contains("Base URL   http://127.0.0.1:" + emulator.port() + "/client/v4")
                    .contains("local-account", "local-app", "local-token")
                    .contains("/.well-known/webhooks.json", "/emulator/");
        }
    }

    @Test
    void emulator_withDataDir_knowsAfterARestartWhatItKnew() throws Exception {
        String data = directory.resolve("data").toString();
        try (ServerProcess emulator = start("emulator", "--port=0", "--data-dir=" + data)) {
            meetings(emulator.port(), "POST");
            try (ServerProcess second = start("emulator", "--port=0", "--data-dir=" + data)) {
                assertThat(second.exitStatus())
                        .as("the data directory is in use")
                        .isEqualTo(1);
            }
            emulator.terminate();
            emulator.exitStatus();
        }
        try (ServerProcess emulator = start("emulator", "--port", "0", "--data-dir", data)) {
            assertThat(meetings(emulator.port(), "GET")).contains("\"total_count\":1");
        }
    }

    @Test
    void emulator_portTaken_exits1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ServerProcess emulator = start("emulator", "--port", String.valueOf(taken.getLocalPort()))) {
            assertThat(emulator.exitStatus()).isEqualTo(1);
            assertThat(emulator.err()).anyMatch(line -> line.startsWith("The emulator cannot start: cannot listen"));
        }
    }

    @Test
    void emulator_fileThatIsNone_exits1AndSaysSoInPlainWords() throws Exception {
        Files.writeString(directory.resolve("emulator.mv"), "garbage ".repeat(4096));
        try (ServerProcess emulator = start("emulator", "--port=0", "--data-dir=" + directory)) {
            assertThat(emulator.exitStatus()).isEqualTo(1);
            assertThat(emulator.err())
                    .containsExactly("The emulator cannot start: " + directory.resolve("emulator.mv")
                            + " cannot be read: it is no file" + " of the emulator's, or is damaged");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "serve, There is no command serve.",
        "emulator --port, --port needs a value.",
        "emulator --port=70000, '--port must be a number from 0 to 65535, not 70000.'",
        "emulator --verbose, The emulator does not take --verbose."
    })
    void arguments_wrong_areToldAndExit2(String arguments, String told) throws Exception {
        try (ServerProcess process = start(arguments.split(" "))) {
            assertThat(process.exitStatus()).isEqualTo(2);
            assertThat(process.err()).contains(told);
            assertThat(process.out()).isEmpty();
        }
    }

    @Test
    void help_listsTheCommands() throws Exception {
        try (ServerProcess process = start("--help")) {
            assertThat(process.exitStatus()).isZero();
            assertThat(String.join("\n", process.out())).contains("emulator [--port 8788]");
        }
    }

    private ServerProcess start(String... arguments) {
        return ServerProcess.start(directory, Map.of(), arguments);
    }

    private static String meetings(int port, String method) throws IOException, InterruptedException {
        URI target = URI.create(
                "http://127.0.0.1:" + port + "/client/v4/accounts/local-account/realtime/kit/local-app/meetings");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(target)
                                .header("Authorization", "Bearer local-token")
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
