package com.bahasadri.videocall.server.adapter.realtimekit;

import static com.bahasadri.videocall.server.adapter.realtimekit.StubbedRealtimeKit.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedBudget;
import com.bahasadri.videocall.server.adapter.state.LanedBudget;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.http.RequestThreads;
import com.bahasadri.videocall.server.port.CallBudget;
import com.bahasadri.videocall.server.port.MediaEngine.NewParticipant;
import com.bahasadri.videocall.server.support.Eventually;
import com.bahasadri.videocall.server.support.ManualTime;
import com.bahasadri.videocall.server.support.Together;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is not sent at all: while RealtimeKit fails, and when much was sent already. */
class HeldBackTest {
    private static final String CREATED = "{\"success\":true,\"data\":{\"id\":\"m1\"}}";
    private static final String OK = "{\"success\":true,\"data\":{}}";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** How many calls fail before nothing is sent. */
    private static final int ENOUGH = 20;

    private final ManualTime time = new ManualTime();
    private final ExecutorService threads = Executors.newCachedThreadPool(RequestThreads.daemons("hanging"));

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void breaker_muchFails_sendsNothingAndSaysWhenToComeBack() {
        try (StubbedRealtimeKit kit = new StubbedRealtimeKit(resting(Duration.ofMinutes(1)), CallBudget.UNLIMITED)) {
            failEnough(kit);

            ServiceException failure = failureOf(() -> kit.engine.createMeeting(null));

            assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
            assertThat(failureOf(() -> kit.engine.end("m1")).code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(kit.sent()).hasSize(ENOUGH);
        }
    }

    @Test
    void breaker_afterTheRest_triesOneCallAndClosesWhenItIsAnswered() {
        try (StubbedRealtimeKit kit = new StubbedRealtimeKit(resting(Duration.ofMillis(100)), CallBudget.UNLIMITED)) {
            failEnough(kit);
            kit.forget();
            kit.always(json(201, CREATED).withFixedDelay(500));
            AtomicInteger answered = new AtomicInteger();
            untilItIsNot(ErrorCode.UNAVAILABLE, kit, answered);

            Together.run(4, thread -> kit.engine.createMeeting(null));

            assertThat(answered.get()).isEqualTo(1);
            assertThat(kit.sent()).hasSize(5);
        }
    }

    @Test
    void breaker_halfOpen_letsOneCallTryAtATime() {
        try (StubbedRealtimeKit kit = new StubbedRealtimeKit(resting(Duration.ofMillis(1)), CallBudget.UNLIMITED)) {
            failEnough(kit);
            kit.forget();
            kit.always(json(503, "").withFixedDelay(1000));

            Together.run(4, thread -> failureOf(() -> kit.engine.createMeeting(null)));

            assertThat(kit.sent()).hasSize(1);
        }
    }

    @Test
    void breaker_refusalsAndMissingThings_areNoFailures() {
        try (StubbedRealtimeKit kit = new StubbedRealtimeKit()) {
            for (int status : new int[] {400, 401, 403, 404}) {
                kit.always(json(status, ""));
                for (int i = 0; i < ENOUGH; i++) {
                    failureOf(() -> kit.engine.createMeeting(null));
                }
            }

            assertThat(kit.sent()).hasSize(4 * ENOUGH);
        }
    }

    @Test
    void budget_usedUpByTokens_refusesTokensAndSaysWhenToComeBackButStillEnds() {
        try (StubbedRealtimeKit kit = new StubbedRealtimeKit(CallPolicy.standard(), budget(20))) {
            kit.always(json(201, CREATED));
            int made = 0;
            while (made < 100 && failureOrNull(() -> kit.engine.createMeeting(null)) == null) {
                made++;
            }
            assertThat(made).isEqualTo(16);

            ServiceException failure =
                    failureOf(() -> kit.engine.admit("m1", new NewParticipant(null, "vc-1", "group_call_participant")));
            assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(1));
            assertThat(kit.sent()).as("what is refused is not sent").hasSize(made);

            kit.always(json(200, OK));
            kit.engine.end("m1");
            assertThat(kit.sent()).hasSize(made + 3);
        }
    }

    @Test
    void budget_afterAWhile_isThereAgain() {
        try (StubbedRealtimeKit kit = new StubbedRealtimeKit(CallPolicy.standard(), budget(5))) {
            kit.always(json(201, CREATED));
            while (failureOrNull(() -> kit.engine.createMeeting(null)) == null) {
                assertThat(kit.sent()).hasSizeLessThan(10);
            }

            time.advance(Duration.ofSeconds(1));

            assertThat(kit.engine.createMeeting(null).id()).isEqualTo("m1");
        }
    }

    @Test
    void budget_repeats_areCounted() {
        try (StubbedRealtimeKit kit = new StubbedRealtimeKit(CallPolicy.standard(), budget(4))) {
            kit.always(json(503, ""));

            failureOf(() -> kit.engine.end("m1"));

            assertThat(kit.sent()).hasSize(4);
        }
    }

    @Test
    void errand_slowAnswers_endsInItsTime() {
        CallPolicy hasty = StubbedRealtimeKit.hasty(PATIENCE, PATIENCE, Duration.ofSeconds(1));
        try (StubbedRealtimeKit kit = new StubbedRealtimeKit(hasty, CallBudget.UNLIMITED)) {
            kit.always(json(200, OK).withFixedDelay(60_000));
            long start = System.nanoTime();

            assertThat(failureOf(() -> kit.engine.end("m1")).code()).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
            assertThat(kit.busyConnections()).isZero();
        }
    }

