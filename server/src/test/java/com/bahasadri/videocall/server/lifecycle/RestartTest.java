package com.bahasadri.videocall.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.Tuning;
import com.bahasadri.videocall.server.adapter.embedded.EmbeddedRateLimiter;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Configs;
import com.bahasadri.videocall.server.support.http.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server still knows after a restart, and what becomes of those who waited for it while it stopped. */
class RestartTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final List<Application> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(Application::close);
    }

    @Test
    void restart_sameDirectory_keepsSessionsTokensAndMeetings() {
        Application before = start(LONG, 0);
        String session = TestServer.path(client(before)
                .post("/api/video-call/session", "{\"name\":\"Kept\"}")
                .text("session_id"));
        String control =
                client(before).post(session + "/control-token").hasStatus(200).text("token");
        String ended =
                TestServer.path(client(before).post("/api/video-call/session").text("session_id"));
        String end = client(before).post(ended + "/control-token").text("token");
        String endedAt = client(before).bearer(end).delete(ended).hasStatus(200).text("ended_at");
        before.close();

        Application after = start(LONG, 0);
        assertThat(client(after).get(session).hasStatus(200).text("name")).isEqualTo("Kept");
        client(after).bearer(control).post(session + "/mute-all").hasStatus(200);
        // The emulator adds participants to meetings that it knows.
        client(after).post(session + "/participant-token").hasStatus(200);
        assertThat(client(after).get(ended).hasStatus(200).text("status")).isEqualTo("ended");
        client(after).post(ended + "/participant-token").isError(409, "SESSION_ENDED");
        assertThat(client(after).bearer(end).delete(ended).hasStatus(200).text("ended_at"))
                .isEqualTo(endedAt);
    }

    @Test
    void restart_participantDoesNotComeBack_hasLeftAfterTheGrace() throws InterruptedException {
        Application before = start(LONG, 0);
        String session =
                TestServer.path(client(before).post("/api/video-call/session").text("session_id"));
        String stayer = client(before).post(session + "/participant-token").text("token");
        String leaver = client(before).post(session + "/participant-token").text("token");
        try (TestPage first = TestPage.join(port(before), session, stayer);
                TestPage second = TestPage.join(port(before), session, leaver)) {
            assertThat(client(before).get(session).json().path("participants")).hasSize(2);
            before.close();
            assertThat(first.awaitClose()).isEqualTo(1001);
            assertThat(second.awaitClose()).isEqualTo(1001);
        }

        Application after = start(Duration.ofSeconds(2), 0);
        try (TestPage back = TestPage.rejoin(port(after), session, stayer)) {
            assertThat(back.awaitMessage("participant_left")).contains("connection_lost");
            assertThat(client(after).get(session).json().path("participants")).hasSize(1);
        }
    }

    @Test
    void close_whileACommandWaitsForAPage_stillAnswersIt() throws Exception {
        Application server = start(LONG, 0);
        ApiClient client = client(server);
        String session = TestServer.path(client.post("/api/video-call/session").text("session_id"));
        String control = client.post(session + "/control-token").text("token");
        Answer token = client.post(session + "/participant-token");
        try (TestPage page = TestPage.join(port(server), session, token.text("token"))) {
            CompletableFuture<Answer> mute = CompletableFuture.supplyAsync(() -> client.bearer(control)
                    .post(session + "/mute", "{\"participant_id\":\"" + token.text("participant_id") + "\"}"));
            page.awaitMessage("\"command\"");

            server.close();

            Answer answer = mute.get(15, TimeUnit.SECONDS).hasStatus(200);
            assertThat(answer.json().path("success").asBoolean()).isFalse();
            assertThat(answer.json().path("is_muted").asBoolean()).isFalse();
            assertThat(page.awaitClose()).isEqualTo(1001);
        }
    }

    @Test
    void close_twice_doesNoHarm() {
        Application server = start(LONG, 0);
        server.close();
        server.close();
    }

    @Test
    void start_portIsTaken_leavesNothingOpenBehind() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> start(LONG, taken.getLocalPort())).hasMessageContaining("cannot listen on");
        }

        client(start(LONG, 0)).post("/api/video-call/session").hasStatus(200);
    }

    private Application start(Duration grace, int port) {
        Config config = Configs.in(directory, port);
        Application application =
                Application.start(config, new Tuning(Clock.systemUTC(), grace, LONG, new EmbeddedRateLimiter()));
        started.add(application);
        return application;
    }

    private static int port(Application application) {
        return application.address().getPort();
    }

    private static ApiClient client(Application application) {
        return new ApiClient(URI.create("http://127.0.0.1:" + port(application)));
    }
}
