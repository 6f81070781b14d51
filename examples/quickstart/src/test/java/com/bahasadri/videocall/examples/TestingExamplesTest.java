package com.bahasadri.videocall.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.model.CreateSessionRequest;
import com.bahasadri.videocall.client.model.CreatedSession;
import com.bahasadri.videocall.client.testing.FakeTransport;
import com.bahasadri.videocall.server.testing.SimulatedParticipant;
import com.bahasadri.videocall.server.testing.VideoCallServer;
import com.bahasadri.videocall.server.testing.VideoCallServerExtension;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The code in the Javadoc of what tests are written with; {@link JavadocTest} holds the one against the other. */
class TestingExamplesTest {
    // @start VideoCallServerExtension
    @RegisterExtension
    static final VideoCallServerExtension server = VideoCallServerExtension.create();

    private final VideoCallClient client =
            VideoCallClient.builder().baseUrl(server.baseUrl()).build();
    // @end

    private String sessionId;

    @BeforeEach
    void start() {
        sessionId = client.sessions().create().sessionId();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void fakeTransport() {
        // @start FakeTransport
        FakeTransport transport = new FakeTransport();
        transport.on("POST", "/api/video-call/session").answer(new CreatedSession("s1", Instant.EPOCH, "s1"));

        CallPlanner planner = new CallPlanner(transport.client());

        assertThat(planner.plan("Weekly review")).isEqualTo("s1");
        assertThat(transport.requests()).singleElement().satisfies(request -> assertThat(request.json())
                .hasValue("{\"name\":\"Weekly review\"}"));
        // @end
        assertThat(transport.remaining()).isZero();
    }

    @Test
    void startedServer() {
        String operatorKey = "an-operator-key-for-a-test";
        // @start VideoCallServer
        try (VideoCallServer server = VideoCallServer.builder()
                        .set("VIDEO_CALL_OPERATOR_KEYS", operatorKey)
                        .start();
                VideoCallClient client = VideoCallClient.builder()
                        .baseUrl(server.baseUrl())
                        .token(operatorKey)
                        .build()) {
            assertThat(client.sessions().create().sessionId()).isNotEmpty();
        }
        // @end
    }

    @Test
    void participant() {
        // @start SimulatedParticipant
        URI link = client.tokens().createParticipantToken(sessionId).joinUrl();
        SimulatedParticipant ann = server.join(link);
        ann.onCommand(SimulatedParticipant.OnCommand.REFUSE);

        assertThat(client.control(sessionId).mute(ann.participantId()).success())
                .isFalse();
        // @end
    }

    @Test
    void faults() {
        // @start Faults
        server.faults().dropNext(1);

        assertThat(client.sessions().get(sessionId).sessionId()).isEqualTo(sessionId);
        // @end
    }

    /** What an integrator might have written. */
    private record CallPlanner(VideoCallClient client) {
        String plan(String name) {
            return client.sessions()
                    .create(CreateSessionRequest.builder().name(name).build())
                    .sessionId();
        }
    }
}
