package com.bahasadri.videocall.examples;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.event.EventStream;
import com.bahasadri.videocall.client.event.EventSubscription;
import com.bahasadri.videocall.client.event.SessionEventListener;
import com.bahasadri.videocall.client.model.ParticipantJoined;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.model.Snapshot;
import com.bahasadri.videocall.server.testing.SimulatedParticipant;
import com.bahasadri.videocall.server.testing.VideoCallServerExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The code in the Javadoc of the client's events; {@link JavadocTest} holds the one against the other. */
class EventExamplesTest {
    @RegisterExtension
    static final VideoCallServerExtension server = VideoCallServerExtension.create();

    private final List<String> printed = new ArrayList<>();
    private VideoCallClient client;
    private String sessionId;

    @BeforeEach
    void start() {
        client = VideoCallClient.builder().baseUrl(server.baseUrl()).build();
        sessionId = client.sessions().create().sessionId();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void events() {
        client.control(sessionId).end();
        long lastSeq = 0;
        // @start SessionEvents
        try (EventStream events = client.events(sessionId).after(lastSeq).open()) {
            for (SessionEvent event : events) {
                print(event.seq() + " " + event.type());
                lastSeq = event.seq();
            }
        }
        // @end
        assertThat(printed).last().isEqualTo(lastSeq + " session_ended");
    }

    @Test
    void stream() {
        SimulatedParticipant ann =
                server.join(client.tokens().createParticipantToken(sessionId).joinUrl());
        // @start EventStream
        try (EventStream events = client.events(sessionId).fromBeginning().open()) {
            events.await(ParticipantJoined.class, Duration.ofMinutes(10))
                    .ifPresent(joined -> print(joined.data().participant().participantId() + " is here"));
        }
        // @end
        assertThat(printed).containsExactly(ann.participantId() + " is here");
    }

    @Test
    void subscription() {
        client.control(sessionId).end();
        // @start EventSubscription
        try (EventSubscription subscription =
                client.events(sessionId).fromBeginning().listen(event -> print(event.type()))) {
            subscription.completion().join();
            print("ended with event " + subscription.lastSeq().getAsLong());
        }
        // @end
        assertThat(printed).contains("session_ended").last().asString().startsWith("ended with event ");
    }

    @Test
    void listenerOfEvents() throws Exception {
        // @start SessionEventListener
        SessionEventListener listener = new SessionEventListener() {
            @Override
            public void onEvent(SessionEvent event) {
                print(event.type());
            }

            @Override
            public void onSnapshot(Snapshot snapshot, boolean missed) {
                print("so it is now: " + snapshot.data().session().status());
            }

            @Override
            public void onFailure(Throwable failure) {
                print("it is over: " + failure.getMessage());
            }
        };
        EventSubscription subscription = client.events(sessionId).listen(listener);
        // @end
        client.control(sessionId).end();
        subscription.completion().get(30, SECONDS);
        assertThat(printed).first().asString().startsWith("so it is now");
    }

    private synchronized void print(String line) {
        printed.add(line);
    }
}
