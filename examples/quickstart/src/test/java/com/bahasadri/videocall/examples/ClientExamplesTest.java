package com.bahasadri.videocall.examples;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.client.CallListener;
import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.RawResponse;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.SessionControl;
import com.bahasadri.videocall.client.Timeout;
import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.error.ApiException;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.NotFoundException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.error.VideoCallException;
import com.bahasadri.videocall.client.model.CreateSessionRequest;
import com.bahasadri.videocall.client.model.CreatedSession;
import com.bahasadri.videocall.client.model.ErrorCode;
import com.bahasadri.videocall.client.model.MuteResult;
import com.bahasadri.videocall.client.model.ParticipantToken;
import com.bahasadri.videocall.client.model.SessionSummary;
import com.bahasadri.videocall.server.testing.SimulatedParticipant;
import com.bahasadri.videocall.server.testing.VideoCallServerExtension;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The code in the Javadoc of the client; {@link JavadocTest} holds the one against the other. */
class ClientExamplesTest {
    @RegisterExtension
    static final VideoCallServerExtension server = VideoCallServerExtension.create();

    private final List<String> printed = new ArrayList<>();
    private String address;
    private VideoCallClient client;
    private String sessionId;

    @BeforeEach
    void start() {
        address = server.baseUrl().toString();
        client = VideoCallClient.builder().baseUrl(address).build();
        sessionId = client.sessions().create().sessionId();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void client() {
        // @start VideoCallClient
        try (VideoCallClient client = VideoCallClient.builder().baseUrl(address).build()) {
            CreatedSession session = client.sessions().create();
            ParticipantToken invitation = client.tokens().createParticipantToken(session.sessionId());
            print("Join at " + invitation.joinUrl());
        }
        // @end
        assertThat(printed).singleElement().asString().startsWith("Join at " + address);
    }

    @Test
    void view() {
        // @start VideoCallClient_withOptions
        VideoCallClient patient = client.withOptions(
                options -> options.maxRetries(5).timeout(Timeout.defaults().withCall(Duration.ofMinutes(2))));
        // @end
        assertThat(patient.sessions().get(sessionId).sessionId()).isEqualTo(sessionId);
    }

    @Test
    void builder() {
        String operatorKey = "an-operator-key";
        OkHttpClient throughOurProxy = new OkHttpClient();
        // @start VideoCallClientBuilder
        VideoCallClient client = VideoCallClient.builder()
                .baseUrl("https://calls.example.com")
                .token(operatorKey)
                .timeout(Timeout.defaults().withCall(Duration.ofSeconds(10)))
                .maxRetries(5)
                .httpClient(throughOurProxy)
                .build();
        // @end
        assertThat(client).hasToString("VideoCallClient[baseUrl=https://calls.example.com/, token=***]");
    }

    @Test
    void async() throws Exception {
        // @start VideoCallClientAsync
        CompletableFuture<URI> link = client.async()
                .sessions()
                .create()
                .thenCompose(session -> client.async().tokens().createParticipantToken(session.sessionId()))
                .thenApply(ParticipantToken::joinUrl);
        // @end
        assertThat(link.get(30, SECONDS).toString()).startsWith(address);
    }

    @Test
    void options() {
        String participantId = join().participantId();
        SessionControl control = client.control(sessionId);
        // @start RequestOptions
        RequestOptions options = RequestOptions.defaults()
                .withTimeout(Timeout.defaults().withCall(Duration.ofSeconds(15)))
                .withWait(Duration.ofSeconds(10))
                .withHeader("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        MuteResult result = control.mute(participantId, options);
        // @end
        assertThat(result.success()).isTrue();
    }

    @Test
    void cancellation() {
        // @start Cancellation
        Cancellation cancellation = new Cancellation();
        RequestOptions options = RequestOptions.defaults().withCancellation(cancellation);
        CompletableFuture<CreatedSession> call =
                CompletableFuture.supplyAsync(() -> client.sessions().create(options));
        cancellation.cancel();
        // @end
        // It may have been quicker.
        assertThat(call.handle((session, failure) ->
                                failure == null || failure.getCause() instanceof CancelledException)
                        .join())
                .isTrue();
        assertThatThrownBy(() -> client.sessions().create(options)).isInstanceOf(CancelledException.class);
    }

    @Test
    void listenerOfCalls() {
        // @start CallListener
        VideoCallClient told = client.withOptions(options -> options.listener(new CallListener() {
            @Override
            public void onAnswer(Answered answered) {
                print(answered.sent().operationId() + " " + answered.status());
            }
        }));
        // @end
        told.sessions().get(sessionId);
        assertThat(printed).containsExactly("getSession 200");
    }

    @Test
    void control() {
        String participantId = join().participantId();
        // @start SessionControl
        try (SessionControl control = client.control(sessionId)) {
            MuteResult result = control.mute(participantId);
            if (!result.success()) {
                control.kick(participantId);
            }
            control.end();
        }
        // @end
        assertThatThrownBy(() -> client.tokens().createControlToken(sessionId)).isInstanceOf(ApiException.class);
    }

    @Test
    void pages() {
        // @start Page
        for (SessionSummary session : client.sessions().list().all()) {
            print(session.sessionId() + " is " + session.status());
        }
        // @end
        assertThat(printed).anyMatch(line -> line.startsWith(sessionId));
    }

    @Test
    void pagesWithoutWaiting() throws Exception {
        // @start AsyncPage
        CompletableFuture<Void> done = client.async()
                .sessions()
                .list()
                .thenCompose(page -> page.forEach(session -> print(session.sessionId())));
        // @end
        done.get(30, SECONDS);
        assertThat(printed).contains(sessionId);
    }

    @Test
    void raw() {
        // @start RawResponse
        RawResponse<CreatedSession> answer = client.sessions().withRawResponse().create();
        print(answer.status() + ", request " + answer.requestId().orElse("unknown"));
        String createdId = answer.body().sessionId();
        // @end
        assertThat(printed).singleElement().asString().startsWith("200, request ");
        assertThat(client.sessions().get(createdId).sessionId()).isEqualTo(createdId);
    }

    @Test
    void errors() {
        String sessionId = "no-such-session";
        // @start VideoCallException
        try {
            client.sessions().get(sessionId);
        } catch (NotFoundException e) {
            print("it is gone: " + e.code());
        } catch (ApiException e) {
            print("refused with " + e.status() + ", request " + e.requestId().orElse("unknown"));
        } catch (VideoCallException e) {
            print("not answered: " + e.getMessage());
        }
        // @end
        assertThat(printed).singleElement().asString().startsWith("it is gone: ");
    }

    @Test
    void refusal() {
        client.control(sessionId).end();
        // @start ApiException
        try {
            client.tokens().createParticipantToken(sessionId);
        } catch (ApiException e) {
            if (!e.code().equals(ErrorCode.SESSION_ENDED)) {
                throw e;
            }
            print("too late: the call is over");
        }
        // @end
        assertThat(printed).containsExactly("too late: the call is over");
    }

    @Test
    void lostAnswer() {
        VideoCallClient client = this.client.withOptions(options -> options.maxRetries(0));
        CreateSessionRequest request = CreateSessionRequest.builder()
                .name(UUID.randomUUID().toString())
                .build();
        server.faults().loseNextAnswers(1);
        // @start TransportException
        RequestOptions once =
                RequestOptions.defaults().withIdempotencyKey(UUID.randomUUID().toString());
        try {
            client.sessions().create(request, once);
        } catch (TransportException e) {
            // It may have been done: under the same key it is not done twice.
            client.sessions().create(request, once);
        }
        // @end
        assertThat(client.sessions().list().stream())
                .filteredOn(session -> request.name().equals(session.name()))
                .hasSize(1);
    }

    private SimulatedParticipant join() {
        return server.join(client.tokens().createParticipantToken(sessionId).joinUrl());
    }

    private synchronized void print(String line) {
        printed.add(line);
    }
}
