package com.bahasadri.videocall.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.bahasadri.videocall.client.CallListener;
import com.bahasadri.videocall.client.Headers;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.Timeout;
import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.error.ApiException;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.MalformedAnswerException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.model.ControlToken;
import com.bahasadri.videocall.client.testing.FakeTransport;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.Request;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is between a call and the transport: key, token, listener. */
class TransportsTest {
    private static final String SECRET = "s3cr3t-t0k3n";
    private static final String HEALTH = "{\"status\": \"up\", \"version\": \"1\", \"media\": \"emulator\"}";

    private static final String CREATED =
            "{\"session_id\": \"s\", \"meeting_id\": \"s\", \"created_at\": \"2026-11-20T10:00:00.000Z\"}";

    private final FakeTransport transport = new FakeTransport();

    @Test
    void key_ofAWrite_isTheSameInEachTryAndNewForEachCall() {
        VideoCallClient client = VideoCallClient.builder().transport(transport).build();
        transport.onAny().answer(503, "{}").onAny().answer(200, CREATED).onAny().answer(200, CREATED);
        client.sessions().create();
        client.sessions().create();
        List<String> keys = transport.requests().stream()
                .map(request -> request.headers().first("Idempotency-Key").orElseThrow())
                .toList();
        assertThat(keys).hasSize(3);
        assertThat(keys.get(1)).isEqualTo(keys.get(0));
        assertThat(keys.get(2)).isNotEqualTo(keys.get(0));
        assertThat(UUID.fromString(keys.get(0)).version()).isEqualTo(4);
    }

    @Test
    void key_ofTheCaller_isSent() {
        transport.onAny().answer(200, CREATED);
        transport.client().sessions().create(RequestOptions.defaults().withIdempotencyKey("mine-1"));
        assertThat(transport.requests().get(0).headers().all("Idempotency-Key")).containsExactly("mine-1");
    }

    @Test
    void key_ofARead_isNone() {
        transport.onAny().answer(200, HEALTH);
        transport.client().service().health(RequestOptions.defaults().withIdempotencyKey("mine-1"));
        assertThat(transport.requests().get(0).headers().names()).doesNotContain("idempotency-key");
    }

