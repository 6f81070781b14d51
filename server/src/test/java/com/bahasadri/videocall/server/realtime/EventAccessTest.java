package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.Tuning;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.support.EventStream;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Configs;
import com.bahasadri.videocall.server.support.http.TestServer;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read a log where tokens are asked for. */
@Timeout(60)
class EventAccessTest {
    private static final String SSE = "text/event-stream";
    private static final String JSON = "application/json";

    private final TestClock clock = new TestClock();
    private Application server;
    private ApiClient api;
    private ApiClient operator;
    private String session;

    @BeforeEach
    void start() {
        server = Application.start(
                Configs.closed(), new Tuning(clock, Duration.ofSeconds(15), Duration.ofSeconds(1), null));
        api = new ApiClient(URI.create("http://127.0.0.1:" + server.address().getPort()));
        operator = api.bearer(Configs.OPERATOR_KEY);
        session = newSession();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, SSE})
    void log_withoutAToken_is401(String form) {
        events(api, form).hasStatus(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, SSE})
    void log_withATokenOfAnotherSession_is403(String form) {
        String other = operator.post(newSession() + "/control-token").text("token");

        events(api.bearer(other), form).hasStatus(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"control-token", "participant-token"})
    void log_withATokenOfTheSession_isRead(String kind) {
        String token = operator.post(session + "/" + kind).text("token");

        events(api.bearer(token), JSON).hasStatus(200);
        try (EventStream stream = open(token)) {
            assertThat(stream.event().path("type").asText()).isEqualTo("snapshot");
        }
    }

    @Test
    void log_withAnOperatorKey_isRead() {
        events(operator, JSON).hasStatus(200);
        try (EventStream stream = open(Configs.OPERATOR_KEY)) {
            assertThat(stream.event().path("type").asText()).isEqualTo("snapshot");
        }
    }

    @Test
    void stream_ofWhoIsRemoved_endsAndDoesNotBeginAgain() {
        Answer ann = operator.post(session + "/participant-token");
        String control = operator.post(session + "/control-token").text("token");
        try (EventStream stream = open(ann.text("token"));
                EventStream watching = open(control)) {
            stream.event();
            watching.event();

            api.bearer(control).post(session + "/kick", "{\"participant_id\":\"" + ann.text("participant_id") + "\"}");

            stream.rest();
            assertThat(events(api.bearer(ann.text("token")), SSE).hasStatus(401).text("code"))
                    .isEqualTo("UNAUTHORIZED");
            watching.await("command_progressed");
        }
    }

    @Test
    void stream_whoseTokenExpires_isAliveUntilThenAndEnds() {
        String token = operator.post(session + "/control-token").text("token");
        try (EventStream stream = open(token)) {
            stream.event();
            assertThat(stream.next().comment()).isTrue();

            clock.advance(Duration.ofHours(25));

            assertThat(stream.rest()).isEmpty();
        }
    }

    private String newSession() {
        return TestServer.path(operator.post("/api/video-call/session").text("session_id"));
    }

    private Answer events(ApiClient client, String form) {
        return client.with("Accept", form).get(session + "/events");
    }

    private EventStream open(String token) {
        return EventStream.open(server.address(), session + "/events", "Authorization", "Bearer " + token);
    }
}