    @Test
    void end_closingAndRecordingHang_stillRemovesEveryone() {
        CallPolicy hasty = StubbedRealtimeKit.hasty(PATIENCE, PATIENCE, Duration.ofSeconds(3));
        try (StubbedRealtimeKit kit = new StubbedRealtimeKit(hasty, CallBudget.UNLIMITED)) {
            kit.always(json(200, OK));
            kit.on("PATCH", "/meetings/m1", json(200, OK).withFixedDelay(60_000));
            kit.on("GET", "/recordings/active-recording/m1", json(200, OK).withFixedDelay(60_000));

            assertThat(failureOf(() -> kit.engine.end("m1")).code()).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);

            assertThat(kit.sent()).contains("POST /meetings/m1/active-session/kick-all");
        }
    }

    @Test
    void remove_deletingHangs_stillKicks() {
        CallPolicy hasty = StubbedRealtimeKit.hasty(PATIENCE, PATIENCE, Duration.ofSeconds(3));
        try (StubbedRealtimeKit kit = new StubbedRealtimeKit(hasty, CallBudget.UNLIMITED)) {
            kit.always(json(200, OK));
            kit.on("DELETE", "/meetings/m1/participants/p1", json(200, OK).withFixedDelay(60_000));

            assertThat(failureOf(() -> kit.engine.remove("m1", "p1")).code()).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);

            assertThat(kit.sent()).contains("POST /meetings/m1/active-session/kick");
        }
    }

    @Test
    void operators_presetDoesNotCome_allFailInTheirTime() {
        CallPolicy hasty = StubbedRealtimeKit.hasty(PATIENCE, PATIENCE, Duration.ofSeconds(1));
        try (StubbedRealtimeKit kit = new StubbedRealtimeKit(hasty, CallBudget.UNLIMITED)) {
            kit.always(json(200, OK).withFixedDelay(60_000));
            long start = System.nanoTime();

            // One looks, and the others do not each take a second more.
            Together.run(30, thread -> failureOf(() -> kit.engine.admitOperator("m1", "vc-" + thread)));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        }
    }

    @Test
    void places_allTakenByCallsThatHang_refuseTheRestButRemove() {
        try (StubbedRealtimeKit kit = new StubbedRealtimeKit(atOnce(5), CallBudget.UNLIMITED)) {
            kit.always(json(200, OK));
            kit.on("POST", "/meetings", json(201, CREATED).withFixedDelay(60_000));
            List<CompletableFuture<ServiceException>> hanging = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> failureOf(() -> kit.engine.createMeeting(null)), threads))
                    .limit(4)
                    .toList();
            Eventually.until("all are sent", () -> kit.sent().size() == 4);

            ServiceException refused = failureOf(() -> kit.engine.admit("m1", new NewParticipant(null, "vc-1", "p")));

            assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
            kit.engine.remove("m1", "p1");
            assertThat(kit.sent()).as("what is refused is not sent").hasSize(4 + 2);
            assertThat(hanging).noneMatch(CompletableFuture::isDone);
        }
    }

    @Test
    void places_afterTheCalls_areFreeAgain() {
        try (StubbedRealtimeKit kit = new StubbedRealtimeKit(atOnce(2), CallBudget.UNLIMITED)) {
            kit.always(json(201, CREATED));

            for (int i = 0; i < 3; i++) {
                kit.always(json(400, ""));
                failureOf(() -> kit.engine.createMeeting(null));
                failureOf(() -> kit.engine.end("m1"));
                kit.always(json(201, CREATED));
                kit.engine.remove("m1", "p1");
            }

            assertThat(kit.engine.createMeeting(null).id()).isEqualTo("m1");
        }
    }

    private static void untilItIsNot(ErrorCode code, StubbedRealtimeKit kit, AtomicInteger answered) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        ServiceException failure;
        do {
            failure = failureOrNull(() -> kit.engine.createMeeting(null));
        } while (failure != null && failure.code() == code && System.nanoTime() < end);
        assertThat(failure).isNull();
        answered.incrementAndGet();
    }

    private static void failEnough(StubbedRealtimeKit kit) {
        kit.always(json(500, ""));
        for (int i = 0; i < ENOUGH; i++) {
            assertThat(failureOf(() -> kit.engine.createMeeting(null)).code()).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);
        }
    }

    private CallBudget budget(int size) {
        return new EmbeddedBudget(new LanedBudget.Size(size, size, Duration.ofSeconds(size)), time);
    }

    private static CallPolicy resting(Duration rest) {
        CallPolicy standard = CallPolicy.standard();
        return policy(standard.errandTimeout(), standard.atOnce(), rest);
    }

    /** Of which none ends by itself while a test runs. */
    private static CallPolicy atOnce(int calls) {
        return policy(Duration.ofMinutes(1), calls, CallPolicy.standard().rest());
    }

    private static CallPolicy policy(Duration time, int atOnce, Duration rest) {
        CallPolicy standard = CallPolicy.standard();
        return new CallPolicy(
                standard.connectTimeout(),
                time,
                time,
                time,
                standard.attempts(),
                standard.firstWait(),
                standard.longestWait(),
                atOnce,
                rest);
    }

    private static ServiceException failureOf(ThrowingCallable call) {
        ServiceException failure = failureOrNull(call);
        assertThat(failure).isNotNull();
        return failure;
    }

    private static ServiceException failureOrNull(ThrowingCallable call) {
        return catchThrowableOfType(ServiceException.class, call);
    }
}
