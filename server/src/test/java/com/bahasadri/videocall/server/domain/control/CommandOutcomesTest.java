package com.bahasadri.videocall.server.domain.control;

import static com.bahasadri.videocall.server.domain.control.FlakyStore.Change.LOST;
import static com.bahasadri.videocall.server.domain.control.FlakyStore.Change.MADE;
import static com.bahasadri.videocall.server.domain.control.FlakyStore.Change.UNANSWERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.FakeMediaEngine;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.session.ParticipantState;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.Role;
import com.bahasadri.videocall.server.support.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command comes to one outcome, whoever is away meanwhile: the page, the engine, the state, who waits. */
class CommandOutcomesTest {
    private static final String CALL = "call";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Cause OPERATOR = new Cause(Actor.controlCenter("operator"), "correlation");

    private final TestClock clock = new TestClock();
    private final MVStore file = MVStore.open(null);
    private final EmbeddedStateStore store = new EmbeddedStateStore(file, clock);
    private final FlakyStore state = new FlakyStore(store);
    private final FakeMediaEngine media = new FakeMediaEngine();
    private final FakeLink link = new FakeLink();
    private final PresenceService presence = new PresenceService(state.asStore(), clock);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<ControlService> controls = new ArrayList<>();
    private final ControlService control = living(LONG);

    @BeforeEach
    void holdACall() {
        store.create(Session.created(CALL, null, clock.instant()));
        join("ada");
        join("bob");
    }

    @AfterEach
    void close() {
        controls.forEach(ControlService::close);
        threads.shutdownNow();
        file.close();
    }

    @Test
    void mute_nobodyWaits_isPendingAndThePageHasItsUsualTime() {
        CompletableFuture<Boolean> page = page("ada");

        Observed observed = control.switchMicrophone(CALL, mute("ada", Duration.ZERO));

        assertThat(observed.outcome()).isNull();
        page.complete(true);
        awaitOutcomes("OBSERVED by PARTICIPANT");
    }

    @Test
    void mute_whoWaitsGivesUpFirst_isToldOnceThePagesTimeIsOver() {
        page("ada");

        assertThat(living(Duration.ofMillis(200))
                        .switchMicrophone(CALL, mute("ada", Duration.ofMillis(1)))
                        .outcome())
                .isNull();

        awaitOutcomes("EXPIRED by TIMEOUT");
    }

