package com.bahasadri.videocall.server.realtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.client.SessionControl;
import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.event.EventStream;
import com.bahasadri.videocall.client.event.EventSubscription;
import com.bahasadri.videocall.client.event.Reconnecting;
import com.bahasadri.videocall.client.event.SessionEventListener;
import com.bahasadri.videocall.client.model.SessionEnded;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.model.SessionEventPage;
import com.bahasadri.videocall.client.model.Snapshot;
import com.bahasadri.videocall.server.support.CuttingProxy;
import com.bahasadri.videocall.server.testing.SimulatedParticipant;
import com.bahasadri.videocall.server.testing.VideoCallServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client follows the events of a real server: what it is told is the log, whatever the network does. */
class FollowedEventsTest {
    private static final int EVENTS_BETWEEN_CUTS = 13;

    private VideoCallServer server = VideoCallServer.start();
    private VideoCallClient client =
            VideoCallClient.builder().baseUrl(server.baseUrl()).build();
    private final String sessionId = client.sessions().create().sessionId();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void listener_behindANetworkThatCutsAgainAndAgain_hearsEachEventOnceAndInOrder() throws Exception {
        List<SessionEvent> heard = new CopyOnWriteArrayList<>();
        AtomicInteger reconnects = new AtomicInteger();
        try (CuttingProxy network = new CuttingProxy(server.baseUrl().getPort());
                VideoCallClient far = VideoCallClient.builder()
                        .baseUrl("http://127.0.0.1:" + network.url().getPort())
                        .build()) {
            SessionEventListener listener = new SessionEventListener() {
                @Override
                public void onEvent(SessionEvent event) {
                    heard.add(event);
                    if (event.seq() % EVENTS_BETWEEN_CUTS == 0) {
                        network.cut();
                    }
                }

                @Override
                public void onReconnecting(Reconnecting reconnecting) {
                    reconnects.incrementAndGet();
                }
            };
            EventSubscription subscription =
                    far.events(sessionId).fromBeginning().listen(listener);
            SimulatedParticipant ann = join();
            for (int i = 0; i < 300; i++) {
                ann.setMuted(i % 2 == 0);
            }
            end();
            subscription.completion().get(120, SECONDS);
        }

        assertThat(heard).hasSizeGreaterThan(300).isEqualTo(log());
        // How many of a batch arrive before the cut is up to the network.
        assertThat(reconnects.get()).isPositive();
        assertThat(heard.get(heard.size() - 1)).isInstanceOf(SessionEnded.class);
    }

    @Test
    void stream_fromTheBeginningOfALongLog_hasAllOfIt() {
        // Two, for neither may send more than 1,000 messages at once.
        List<SimulatedParticipant> people = List.of(join(), join());
        for (int i = 0; i < 1_100; i++) {
            people.get(i % 2).setMuted(i % 4 < 2);
        }
        end();

        try (EventStream events = client.events(sessionId).fromBeginning().open()) {
            assertThat(events.stream()
                            .peek(event -> assertThat(event).isNotInstanceOf(Snapshot.class))
                            .map(SessionEvent::seq)
                            .toList())
                    .hasSizeGreaterThan(1_100)
                    .isEqualTo(LongStream.rangeClosed(1, log().size()).boxed().toList());
        }
    }

    @Test
    void listener_whoAsksForWhatIsKeptNoLonger_isToldWithASnapshot() throws Exception {
        stop();
        server = VideoCallServer.builder().set("VIDEO_CALL_EVENT_LIMIT", "50").start();
        client = VideoCallClient.builder().baseUrl(server.baseUrl()).build();
        String session = client.sessions().create().sessionId();
        SimulatedParticipant ann = server.join(
                session, client.tokens().createParticipantToken(session).token());
        for (int i = 0; i < 100; i++) {
            ann.setMuted(i % 2 == 0);
        }
        try (SessionControl control = client.control(session)) {
            control.end();
        }
        List<String> heard = new CopyOnWriteArrayList<>();

        client.events(session)
                .after(3)
                .listen(new SessionEventListener() {
                    @Override
                    public void onEvent(SessionEvent event) {
                        heard.add(event.type());
                    }

                    @Override
                    public void onSnapshot(Snapshot snapshot, boolean missed) {
                        heard.add(missed + " " + snapshot.data().session().status());
                    }
                })
                .completion()
                .get(30, SECONDS);

        assertThat(heard).containsExactly("true ended");
    }

    @Test
    void stream_ofAControl_hasWhatItsCommandsBringAbout() {
        SimulatedParticipant ann = join();
        try (SessionControl control = client.control(sessionId);
                EventStream events = control.events().open()) {
            List<String> types = new ArrayList<>();
            assertThat(control.mute(ann.participantId()).success()).isTrue();
            assertThat(control.muteAll().success()).isTrue();
            control.end();
            events.forEach(event -> types.add(event.type()));

            assertThat(types)
                    .startsWith("snapshot")
                    .contains("participant_muted")
                    .endsWith("session_ended");
        }
    }

    private SimulatedParticipant join() {
        return server.join(
                sessionId, client.tokens().createParticipantToken(sessionId).token());
    }

    private void end() {
        try (SessionControl control = client.control(sessionId)) {
            control.end();
        }
    }

    private List<SessionEvent> log() {
        List<SessionEvent> log = new ArrayList<>();
        SessionEventPage page;
        do {
            page = client.events().list(sessionId, (long) log.size(), 1_000);
            log.addAll(page.events());
        } while (page.hasMore());
        return log;
    }
}