    @Test
    void token_suppliedForARead_isAskedForBeforeEachTry() {
        Deque<String> tokens = new ArrayDeque<>(List.of("first", "second"));
        VideoCallClient client = VideoCallClient.builder()
                .transport(transport)
                .token(tokens::remove)
                .build();
        transport.onAny().answer(503, "{}").onAny().answer(200, HEALTH);
        client.service().health();
        assertThat(transport.requests())
                .extracting(request -> request.headers().first("Authorization").orElseThrow())
                .containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void token_suppliedForAWrite_isKeptInEachTry() {
        Deque<String> tokens = new ArrayDeque<>(List.of("first", "second", "third"));
        VideoCallClient client = VideoCallClient.builder()
                .transport(transport)
                .token(tokens::remove)
                .build();
        transport.onAny().answer(503, "{}").onAny().answer(200, CREATED);
        transport.onAny().answer(503, "{}").onAny().answer(200, CREATED);
        client.sessions().create();
        client.async().sessions().create().join();
        assertThat(transport.requests())
                .extracting(request -> request.headers().first("Authorization").orElseThrow())
                .containsExactly("Bearer first", "Bearer first", "Bearer second", "Bearer second");
    }

    @Test
    void token_suppliedAsNull_isNoAuthorization() {
        transport.onAny().answer(200, HEALTH);
        VideoCallClient.builder()
                .transport(transport)
                .token(() -> null)
                .build()
                .service()
                .health();
        assertThat(transport.requests().get(0).headers().names()).doesNotContain("authorization");
    }

    @Test
    void token_thatCannotBeSupplied_isWhatTheCallThrows() {
        IllegalStateException failure = new IllegalStateException("no vault");
        VideoCallClient client = VideoCallClient.builder()
                .transport(transport)
                .token(() -> {
                    throw failure;
                })
                .build();
        assertThat(catchThrowable(() -> client.service().health())).isSameAs(failure);
        assertThat(catchThrowable(() -> client.async().service().health().join()))
                .isInstanceOf(CompletionException.class)
                .hasCause(failure);
        assertThat(transport.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nX: y"})
    void token_suppliedMalformed_isRefusedWithoutQuotingIt(String token) {
        VideoCallClient client = VideoCallClient.builder()
                .transport(transport)
                .token(() -> token)
                .build();
        assertThat(catchThrowable(() -> client.service().health()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("token must be printable ASCII without spaces, and not empty");
    }

    @Test
    void token_echoedByTheServer_isInNoFailure() {
        transport
                .onAny()
                .answer(Answer.of(
                        400,
                        Headers.of(List.of(Map.entry("X-Echo", "Bearer " + SECRET))),
                        "{\"error\": \"" + SECRET + "?\", \"code\": \"INVALID_INPUT\"}"))
                .onAny()
                .fail(new TransportException(
                        TransportException.Reason.CUT, "cut", new IOException("Unexpected: Bearer " + SECRET)));
        VideoCallClient client = VideoCallClient.builder()
                .transport(transport)
                .token(SECRET)
                .maxRetries(0)
                .build();
        ApiException refused =
                catchThrowableOfType(ApiException.class, () -> client.service().health());
        assertThat(refused).hasMessageContaining("***?");
        assertThat(refused.headers().first("X-Echo")).hasValue("Bearer ***");
        Throwable cut = catchThrowable(() -> client.service().health());
        assertThat(cut).isExactlyInstanceOf(TransportException.class).hasMessage("cut");
        assertThat(cut.getCause()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"blocking", "asynchronous", "open"})
    void token_echoedByTheServer_isToldToNoListener(String form) {
        List<Object> told = new ArrayList<>();
        StringWriter traces = new StringWriter();
        IOException quoting = new IOException("cut");
        quoting.addSuppressed(new IOException("Unexpected: Bearer " + SECRET));
        Headers echo = Headers.of(List.of(
                Map.entry("X-Request-Id", SECRET), Map.entry("Server", "Bearer " + SECRET), Map.entry("Date", "now")));
        transport
                .onAny()
                .answer(Answer.of(200, echo, HEALTH))
                .onAny()
                .answer(Answer.of(400, echo, SECRET))
                .onAny()
                .fail(new TransportException(TransportException.Reason.CUT, "cut", quoting))
                .onAny()
                .fail(new MalformedAnswerException("request id " + SECRET))
                .onAny()
                .fail(new CancelledException("over", quoting))
                .onAny()
                .fail(new UnsupportedOperationException("Bearer " + SECRET));
        Caller caller = caller(new Recording(told) {
            @Override
            public void onFailure(Failed failed) {
                super.onFailure(failed);
                failed.failure().printStackTrace(new PrintWriter(traces));
            }
        });
        Request health = Request.builder("getHealth", "GET", "/health").build();
        List<Throwable> thrown = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            thrown.add(catchThrowable(() -> {
                switch (form) {
                    case "blocking" -> caller.send(health, String.class);
                    case "asynchronous" ->
                        caller.sendAsync(health, String.class).join();
                    default -> caller.open(health);
                }
            }));
        }

        assertThat(told)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "Sent",
                        "Answered",
                        "Sent",
                        "Answered",
                        "Sent",
                        "Failed",
                        "Sent",
                        "Failed",
                        "Sent",
                        "Failed",
                        "Sent",
                        "Failed");
        CallListener.Answered first = (CallListener.Answered) told.get(1);
        assertThat(first.headers().first("X-Request-Id")).hasValue("***");
        assertThat(first.headers().first("Server")).hasValue("Bearer ***");
        assertThat(first.headers().first("Date")).hasValue("now");
        assertThat(told.toString() + traces).contains("TransportException: cut").doesNotContain(SECRET);
        thrown.stream().filter(Objects::nonNull).forEach(failure -> assertThat(failure)
                .hasStackTraceContaining("Exception")
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain(SECRET)));
    }

    @Test
    void token_thatIsPartOfAnyWord_spoilsNoAnswer() {
        transport
                .onAny()
                .answer(Answer.of(200, Headers.of(List.of(Map.entry("Content-Type", "text/event-stream"))), HEALTH));
        VideoCallClient client =
                VideoCallClient.builder().transport(transport).token("t").build();

        Headers headers = client.service().withRawResponse().health().headers();

        assertThat(headers.first("Content-Type")).hasValue("text/event-stream");
    }

    @Test
    void listener_eachStep_isToldWithoutSecrets() {
        List<Object> told = new ArrayList<>();
        VideoCallClient client = VideoCallClient.builder()
                .transport(transport)
                .token(SECRET)
                .listener(new Recording(told))
                .build();
        transport
                .onAny()
                .fail(new TransportException(TransportException.Reason.CONNECT, "refused", null))
                .onAny()
                .answer(Answer.of(
                        503,
                        Headers.of(
                                List.of(Map.entry("X-Request-Id", "12345678"), Map.entry("Set-Cookie", "s=" + SECRET))),
                        SECRET))
                .onAny()
                .answer(new ControlToken(SECRET, Instant.EPOCH));
        client.tokens().createControlToken("s", RequestOptions.defaults().withHeader("X-Api-Key", SECRET));
        assertThat(told)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Sent", "Failed", "Retrying", "Sent", "Answered", "Retrying", "Sent", "Answered");
        assertThat(told.toString()).contains("12345678").doesNotContain(SECRET);
        CallListener.Answered last = (CallListener.Answered) told.get(7);
        assertThat(last.status()).isEqualTo(200);
        assertThat(last.sent().attempt()).isEqualTo(3);
        assertThat(last.sent().path()).isEqualTo("/api/video-call/session/s/control-token");
        assertThat(last.sent().headers().names()).doesNotContain("authorization", "idempotency-key", "x-api-key");
        assertThat(((CallListener.Retrying) told.get(5)).status()).hasValue(503);
    }

    @Test
    void listener_thatThrows_breaksNoCall() {
        CallListener broken = new CallListener() {
            @Override
            public void onRequest(Sent sent) {
                throw new IllegalStateException("no disk");
            }

            @Override
            public void onAnswer(Answered answered) {
                throw new IllegalStateException("no disk");
            }
        };
        transport.onAny().answer(200, HEALTH).onAny().answer(200, HEALTH);
        VideoCallClient client =
                VideoCallClient.builder().transport(transport).listener(broken).build();
        assertThat(client.service().health().status()).isEqualTo("up");
        assertThat(client.async().service().health().join().status()).isEqualTo("up");
    }

    @Test
    void headers_further_areSent() {
        transport.onAny().answer(200, HEALTH);
        transport
                .client()
                .service()
                .health(RequestOptions.defaults()
                        .withHeader("traceparent", "00-1")
                        .withHeader("TraceParent", "00-2")
                        .withHeader("User-Agent", "planner/1"));
        assertThat(transport.requests().get(0).headers().all("traceparent")).containsExactly("00-2");
        assertThat(transport.requests().get(0).headers().all("User-Agent")).containsExactly("planner/1");
    }

    @Test
    void options_ofTheCall_comeBeforeThoseOfTheClient() {
        transport.onAny().answer(200, HEALTH).onAny().answer(200, HEALTH);
        Timeout own = Timeout.defaults().withCall(Duration.ofSeconds(1));
        VideoCallClient client = transport.client();
        client.service().health(RequestOptions.defaults().withTimeout(own).withMaxRetries(7));
        client.service().health();
        assertThat(transport.requests().get(0).options().timeout()).hasValue(own);
        assertThat(transport.requests().get(0).options().maxRetries()).hasValue(7);
        assertThat(transport.requests().get(1).options().timeout()).hasValue(Timeout.defaults());
        assertThat(transport.requests().get(1).options().maxRetries()).hasValue(0);
    }

    private Caller caller(CallListener listener) {
        return new Caller(
                transport,
                new Settings(
                        () -> SECRET,
                        Timeout.defaults(),
                        0,
                        Duration.ofSeconds(30),
                        listener,
                        Runnable::run,
                        Time.system(),
                        new Lifecycle(() -> {})));
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static class Recording implements CallListener {
        private final List<Object> told;

        Recording(List<Object> told) {
            this.told = told;
        }

        @Override
        public void onRequest(Sent sent) {
            told.add(sent);
        }

        @Override
        public void onAnswer(Answered answered) {
            told.add(answered);
        }

        @Override
        public void onFailure(Failed failed) {
            told.add(failed);
        }

        @Override
        public void onRetry(Retrying retrying) {
            told.add(retrying);
        }
    }
}
