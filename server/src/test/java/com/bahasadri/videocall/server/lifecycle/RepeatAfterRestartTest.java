package com.bahasadri.videocall.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.Tuning;
import com.bahasadri.videocall.server.adapter.embedded.EmbeddedRateLimiter;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Configs;
import com.bahasadri.videocall.server.support.http.TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes that are repeated to another server than the first one, and late. */
class RepeatAfterRestartTest {
    private static final String CREATE = "/api/video-call/session";
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock();
    private final List<Application> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(Application::close);
    }

    @Test
    void write_repeatedAfterARestart_getsTheAnswerOfTheFirst() {
        Application before = start();
        Answer created =
                sender(before, "create").post(CREATE, "{\"name\":\"Once\"}").hasStatus(200);
        String session = TestServer.path(created.text("session_id"));
        Answer token = sender(before, "token").post(session + "/control-token").hasStatus(200);
        before.close();

        Application after = start();

        replays(sender(after, "create").post(CREATE, "{\"name\":\"Once\"}"), created);
        sender(after, "create").post(CREATE, "{\"name\":\"Twice\"}").isError(409, "IDEMPOTENCY_KEY_REUSED");
        Answer again = sender(after, "token").post(session + "/control-token");
        replays(again, token);
        client(after).bearer(again.text("token")).delete(session).hasStatus(200);
        assertThat(client(after).get("/api/video-call/sessions").json().path("sessions"))
                .hasSize(1);
    }

    @Test
    void write_repeatedWithinADay_getsTheAnswerAndRunsAnewLater() {
        Application server = start();
        Answer first = sender(server, "create").post(CREATE).hasStatus(200);

        clock.advance(Duration.ofHours(24).minusMillis(1));
        replays(sender(server, "create").post(CREATE), first);

        clock.advance(Duration.ofMillis(1));
        Answer anew = sender(server, "create").post(CREATE, "{}").hasStatus(200);
        assertThat(anew.header("Idempotency-Replayed")).isNull();
        assertThat(anew.text("session_id")).isNotEqualTo(first.text("session_id"));
    }

    private static void replays(Answer answer, Answer first) {
        assertThat(answer.hasStatus(200).header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(answer.body()).isEqualTo(first.body());
    }

    private Application start() {
        Config config = Configs.in(directory);
        Application application = Application.start(config, new Tuning(clock, LONG, LONG, new EmbeddedRateLimiter()));
        started.add(application);
        return application;
    }

    private static ApiClient sender(Application application, String key) {
        return client(application).with("Idempotency-Key", key);
    }

    private static ApiClient client(Application application) {
        return new ApiClient(
                URI.create("http://127.0.0.1:" + application.address().getPort()));
    }
}
