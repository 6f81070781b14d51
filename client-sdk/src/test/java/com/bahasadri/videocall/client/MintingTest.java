package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.event.EventStream;
import com.bahasadri.videocall.client.internal.FakeTime;
import com.bahasadri.videocall.client.model.MuteAllResult;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The time of a call and what ends it hold for the minting of its token too. */
@org.junit.jupiter.api.Timeout(60)
class MintingTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String TOKEN = "{\"token\": \"t\", \"expires_at\": \"2999-01-01T00:00:00Z\"}";
    private static final RequestOptions TEN_SECONDS =
            RequestOptions.defaults().withTimeout(Timeout.defaults().withCall(Duration.ofSeconds(10)));

    private final List<Request> sent = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch minting = new CountDownLatch(1);
    private final CountDownLatch minted = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void everythingIsReleased() {
        minted.countDown();
        threads.shutdown();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void call_thatIsMintedForTwice_hasOneTimeForAllOfIt(boolean blocking) throws Exception {
        FakeTime time = new FakeTime(NOW);
        VideoCallClient client = VideoCallClient.builder()
                .transport(transport(request -> {
                    boolean mints = mints(request);
                    time.pass(Duration.ofSeconds(mints ? 2 : 1));
                    return mints ? answer(200, TOKEN) : answer(sent.size() == 2 ? 401 : 200, "{}");
                }))
                .time(time)
                .build();
        SessionControl control = client.control("s");

        if (blocking) {
            control.muteAll(TEN_SECONDS.withMaxRetries(1));
        } else {
            control.client()
                    .async()
                    .participants()
                    .muteAll("s", TEN_SECONDS.withMaxRetries(1))
                    .get(30, TimeUnit.SECONDS);
        }

        assertThat(sent)
                .extracting(Request::operationId)
                .containsExactly(
                        "createControlToken", "muteAllParticipants", "createControlToken", "muteAllParticipants");
        assertThat(sent)
                .extracting(Request::timeLimit)
                .containsExactly(
                        Duration.ofSeconds(10), Duration.ofSeconds(8), Duration.ofSeconds(7), Duration.ofSeconds(5));
        assertThat(sent.get(0).options().maxRetries()).hasValue(1);
        assertThat(sent.get(0).options().timeout().orElseThrow().call()).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,false", "true,true", "false,true"})
    void minting_thatGetsNoAnswer_isTriedAgainByItselfAlone(boolean blocking, boolean anew) {
        TransportException lost = new TransportException(TransportException.Reason.CONNECT, "nobody is there", null);
        SessionControl control = VideoCallClient.builder()
                .transport(transport(request -> {
                    if (!mints(request)) {
                        return answer(401, "{}");
                    } else if (anew && sent.size() == 1) {
                        return answer(200, TOKEN);
                    }
                    throw lost;
                }))
                .time(new FakeTime(NOW))
                .build()
                .control("s");

        Throwable thrown = catchThrowable(() -> {
            if (blocking) {
                control.muteAll();
            } else {
                try {
                    control.client().async().participants().muteAll("s").get(30, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    throw e.getCause();
                }
            }
        });

        assertThat(thrown).isSameAs(lost);
        assertThat(sent).filteredOn(MintingTest::mints).hasSize(anew ? 4 : 3);
        assertThat(sent).filteredOn(request -> !mints(request)).hasSize(anew ? 1 : 0);
    }

    @Test
    void stream_whoseTokenGetsNoAnswer_failsWithWhatTheMintingFailedWith() {
        TransportException lost = new TransportException(TransportException.Reason.CONNECT, "nobody is there", null);
        SessionControl control = VideoCallClient.builder()
                .transport(transport(request -> {
                    throw lost;
                }))
                .time(new FakeTime(NOW))
                .build()
                .control("s");

        assertThatThrownBy(() -> {
                    try (EventStream events =
                            control.events().withMaxReconnects(0).open()) {
                        events.iterator().hasNext();
                    }
                })
                .isSameAs(lost);
    }

    @Test
    void options_ofTheCall_areNotThoseOfTheMinting() {
        VideoCallClient client = VideoCallClient.builder()
                .transport(transport(request -> mints(request) ? answer(200, TOKEN) : answer(200, "{}")))
                .build();

        client.control("s")
                .muteAll(RequestOptions.defaults().withIdempotencyKey("mine-1").withHeader("X-Mine", "1"));

        assertThat(sent.get(0).headers().first("X-Mine")).isEmpty();
        assertThat(sent.get(0).headers().all("Idempotency-Key")).doesNotContain("mine-1");
        assertThat(sent.get(1).headers().all("Idempotency-Key")).containsExactly("mine-1");
    }

    @Test
    void call_whoseTimeIsOverWhileAnotherMints_fails() throws Exception {
        SessionControl control = slow().control("s");
        CompletableFuture<MuteAllResult> first = CompletableFuture.supplyAsync(control::muteAll, threads);
        assertThat(minting.await(30, TimeUnit.SECONDS)).isTrue();
        RequestOptions hasty =
                RequestOptions.defaults().withTimeout(Timeout.defaults().withCall(Duration.ofMillis(200)));

        assertThatThrownBy(() -> control.muteAll(hasty))
                .isInstanceOfSatisfying(TransportException.class, late -> assertThat(late.reason())
                        .isEqualTo(TransportException.Reason.TIMEOUT));

        assertThat(first).isNotDone();
        minted.countDown();
        first.get(30, TimeUnit.SECONDS);
        assertThat(sent).extracting(Request::operationId).containsExactly("createControlToken", "muteAllParticipants");
    }

    @Test
    void call_thatIsCancelledWhileAnotherMints_ends() throws Exception {
        SessionControl control = slow().control("s");
        CompletableFuture<MuteAllResult> first = CompletableFuture.supplyAsync(control::muteAll, threads);
        assertThat(minting.await(30, TimeUnit.SECONDS)).isTrue();
        Cancellation cancellation = new Cancellation();
        CompletableFuture<MuteAllResult> second = CompletableFuture.supplyAsync(
                () -> control.muteAll(RequestOptions.defaults().withCancellation(cancellation)), threads);

        cancellation.cancel();

        assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS)).hasCauseExactlyInstanceOf(CancelledException.class);
        assertThat(first).isNotDone();
    }

    @Test
    void call_thatIsInterruptedWhileAnotherMints_endsAndStaysInterrupted() throws Exception {
        SessionControl control = slow().control("s");
        CompletableFuture.runAsync(control::muteAll, threads);
        assertThat(minting.await(30, TimeUnit.SECONDS)).isTrue();

        Thread.currentThread().interrupt();
        assertThatThrownBy(control::muteAll).isInstanceOf(CancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void call_withoutWaiting_returnsBeforeItsTokenIsThere() throws Exception {
        CompletableFuture<MuteAllResult> call =
                slow().control("s").client().async().participants().muteAll("s");

        assertThat(call).isNotDone();
        minted.countDown();
        call.get(30, TimeUnit.SECONDS);
        assertThat(sent).extracting(Request::operationId).containsExactly("createControlToken", "muteAllParticipants");
    }

    @Test
    void cancel_ofAnAsynchronousCallThatMints_sendsNothingElse() throws Exception {
        CompletableFuture<MuteAllResult> call =
                slow().control("s").client().async().participants().muteAll("s");
        assertThat(minting.await(30, TimeUnit.SECONDS)).isTrue();

        call.cancel(true);

        minted.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sent).extracting(Request::operationId).containsExactly("createControlToken");
    }

    @Test
    void cancel_ofAnAsynchronousCallThatMintsAnew_endsTheMintingAndSendsNothing() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        VideoCallClient client = VideoCallClient.builder()
                .transport(transport(request -> {
                    if (sent.size() == 3) {
                        request.options().cancellation().orElseThrow().onCancel(cancelled::countDown);
                        minting.countDown();
                        await(minted);
                    }
                    return mints(request) ? answer(200, TOKEN) : answer(401, "{}");
                }))
                .executor(threads)
                .build();
        CompletableFuture<MuteAllResult> call =
                client.control("s").client().async().participants().muteAll("s");
        assertThat(minting.await(30, TimeUnit.SECONDS)).isTrue();

        call.cancel(true);

        assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
        minted.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(sent).hasSize(3);
    }

    /** Its minting takes until the test says that it is over. */
    private VideoCallClient slow() {
        return VideoCallClient.builder()
                .transport(transport(request -> {
                    if (!mints(request)) {
                        return answer(200, "{}");
                    }
                    minting.countDown();
                    await(minted);
                    return answer(200, TOKEN);
                }))
                .executor(threads)
                .build();
    }

    private Transport transport(Function<Request, Answer> answering) {
        return new Transport() {
            @Override
            public Answer send(Request request) {
                sent.add(request);
                return answering.apply(request);
            }

            @Override
            public CompletableFuture<Answer> sendAsync(Request request) {
                return CompletableFuture.completedFuture(send(request));
            }
        };
    }

    private static boolean mints(Request request) {
        return request.path().endsWith("/control-token");
    }

    private static Answer answer(int status, String json) {
        return Answer.of(status, Headers.none(), json);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
