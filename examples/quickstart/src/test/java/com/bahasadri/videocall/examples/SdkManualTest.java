package com.bahasadri.videocall.examples;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.client.CallListener;
import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.ListSessionsRequest;
import com.bahasadri.videocall.client.Page;
import com.bahasadri.videocall.client.RawResponse;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.SessionControl;
import com.bahasadri.videocall.client.Timeout;
import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.VideoSource;
import com.bahasadri.videocall.client.error.ApiException;
import com.bahasadri.videocall.client.error.NotFoundException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.event.EventStream;
import com.bahasadri.videocall.client.event.EventSubscription;
import com.bahasadri.videocall.client.event.SessionEventListener;
import com.bahasadri.videocall.client.model.Actor;
import com.bahasadri.videocall.client.model.ActorKind;
import com.bahasadri.videocall.client.model.CreateParticipantTokenRequest;
import com.bahasadri.videocall.client.model.CreateSessionRequest;
import com.bahasadri.videocall.client.model.CreatedSession;
import com.bahasadri.videocall.client.model.MuteResult;
import com.bahasadri.videocall.client.model.Participant;
import com.bahasadri.videocall.client.model.ParticipantJoined;
import com.bahasadri.videocall.client.model.ParticipantToken;
import com.bahasadri.videocall.client.model.Session;
import com.bahasadri.videocall.client.model.SessionEnded;
import com.bahasadri.videocall.client.model.SessionEndedData;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.model.SessionSummary;
import com.bahasadri.videocall.client.model.SharedVideoFile;
import com.bahasadri.videocall.client.model.Snapshot;
import com.bahasadri.videocall.client.model.VideoFile;
import com.bahasadri.videocall.client.testing.FakeTransport;
import com.bahasadri.videocall.contract.SmallVideo;
import com.bahasadri.videocall.server.testing.SimulatedParticipant;
import com.bahasadri.videocall.server.testing.VideoCallServerExtension;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Every block of Java in the manual of the client stands here, between {@code @start} and {@code @end}, and runs. */
class SdkManualTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

    // @start extension
    @RegisterExtension
    static final VideoCallServerExtension server = VideoCallServerExtension.create();
    // @end

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
    void manual_eachBlock_isOneOfTheseRegions() throws Exception {
        List<String> blocks = TestedCode.found(BLOCK, Files.readString(TestedCode.ROOT.resolve("docs/sdk.md")));
        List<String> regions = TestedCode.of(SdkManualTest.class).stream()
                .map(TestedCode::text)
                .toList();

        assertThat(blocks).hasSizeGreaterThan(10).isSubsetOf(regions);
        assertThat(regions).isSubsetOf(blocks);
    }

    @Test
    void construction() {
        String operatorKey = "an-operator-key";
        // @start construction
        VideoCallClient client = VideoCallClient.builder()
                .baseUrl("https://calls.example.com")
                .token(operatorKey)
                .timeout(Timeout.defaults().withCall(Duration.ofSeconds(10)))
                .maxRetries(5)
                .build();
        VideoCallClient patient = client.withOptions(options -> options.maxRetries(10));
        // @end
        assertThat(patient.toString()).doesNotContain(operatorKey);
        client.close();
    }

    @Test
    void people() {
        // @start people
        CreatedSession session = client.sessions()
                .create(CreateSessionRequest.builder().name("Weekly review").build());
        ParticipantToken invitation = client.tokens()
                .createParticipantToken(
                        session.sessionId(),
                        CreateParticipantTokenRequest.builder().name("Ann").build());
        print("Ann joins at " + invitation.joinUrl());

        for (Participant participant :
                client.sessions().get(session.sessionId()).participants()) {
            print(participant.name() + (participant.isMuted() ? " is muted" : " can be heard"));
        }
        // @end
        server.join(invitation.joinUrl());
        assertThat(printed).singleElement().asString().startsWith("Ann joins at " + server.baseUrl());
        assertThat(client.sessions().get(session.sessionId()).participants())
                .extracting(Participant::name)
                .containsExactly("Ann");
    }

    @Test
    void errors() {
        // @start errors
        try {
            client.sessions().get("no-such-session");
        } catch (NotFoundException e) {
            print("It is gone: " + e.code() + ", request " + e.requestId().orElse("unknown"));
        } catch (ApiException e) {
            print("Refused with " + e.status() + ", try again after " + e.retryAfter());
        } catch (TransportException e) {
            print("No answer: " + e.reason());
        }
        // @end
        assertThat(printed).singleElement().asString().startsWith("It is gone: SESSION_NOT_FOUND");
    }

    @Test
    void options() {
        // @start options
        Cancellation cancellation = new Cancellation();
        RequestOptions options = RequestOptions.defaults()
                .withTimeout(Timeout.defaults().withCall(Duration.ofSeconds(5)))
                .withMaxRetries(0)
                .withWait(Duration.ofSeconds(10))
                .withHeader("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .withCancellation(cancellation);
        Session session = client.sessions().get(sessionId, options);
        // @end
        assertThat(session.sessionId()).isEqualTo(sessionId);
    }

    @Test
    void async() throws Exception {
        // @start async
        CompletableFuture<URI> link = client.async()
                .sessions()
                .create()
                .thenCompose(session -> client.async().tokens().createParticipantToken(session.sessionId()))
                .thenApply(invitation -> invitation.joinUrl());
        // @end
        assertThat(server.join(link.get(30, SECONDS)).isConnected()).isTrue();
    }

    @Test
    void stream() {
        SimulatedParticipant ann = join();
        // @start stream
        try (EventStream events = client.events(sessionId).fromBeginning().open()) {
            for (SessionEvent event : events) {
                if (event instanceof ParticipantJoined joined) {
                    print(joined.data().participant().participantId() + " is here");
                    break;
                }
            }
        }
        // @end
        assertThat(printed).containsExactly(ann.participantId() + " is here");
    }

    @Test
    void await() {
        join();
        // @start await
        try (EventStream events = client.events(sessionId).fromBeginning().open()) {
            events.await(ParticipantJoined.class, Duration.ofMinutes(10))
                    .ifPresentOrElse(joined -> print("Somebody came"), () -> print("Nobody came"));
        }
        // @end
        assertThat(printed).containsExactly("Somebody came");
    }

    @Test
    void listener() throws Exception {
        // @start listener
        EventSubscription subscription = client.events(sessionId).listen(new SessionEventListener() {
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
        });
        // @end
        client.control(sessionId).end();
        subscription.completion().get(30, SECONDS);
        // The session may have ended before the connection stood.
        assertThat(printed).isNotEmpty().first().asString().startsWith("so it is now");
    }

    @Test
    void control() {
        SimulatedParticipant ann = join();
        String participantId = ann.participantId();
        // @start control
        try (SessionControl control = client.control(sessionId)) {
            MuteResult result = control.mute(participantId);
            print(result.success() ? "muted" : "not muted: " + result.outcome());
            control.end();
        }
        // @end
        assertThat(printed).containsExactly("muted");
    }

    @Test
    void paging() {
        // @start paging
        Page<SessionSummary> first =
                client.sessions().list(ListSessionsRequest.builder().limit(50).build());
        for (SessionSummary session : first.all()) {
            print(session.sessionId());
        }
        // @end
        assertThat(printed).contains(sessionId);
    }

    @Test
    void upload(@TempDir Path folder) throws Exception {
        Path path = Files.write(folder.resolve("demo.mp4"), SmallVideo.bytes());
        SessionControl control = client.control(sessionId);
        Cancellation cancellation = new Cancellation();
        // @start upload
        RequestOptions options = RequestOptions.defaults()
                .withUploadProgress((sent, total) -> print(sent + " of " + total + " bytes"))
                .withCancellation(cancellation);
        VideoFile file = control.upload(VideoSource.of(path), options);
        // @end
        long size = Files.size(path);
        assertThat(printed).last().isEqualTo(size + " of " + size + " bytes");
        assertThat(control.videoFiles().files())
                .extracting(SharedVideoFile::fileId)
                .containsExactly(file.fileId());
    }

    @Test
    void raw() {
        // @start raw
        RawResponse<CreatedSession> answer = client.sessions().withRawResponse().create();
        print(answer.status() + " " + answer.requestId() + (answer.isReplayed() ? " once more" : ""));
        // @end
        assertThat(printed).singleElement().asString().startsWith("200 ");
    }

    @Test
    void hook() {
        // @start hook
        VideoCallClient told = client.withOptions(options -> options.listener(new CallListener() {
            @Override
            public void onRetry(Retrying retrying) {
                print(retrying.operationId() + " again in " + retrying.delay().toMillis() + " ms");
            }
        }));
        // @end
        server.faults().refuseNext(1, 503);
        told.sessions().get(sessionId);
        assertThat(printed).singleElement().asString().startsWith("getSession again in ");
    }

    @Test
    void fake() {
        // @start fake
        SessionEndedData data = new SessionEndedData(Instant.EPOCH);
        Actor actor = new Actor(ActorKind.SERVER, null);
        FakeTransport transport = new FakeTransport();
        transport
                .on("GET", "/api/video-call/session/s1/events")
                .events(new SessionEnded("session_ended", 1L, Instant.EPOCH, "s1", actor, null, data));
        try (EventStream events =
                transport.client().events("s1").fromBeginning().open()) {
            assertThat(events.stream()).singleElement().isInstanceOf(SessionEnded.class);
        }
        // @end
        assertThat(transport.remaining()).isZero();
    }

    // @start kit
    @Test
    void mute_ofSomebodyWhoDoesNotObey_isToldSo() {
        URI link = client.tokens().createParticipantToken(sessionId).joinUrl();
        SimulatedParticipant ann = server.join(link);
        ann.onCommand(SimulatedParticipant.OnCommand.REFUSE);

        assertThat(client.control(sessionId).mute(ann.participantId()).success())
                .isFalse();
    }

    @Test
    void server_thatIsBusy_isAskedAgain() {
        server.faults().refuseNext(2, 503);

        assertThat(client.sessions().get(sessionId).sessionId()).isEqualTo(sessionId);
    }
    // @end

    @Test
    void environment_withoutAServer_saysWhatIsMissing() {
        assertThatThrownBy(VideoCallClient::fromEnv).hasMessageContaining("VIDEO_CALL_URL is missing");
    }

    private SimulatedParticipant join() {
        return server.join(client.tokens().createParticipantToken(sessionId).joinUrl());
    }

    private synchronized void print(String line) {
        printed.add(line);
    }
}
