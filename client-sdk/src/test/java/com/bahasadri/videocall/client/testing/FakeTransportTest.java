package com.bahasadri.videocall.client.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.error.RateLimitedException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.model.CreateSessionRequest;
import com.bahasadri.videocall.client.model.CreatedSession;
import com.bahasadri.videocall.client.model.EndedSession;
import com.bahasadri.videocall.client.model.Session;
import com.bahasadri.videocall.client.model.SessionStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a program's own code is tested with it. */
class FakeTransportTest {
    private final FakeTransport transport = new FakeTransport();

    /** What an integrator might have written. */
    private record CallPlanner(VideoCallClient client) {
        String plan(String name) {
            return client.sessions()
                    .create(CreateSessionRequest.builder().name(name).build())
                    .sessionId();
        }
    }

    @Test
    void planner_aName_isThatOfTheSession() {
        transport.on("POST", "/api/video-call/session").answer(new CreatedSession("s1", Instant.EPOCH, "s1"));

        assertThat(new CallPlanner(transport.client()).plan("Weekly review")).isEqualTo("s1");

        assertThat(transport.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/api/video-call/session");
            assertThat(request.json()).hasValue("{\"name\":\"Weekly review\"}");
        });
        assertThat(transport.remaining()).isZero();
    }

    @Test
    void planner_tooManySessions_isToldSo() {
        transport.onAny().answer(429, "{\"error\": \"Too many\", \"code\": \"RATE_LIMITED\"}");
        assertThatExceptionOfType(RateLimitedException.class)
                .isThrownBy(() -> new CallPlanner(transport.client()).plan("Weekly review"))
                .withMessageContaining("fake-request-id");
    }

    @Test
    void answers_ofSeveral_areGivenToWhatTheyFit() {
        transport
                .on("GET", "/api/video-call/session/*")
                .answer(session("first"))
                .on("GET", "/api/video-call/session/s2")
                .answer(session("second"))
                .on("DELETE", "/api/video-call/session/s1")
                .answer(new EndedSession(true, "ended", Instant.EPOCH));
        VideoCallClient client = transport.client();
        assertThat(client.sessions().end("s1").sessionId()).isEqualTo("ended");
        assertThat(client.sessions().get("s2").sessionId()).isEqualTo("first");
        assertThat(client.sessions().get("s2").sessionId()).isEqualTo("second");
    }

    @Test
    void failure_planned_isThrown() {
        TransportException failure = new TransportException(TransportException.Reason.TIMEOUT, "too slow", null);
        transport.onAny().fail(failure).onAny().fail(failure);
        VideoCallClient client = transport.client();
        assertThat(catchThrowable(() -> client.service().health())).isSameAs(failure);
        assertThat(catchThrowable(() -> client.async().service().health().join()))
                .hasCause(failure);
    }

    @Test
    void request_withoutAPlannedAnswer_failsTheTest() {
        transport.on("GET", "/api/*/session").answer(200, "{}");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> transport.client().service().health())
                .withMessage("no answer is planned for GET /health");
        assertThat(transport.remaining()).isEqualTo(1);
    }

    private static Session session(String id) {
        return new Session(id, null, Instant.EPOCH, SessionStatus.ACTIVE, null, List.of());
    }
}
