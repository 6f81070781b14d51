package com.bahasadri.videocall.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Main;
import com.bahasadri.videocall.server.support.ChildJvm;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.TestServer;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the process ends on SIGTERM. */
class TerminationTest {
    /** Ten for what is in flight; the rest is for a machine under load. */
    private static final long EXIT_SECONDS = 20;

    @TempDir
    Path directory;

    @Test
    void sigterm_openSocketAndWaitingCommand_answersClosesAndExits() throws Exception {
        try (ChildJvm server = start()) {
            int port = port(server);
            ApiClient client = new ApiClient(URI.create("http://127.0.0.1:" + port));
            String session =
                    TestServer.path(client.post("/api/video-call/session").text("session_id"));
            String control = client.post(session + "/control-token").text("token");
            Answer token = client.post(session + "/participant-token");
            try (TestPage page = TestPage.join(port, session, token.text("token"))) {
                CompletableFuture<Answer> mute = CompletableFuture.supplyAsync(() -> client.bearer(control)
                        .post(session + "/mute", "{\"participant_id\":\"" + token.text("participant_id") + "\"}"));
                page.awaitMessage("\"command\"");

                server.terminate();

                assertThat(page.awaitClose()).isEqualTo(1001);
                assertThat(mute.get(EXIT_SECONDS, TimeUnit.SECONDS)
                                .hasStatus(200)
                                .json()
                                .path("success")
                                .asBoolean())
                        .isFalse();
                assertThat(server.awaitExit(EXIT_SECONDS)).isIn(143, 0);
            }
        }
    }

    @Test
    void sigterm_requestWhoseBodyNeverCompletes_exitsInTime() throws Exception {
        try (ChildJvm server = start();
                Socket slow = new Socket(InetAddress.getLoopbackAddress(), port(server))) {
            String head = "POST /api/video-call/session HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n";
            slow.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            // "100 Continue": the server waits for the body from now on.
            assertThat(slow.getInputStream().read()).isEqualTo('H');

            server.terminate();

            assertThat(server.awaitExit(EXIT_SECONDS)).isIn(143, 0);
        }
    }

    private ChildJvm start() {
        return ChildJvm.start(
                Main.class,
                Map.of(
                        "VIDEO_CALL_DATA_DIR", directory.toString(),
                        "VIDEO_CALL_PORT", "0",
                        "VIDEO_CALL_EMULATOR_PORT", "0"));
    }

    private static int port(ChildJvm server) throws InterruptedException {
        return URI.create(server.awaitLine("Console").replaceFirst(".*Console *", ""))
                .getPort();
    }
}