    @Test
    void mute_engineTakesLong_isPendingInTimeAndToldLater() {
        CountDownLatch held = holdTheEngine();
        long started = System.nanoTime();

        Observed observed = control.switchMicrophone(CALL, mute("ada", Duration.ofMillis(20)));

        assertThat(observed.outcome()).isNull();
        assertThat(observed.muted()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
        held.countDown();
        awaitOutcomes("OBSERVED by REALTIMEKIT");
        assertThat(session().participant("ada").orElseThrow().muted()).isTrue();
    }

    @Test
    void muteAll_engineTakesLong_isPendingForAllInTime() {
        CountDownLatch held = holdTheEngine();

        assertThat(control.muteAll(CALL, Duration.ofMillis(20), OPERATOR))
                .extracting(Observed::outcome)
                .containsOnlyNulls()
                .hasSize(2);

        held.countDown();
        awaitOutcomes("OBSERVED by REALTIMEKIT", "OBSERVED by REALTIMEKIT");
    }

    @Test
    void muteAll_engineFailsForSome_tellsOfEachWhatBecameOfIt() {
        join("cyd");
        page("cyd").complete(true);
        media.failure = FakeMediaEngine.broken();

        List<Observed> observed = control.muteAll(CALL, LONG, OPERATOR);

        assertThat(observed)
                .extracting(Observed::outcome)
                .containsExactly(Command.Status.REFUSED, Command.Status.REFUSED, Command.Status.OBSERVED);
        awaitOutcomes("REFUSED by REALTIMEKIT", "REFUSED by REALTIMEKIT", "OBSERVED by PARTICIPANT");
    }

    @Test
    void muteAll_engineFailsForAll_failsAndLeavesNoneOpen() {
        media.failure = FakeMediaEngine.broken();

        assertFails(() -> control.muteAll(CALL, LONG, OPERATOR), ErrorCode.REALTIMEKIT_ERROR);

        awaitOutcomes("REFUSED by REALTIMEKIT", "REFUSED by REALTIMEKIT");
    }

    @Test
    void muteAll_stateIsAway_failsAndAsksNobody() {
        page("ada");
        state.plan(LOST);

        assertFails(() -> control.muteAll(CALL, LONG, OPERATOR), ErrorCode.UNAVAILABLE);

        assertThat(link.calls).isEmpty();
        awaitOutcomes();
    }

    @Test
    void muteAll_stateGoesAwayMeanwhile_asksNobodyAfterThatAndLeavesNoneOpen() {
        join("cyd");
        join("dan");
        page("bob").complete(true);
        link.onSwitch = participantId -> {
            if (participantId.equals("cyd")) {
                throw new ServiceException(ErrorCode.UNAVAILABLE, "The shared state does not answer");
            }
        };

        assertFails(() -> control.muteAll(CALL, LONG, OPERATOR), ErrorCode.UNAVAILABLE);

        assertThat(link.calls).containsExactly("mute ada", "mute bob", "mute cyd");
        awaitOutcomes("OBSERVED by PARTICIPANT", "EXPIRED by TIMEOUT", "EXPIRED by TIMEOUT", "EXPIRED by TIMEOUT");
        assertThat(media.calls).isEmpty();
    }

    @Test
    void muteAll_ofSome_isToldOfAllTogether() {
        page("ada");
        page("bob");

        control.muteAll(CALL, Duration.ZERO, OPERATOR);

        assertThat(progress())
                .containsExactly(
                        "REQUESTED by CONTROL_CENTER",
                        "REQUESTED by CONTROL_CENTER",
                        "DELIVERED by CONTROL_CENTER",
                        "DELIVERED by CONTROL_CENTER");
    }

    @Test
    void mute_outcomeIsNotTaken_isToldAgainAndAnswered() {
        page("ada").complete(true);
        state.plan(MADE, MADE, LOST);

        Observed observed = control.switchMicrophone(CALL, mute("ada", LONG));

        assertThat(observed.outcome()).isEqualTo(Command.Status.OBSERVED);
        assertThat(progress())
                .containsExactly(
                        "REQUESTED by CONTROL_CENTER", "DELIVERED by CONTROL_CENTER", "OBSERVED by PARTICIPANT");
    }

    @Test
    void mute_answerToTheOutcomeIsLost_isToldOnce() {
        page("ada").complete(true);
        state.plan(MADE, MADE, UNANSWERED);

        control.switchMicrophone(CALL, mute("ada", LONG));

        awaitOutcomes("OBSERVED by PARTICIPANT");
    }

    @Test
    void mute_deliveryIsNotTaken_isObservedAllTheSame() {
        page("ada").complete(true);
        state.plan(MADE, LOST);

        assertThat(control.switchMicrophone(CALL, mute("ada", LONG)).success()).isTrue();

        assertThat(progress())
                .containsExactly("REQUESTED by CONTROL_CENTER", "DELIVERED by PARTICIPANT", "OBSERVED by PARTICIPANT");
    }

    @ParameterizedTest
    @CsvSource({"true,OBSERVED", "false,REFUSED"})
    void mute_pagesAnswerIsLostBetweenServers_isWhatTheStateKnows(boolean muted, Command.Status outcome) {
        page("ada");
        link.onSwitch = participantId -> acknowledge(participantId, muted);

        Duration life = Duration.ofMillis(50);
        Observed observed = living(life).switchMicrophone(CALL, mute("ada", life));

        assertThat(observed).extracting(Observed::outcome, Observed::muted).containsExactly(outcome, muted);
        awaitOutcomes(outcome + " by PARTICIPANT");
    }

    @Test
    void mute_pageAnswersAndIsGone_isObserved() {
        page("ada").completeExceptionally(new IllegalStateException("the connection was lost"));
        link.onSwitch = participantId -> acknowledge(participantId, true);

        assertThat(control.switchMicrophone(CALL, mute("ada", LONG)).success()).isTrue();

        awaitOutcomes("OBSERVED by PARTICIPANT");
    }

    @Test
    void mute_answerToTheRequestIsLost_failsAndExpires() {
        state.plan(UNANSWERED);

        assertFails(() -> control.switchMicrophone(CALL, mute("ada", LONG)), ErrorCode.UNAVAILABLE);

        awaitOutcomes("EXPIRED by TIMEOUT");
        assertThat(reasons()).containsExactly("The state did not answer");
    }

    @Test
    void mute_otherServersCannotBeAsked_failsAndExpires() {
        link.onSwitch = participantId -> {
            throw new ServiceException(ErrorCode.UNAVAILABLE, "The shared state does not answer");
        };

        assertFails(() -> control.switchMicrophone(CALL, mute("ada", LONG)), ErrorCode.UNAVAILABLE);

        awaitOutcomes("EXPIRED by TIMEOUT");
    }

    @Test
    void mute_otherServerWasAskedAllTheSame_isWhatItsPageSays() {
        link.onSwitch = participantId -> {
            acknowledge(participantId, true);
            throw new ServiceException(ErrorCode.UNAVAILABLE, "The shared state does not answer");
        };

        assertFails(() -> control.switchMicrophone(CALL, mute("ada", LONG)), ErrorCode.UNAVAILABLE);

        awaitOutcomes("OBSERVED by PARTICIPANT");
    }

    @Test
    void kick_whomItRemovesAnswersIt_isNoAnswer() {
        Command kick = Command.requested("kick", Command.Kind.KICK, "ada");
        store.change(CALL, OPERATOR, session -> session.progress().request(kick));

        presence.acknowledge(grant("ada"), "kick", new PageAnswer(false, "I stay"), false);

        assertThat(session().commands()).containsEntry("kick", kick);
    }

    @Test
    void mute_stateIsAwayLongerThanThePagesTime_isWhatThePageSaysThen() {
        CompletableFuture<Boolean> page = page("ada");
        // The page answers, but its server cannot pass that on before the state is back.
        link.onSwitch = participantId -> state.down = true;

        Observed observed = living(Duration.ofMillis(20)).switchMicrophone(CALL, mute("ada", Duration.ofMillis(20)));

        assertThat(observed).extracting(Observed::outcome, Observed::muted).containsExactly(null, false);
        state.down = false;
        page.complete(true);
        awaitOutcomes("OBSERVED by PARTICIPANT");
    }

    @Test
    void kick_outcomeIsNotTaken_succeedsAndIsToldLater() {
        state.plan(MADE, MADE, MADE, LOST);

        control.kick(CALL, "ada", OPERATOR);

        awaitOutcomes("OBSERVED by REALTIMEKIT");
    }

    @Test
    void kick_leavingIsNotTaken_failsAndExpires() {
        state.plan(MADE, MADE, LOST);

        assertFails(() -> control.kick(CALL, "ada", OPERATOR), ErrorCode.UNAVAILABLE);

        awaitOutcomes("EXPIRED by TIMEOUT");
        assertThat(reasons()).containsExactly("The state did not answer");
    }

    @Test
    void kick_answerToTheRequestIsLost_failsAndExpires() {
        state.plan(UNANSWERED);

        assertFails(() -> control.kick(CALL, "ada", OPERATOR), ErrorCode.UNAVAILABLE);

        awaitOutcomes("EXPIRED by TIMEOUT");
    }

    private ControlService living(Duration life) {
        ControlService made = new ControlService(
                new SessionService(state.asStore(), media, clock),
                presence,
                link,
                media,
                state.asStore(),
                new ControlService.Settings(UnmutePolicy.DIRECT, life, false, threads));
        controls.add(made);
        return made;
    }

    private CountDownLatch holdTheEngine() {
        CountDownLatch held = new CountDownLatch(1);
        media.onMute = () -> {
            try {
                assertThat(held.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        return held;
    }

    private CompletableFuture<Boolean> page(String participantId) {
        CompletableFuture<Boolean> page = new CompletableFuture<>();
        link.pages.put(participantId, page);
        return page;
    }

    private static Switch mute(String participantId, Duration patience) {
        return new Switch(participantId, true, patience, OPERATOR);
    }

    /** That no command is open any more, and with these outcomes. */
    private void awaitOutcomes(String... outcomes) {
        Eventually.until("no command is open", () -> session().commands().isEmpty());
        assertThat(progress().stream().filter(line -> line.matches("(OBSERVED|REFUSED|EXPIRED).*")))
                .containsExactlyInAnyOrder(outcomes);
    }

    private List<String> progress() {
        return store.events(CALL, 0).stream()
                .filter(logged -> logged.event() instanceof SessionEvent.CommandProgressed)
                .map(logged -> ((SessionEvent.CommandProgressed) logged.event()).status() + " by "
                        + logged.cause().actor().kind())
                .toList();
    }

    private List<String> reasons() {
        return store.events(CALL, 0).stream()
                .map(logged -> logged.event() instanceof SessionEvent.CommandProgressed told ? told.reason() : null)
                .filter(reason -> reason != null)
                .toList();
    }

    private void join(String participantId) {
        presence.report(grant(participantId), ParticipantState.microphone(false));
    }

    private void acknowledge(String participantId, boolean muted) {
        String command = session().commands().keySet().iterator().next();
        presence.acknowledge(grant(participantId), command, new PageAnswer(muted, null), muted);
    }

    private static Grant grant(String participantId) {
        return new Grant(CALL, Role.PARTICIPANT, participantId, null, Instant.parse("2030-01-01T00:00:00Z"), false);
    }

    private Session session() {
        return store.find(CALL).orElseThrow();
    }

    private static void assertFails(Runnable call, ErrorCode code) {
        assertThatThrownBy(call::run)
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(code);
    }
}
