package com.bahasadri.videocall.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.Timeout;
import com.bahasadri.videocall.client.VideoSource;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.SourceException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RetryingTransportTest {
    private static final RequestOptions OPTIONS =
            RequestOptions.defaults().withTimeout(Timeout.defaults()).withMaxRetries(2);

    private final FakeTime time = new FakeTime(Instant.parse("2026-11-20T10:00:00Z"));

    /** Whichever way it is sent, what is tried again is the same. */
    enum Form {
        BLOCKING {
            @Override
            Answer send(Transport transport, Request request) {
                return transport.send(request);
            }
        },
        ASYNCHRONOUS {
            @Override
            Answer send(Transport transport, Request request) {
                try {
                    return transport.sendAsync(request).join();
                } catch (CompletionException e) {
                    throw (RuntimeException) e.getCause();
                }
            }
        };

        abstract Answer send(Transport transport, Request request);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void send_failuresThatPass_answersInTheEnd(Form form) {
        Script script = new Script(Script.lost(), Script.status(503), Script.status(200));
        assertThat(form.send(retrying(script), request(OPTIONS)).status()).isEqualTo(200);
        assertThat(script.sent).extracting(Request::attempt).containsExactly(1, 2, 3);
        assertThat(time.waits()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void send_failureThatStays_isTheLastOne(Form form) {
        Script script = new Script(Script.lost(), Script.lost(), Script.status(502));
        assertThat(form.send(retrying(script), request(OPTIONS)).status()).isEqualTo(502);
        assertThat(script.sent).hasSize(3);

        Script lost = new Script(Script.status(500), Script.lost());
        assertThat(catchThrowable(() -> form.send(retrying(lost), request(OPTIONS))))
                .isExactlyInstanceOf(TransportException.class);
        assertThat(lost.sent).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void send_noRetries_isSentOnce(Form form) {
        Script script = new Script(Script.status(503, "0"));
        form.send(retrying(script), request(OPTIONS.withMaxRetries(0)));
        assertThat(script.sent).hasSize(1);
        assertThat(time.waits()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void send_retryAfter_isWaitedFor(Form form) {
        Script script = new Script(
                Script.status(429, "9"), Script.status(503, "Fri, 20 Nov 2026 10:00:20 GMT"), Script.status(200));
        form.send(retrying(script), request(OPTIONS));
        assertThat(time.waits()).containsExactly(Duration.ofSeconds(9), Duration.ofSeconds(11));
    }

    static Stream<String> waitsThatAreTooLong() {
        return Stream.of("31", "1000000000", "99999999999999999999", "Fri, 20 Nov 2099 10:00:20 GMT");
    }

    @ParameterizedTest
    @MethodSource("waitsThatAreTooLong")
    void send_retryAfterBeyondTheCap_isAnsweredAtOnce(String retryAfter) {
        RequestOptions endless = OPTIONS.withTimeout(Timeout.defaults().withCall(Duration.ZERO));
        for (Form form : Form.values()) {
            Script script = new Script(Script.status(429, retryAfter));
            assertThat(form.send(retrying(script), request(endless)).status()).isEqualTo(429);
            assertThat(script.sent).hasSize(1);
        }
        assertThat(time.waits()).isEmpty();
    }

    static Stream<String> nonsense() {
        return Stream.of("-5", "soon", "1.5", "", "Fri, 20 Nov 2026");
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void send_retryAfterThatSaysNothing_isWaitedForAsWithout(String retryAfter) {
        Script script = new Script(Script.status(503, retryAfter), Script.status(200));
        Form.BLOCKING.send(retrying(script), request(OPTIONS));
        assertThat(time.waits()).containsExactly(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void send_wholeCallsTime_isNotExceeded(Form form) {
        Script script = new Script(
                () -> {
                    time.pass(Duration.ofSeconds(25));
                    return Script.lost().get();
                },
                Script.status(503, "5"));
        assertThat(form.send(retrying(script), request(OPTIONS)).status()).isEqualTo(503);
        assertThat(script.sent).hasSize(2);
        assertThat(script.sent)
                .extracting(Request::timeLimit)
                .containsExactly(Duration.ofSeconds(30), Duration.ofMillis(4500));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void send_callWithoutLimit_hasNoneInAnyTry(Form form) {
        Script script = new Script(Script.lost());
        RequestOptions endless = OPTIONS.withTimeout(Timeout.defaults().withCall(Duration.ZERO));
        catchThrowable(() -> form.send(retrying(script), request(endless)));
        assertThat(script.sent).hasSize(3).extracting(Request::timeLimit).containsOnly(Duration.ZERO);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void send_failureThatIsNoTransports_isNotTriedAgain(Form form) {
        for (RuntimeException failure : List.of(
                new SourceException("no file", null),
                new CancelledException("over", null),
                new IllegalStateException("a progress bar"))) {
            Script script = new Script(Script.failing(failure));
            assertThat(catchThrowable(() -> form.send(retrying(script), request(OPTIONS))))
                    .isSameAs(failure);
            assertThat(script.sent).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void send_upload_isTriedAgainWhereItsSourceIsRepeatable(Form form) {
        Script once = new Script(Script.lost());
        Request stream = upload(VideoSource.of(InputStream.nullInputStream(), 0));
        assertThat(catchThrowable(() -> form.send(retrying(once), stream))).isInstanceOf(TransportException.class);
        assertThat(once.sent).hasSize(1);

        Script again = new Script(Script.lost(), Script.status(200));
        form.send(retrying(again), upload(VideoSource.of("demo.mp4", "video/mp4", new byte[1])));
        assertThat(again.sent).hasSize(2);
    }

    @Test
    void send_interruptWhileItWaits_endsAtOnceAndStays() {
        Script script = new Script(() -> {
            Thread.currentThread().interrupt();
            return Script.lost().get();
        });
        Throwable thrown = catchThrowable(() -> retrying(script).send(request(OPTIONS)));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown)
                .isExactlyInstanceOf(CancelledException.class)
                .hasMessage("x was interrupted")
                .hasCauseInstanceOf(TransportException.class);
        assertThat(script.sent).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void send_cancelledWhileItWaits_isNotSentAgain(Form form) {
        Cancellation cancellation = new Cancellation();
        Script script = new Script(() -> {
            cancellation.cancel();
            return Script.status(503).get();
        });
        assertThat(catchThrowable(() -> form.send(retrying(script), request(OPTIONS.withCancellation(cancellation)))))
                .isExactlyInstanceOf(CancelledException.class)
                .hasMessage("x was cancelled");
        assertThat(script.sent).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void send_clientClosedDuringATry_isTheLastTry(Form form) {
        Cancellation closing = new Cancellation();
        Script script = new Script(() -> {
            closing.cancel();
            return Script.status(503).get();
        });
        RetryingTransport transport = retrying(script, time, closing);

        assertThat(form.send(transport, request(OPTIONS)).status()).isEqualTo(503);

        assertThat(script.sent).hasSize(1);
        assertThat(time.waits()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void send_clientClosedWhileItWaits_saysSoAtOnce(Form form) {
        Cancellation closing = new Cancellation();
        Time waiting = new FakeTime(Instant.EPOCH) {
            @Override
            public CompletableFuture<Void> later(Duration wait, Executor executor) {
                closing.cancel();
                return new CompletableFuture<>();
            }
        };
        Script script = new Script(Script.lost());

        assertThat(catchThrowable(() -> form.send(retrying(script, waiting, closing), request(OPTIONS))))
                .isExactlyInstanceOf(CancelledException.class)
                .hasMessage("x was not tried again, for its client was closed")
                .hasCauseExactlyInstanceOf(TransportException.class);

        assertThat(script.sent).hasSize(1);
    }

    @Test
    void sendAsync_cancelledWhileItWaits_isNotSentAgain() {
        Script script = new Script(Script.status(503));
        CompletableFuture<Void> endless = new CompletableFuture<>();
        Time waiting = new FakeTime(Instant.EPOCH) {
            @Override
            public CompletableFuture<Void> later(Duration wait, Executor executor) {
                return endless;
            }
        };
        CompletableFuture<Answer> answer = retrying(script, waiting).sendAsync(request(OPTIONS));
        assertThat(answer).isNotDone();
        answer.cancel(true);
        assertThat(endless).isCancelled();
        assertThat(script.sent).hasSize(1);
    }

    @Test
    @org.junit.jupiter.api.Timeout(30)
    void sendAsync_executorThatRefuses_fails() {
        RejectedExecutionException refusal = new RejectedExecutionException("closed");
        RetryingTransport transport = new RetryingTransport(
                new Script(Script.status(503)),
                new RetryPolicy(Duration.ofSeconds(30), () -> 1),
                Time.system(),
                task -> {
                    throw refusal;
                },
                new Events(null),
                new Cancellation());
        assertThat(catchThrowable(() -> transport.sendAsync(request(OPTIONS)).join()))
                .hasCause(refusal);
    }

    @Test
    void sendAsync_errorBetweenTwoTries_fails() {
        Time broken = new FakeTime(Instant.EPOCH) {
            @Override
            public CompletableFuture<Void> later(Duration wait, Executor executor) {
                throw new IllegalStateException("no time");
            }
        };
        assertThat(retrying(new Script(Script.status(503)), broken).sendAsync(request(OPTIONS)))
                .isCompletedExceptionally();
    }

    @Test
    void wait_longerThanNanosecondsTell_isNoFailure() throws Exception {
        Duration endless = Duration.ofDays(365_000);
        Cancellation over = new Cancellation();
        over.cancel();
        Time.system().sleep(endless, over);
        assertThat(Time.system().later(endless, Runnable::run)).isNotDone();
    }

    @Test
    void wait_thatNobodyWaitsForAnyMore_isForgotten() {
        WeakReference<Executor> executor = waitAndCancel(Duration.ofDays(1));
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (executor.get() != null && System.nanoTime() < deadline) {
            System.gc();
        }
        assertThat(executor.get()).isNull();
    }

    private static WeakReference<Executor> waitAndCancel(Duration wait) {
        Object captured = new Object();
        Executor executor = task -> assertThat(captured).isNull();
        Time.system().later(wait, executor).cancel(true);
        return new WeakReference<>(executor);
    }

    private RetryingTransport retrying(Transport next) {
        return retrying(next, time);
    }

    private static RetryingTransport retrying(Transport next, Time time) {
        return retrying(next, time, new Cancellation());
    }

    private static RetryingTransport retrying(Transport next, Time time, Cancellation closing) {
        RetryPolicy policy = new RetryPolicy(Duration.ofSeconds(30), () -> 0);
        return new RetryingTransport(next, policy, time, Runnable::run, new Events(null), closing);
    }

    private static Request request(RequestOptions options) {
        return Request.builder("x", "POST", "/").options(options).build();
    }

    private static Request upload(VideoSource source) {
        return request(OPTIONS).toBuilder().file("file", source).build();
    }
}
