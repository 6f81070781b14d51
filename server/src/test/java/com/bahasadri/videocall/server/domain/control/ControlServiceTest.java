package com.bahasadri.videocall.server.domain.control;

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
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.domain.session.ParticipantState;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What commands answer, whatever the page and the engine do. */
class ControlServiceTest {
    private static final String CALL = "call";
    private static final Instant EXPIRY = Instant.parse("2030-01-01T00:00:00Z");

    private final TestClock clock = new TestClock();
    private final MVStore file = MVStore.open(null);
    private final EmbeddedStateStore store = new EmbeddedStateStore(file, clock);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LIFE = Duration.ofMillis(20);
    private static final Cause OPERATOR = new Cause(Actor.controlCenter("operator"), "correlation");

    private final FakeMediaEngine media = new FakeMediaEngine();
    private final FakeLink link = new FakeLink();
    private final PresenceService presence = new PresenceService(store, clock);
    private final ControlService control = control(UnmutePolicy.DIRECT);

    @BeforeEach
    void holdACall() {
        store.create(Session.created(CALL, null, clock.instant()));
        join("ada");
        join("bob");
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void mute_pageConfirms_succeedsWithTheCommittedState() {
        link.pages.put("ada", new CompletableFuture<>());
        presence.observeMicrophone(CALL, "ada", true, Cause.SERVER);
        link.pages.get("ada").complete(true);

        assertThat(control.switchMicrophone(CALL, wish("ada", true))).satisfies(succeeded("ada", true));
        assertThat(media.calls).isEmpty();
    }

    @Test
    void mute_pageRefuses_failsWithTheLastKnownState() {
        link.pages.put("ada", CompletableFuture.completedFuture(false));

        assertThat(control.switchMicrophone(CALL, wish("ada", true))).satisfies(failed("ada", false));
    }

    @Test
    void mute_pageNeverAnswers_failsAfterThePatienceAndNotBefore() {
        link.pages.put("ada", new CompletableFuture<>());
        Duration patience = Duration.ofMillis(60);
        long started = System.nanoTime();

        Observed observed = control.switchMicrophone(CALL, new Switch("ada", true, patience, OPERATOR));

        assertThat(observed).satisfies(failed("ada", false));
        assertThat(System.nanoTime() - started).isBetween(patience.toNanos(), TimeUnit.SECONDS.toNanos(5));
    }

    @Test
    void mute_pageIsLostMeanwhile_failsWithTheLastKnownState() {
        link.pages.put("ada", CompletableFuture.failedFuture(new CancellationException()));

        assertThat(control.switchMicrophone(CALL, wish("ada", true))).satisfies(failed("ada", false));
    }

    @Test
    void mute_pageFails_failsWithTheLastKnownState() {
        link.pages.put("ada", CompletableFuture.failedFuture(new IllegalStateException("broken page")));

        assertThat(control.switchMicrophone(CALL, wish("ada", true))).satisfies(failed("ada", false));
    }

    @Test
    void mute_participantLeavesMeanwhile_failsWithTheLastKnownState() {
        link.pages.put("ada", CompletableFuture.failedFuture(new CancellationException()));
        link.onSwitch = participantId -> presence.leave(CALL, participantId, LeaveReason.LEFT, Cause.SERVER);

        assertThat(control.switchMicrophone(CALL, wish("ada", true))).satisfies(failed("ada", false));
    }

    @Test
    void mute_participantObeysAndLeaves_isMuted() {
        link.pages.put("ada", CompletableFuture.completedFuture(true));
        link.onSwitch = participantId -> presence.leave(CALL, participantId, LeaveReason.LEFT, Cause.SERVER);

        assertThat(control.switchMicrophone(CALL, wish("ada", true))).satisfies(succeeded("ada", true));
    }

    @Test
    void mute_threadIsInterrupted_answersAndStaysInterrupted() {
        link.pages.put("ada", new CompletableFuture<>());
        Thread.currentThread().interrupt();

        assertThat(control.switchMicrophone(CALL, wish("ada", true)).success()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void mute_noPageAndEngineConfirms_succeedsAndTheSessionKnows() {
        assertThat(control.switchMicrophone(CALL, wish("ada", true))).satisfies(succeeded("ada", true));
        assertThat(media.calls).containsExactly("mute call ada");
        assertThat(events(SessionEvent.ParticipantMuted.class)).hasSize(1);
    }

    @Test
    void mute_noPageAndEngineCannot_failsAndNothingChanges() {
        media.mutes = false;
        assertThat(control.switchMicrophone(CALL, wish("ada", true))).satisfies(failed("ada", false));
        assertThat(events(SessionEvent.ParticipantMuted.class)).isEmpty();
    }

    @Test
    void mute_noPageAndEngineFails_failsWithTheEnginesError() {
        media.failure = FakeMediaEngine.broken();

        assertFails(() -> control.switchMicrophone(CALL, wish("ada", true)), ErrorCode.REALTIMEKIT_ERROR);
    }

    @Test
    void unmute_noPage_failsWithoutAskingTheEngine() {
        assertThat(control.switchMicrophone(CALL, wish("ada", false))).satisfies(failed("ada", false));
        assertThat(media.calls).isEmpty();
    }

    @Test
    void mute_participantIsNotInTheCall_isNotFoundAndNobodyIsAsked() {
        assertFails(() -> control.switchMicrophone(CALL, wish("eve", true)), ErrorCode.PARTICIPANT_NOT_FOUND);
        assertFails(() -> control.switchMicrophone("other", wish("ada", true)), ErrorCode.SESSION_NOT_FOUND);
        assertThat(link.calls).isEmpty();
        assertThat(media.calls).isEmpty();
    }

    @Test
    void mute_observed_isToldFromRequestToOutcome() {
        link.pages.put("ada", CompletableFuture.completedFuture(true));

        control.switchMicrophone(CALL, wish("ada", true));

        assertThat(progress())
                .containsExactly(
                        "REQUESTED by CONTROL_CENTER", "DELIVERED by CONTROL_CENTER", "OBSERVED by PARTICIPANT");
        assertThat(store.events(CALL, 2))
                .extracting(logged -> logged.cause().correlationId())
                .containsOnly("correlation");
        assertThat(session().commands()).isEmpty();
    }

    @Test
    void mute_refused_isTold() {
        link.pages.put("ada", CompletableFuture.completedFuture(false));

        Observed observed = control.switchMicrophone(CALL, wish("ada", true));

        assertThat(observed.outcome()).isEqualTo(Command.Status.REFUSED);
        assertThat(progress()).endsWith("DELIVERED by CONTROL_CENTER", "REFUSED by PARTICIPANT");
    }

    @Test
    void mute_unanswered_expires() {
        link.pages.put("ada", new CompletableFuture<>());

        Observed observed = control.switchMicrophone(CALL, new Switch("ada", true, Duration.ofMillis(20), OPERATOR));

        assertThat(observed.outcome()).isEqualTo(Command.Status.EXPIRED);
        assertThat(progress()).endsWith("DELIVERED by CONTROL_CENTER", "EXPIRED by TIMEOUT");
        assertThat(media.calls).isEmpty();
    }

    @Test
    void mute_byTheEngine_isObservedByIt() {
        control.switchMicrophone(CALL, wish("ada", true));

        assertThat(progress())
                .containsExactly("REQUESTED by CONTROL_CENTER", "DELIVERED by REALTIMEKIT", "OBSERVED by REALTIMEKIT");
    }

    @Test
    void unmute_noPage_expiresUndelivered() {
        control.switchMicrophone(CALL, wish("ada", false));

        assertThat(progress()).containsExactly("REQUESTED by CONTROL_CENTER", "EXPIRED by TIMEOUT");
    }

    @Test
    void kick_isToldFromRequestToOutcome() {
        control.kick(CALL, "ada", OPERATOR);

        assertThat(progress())
                .containsExactly(
                        "REQUESTED by CONTROL_CENTER", "DELIVERED by CONTROL_CENTER", "OBSERVED by REALTIMEKIT");
    }

    @Test
    void unmute_wherePeopleAreAsked_isPendingUntilTheyAnswer() {
        link.pages.put("ada", new CompletableFuture<>());
        ControlService asking = control(UnmutePolicy.ASK);
        CompletableFuture<Command.Status> told = new CompletableFuture<>();
        store.subscribe(logged -> {
            if (logged.event() instanceof SessionEvent.CommandProgressed progressed
                    && progressed.status() == Command.Status.OBSERVED) {
                told.complete(progressed.status());
            }
        });

        Observed observed = asking.switchMicrophone(CALL, new Switch("ada", false, Duration.ofMillis(20), OPERATOR));
        assertThat(observed.outcome()).isNull();
        assertThat(session().commands()).hasSize(1);
        link.pages.get("ada").complete(false);

        assertThat(told).succeedsWithin(Duration.ofSeconds(10));
        assertThat(session().commands()).isEmpty();
        assertThat(link.calls).containsExactly("ask ada");
    }

    @Test
    void mute_wherePeopleAreAsked_doesNotAsk() {
        link.pages.put("ada", CompletableFuture.completedFuture(true));

        control(UnmutePolicy.ASK).switchMicrophone(CALL, wish("ada", true));

        assertThat(link.calls).containsExactly("mute ada");
    }

    @Test
    void muteAll_onePageIsSilent_tellsOfEachAndSharesThePatience() {
        join("cyd");
        link.pages.put("ada", new CompletableFuture<>());
        link.pages.put("bob", new CompletableFuture<>());
        link.pages.put("cyd", CompletableFuture.completedFuture(true));
        long started = System.nanoTime();

        List<Observed> observed = control.muteAll(CALL, Duration.ofMillis(60), OPERATOR);

        assertThat(observed).extracting(Observed::participantId).containsExactly("ada", "bob", "cyd");
        assertThat(observed).extracting(Observed::success).containsExactly(false, false, true);
        assertThat(System.nanoTime() - started).isLessThan(TimeUnit.SECONDS.toNanos(5));
        assertThat(link.calls).containsExactly("mute ada", "mute bob", "mute cyd");
    }

    @Test
    void muteAll_nobodyIsInTheCall_answersNobody() {
        store.create(Session.created("empty", null, clock.instant()));

        assertThat(control.muteAll("empty", PATIENCE, Cause.SERVER)).isEmpty();
    }

    @Test
    void kick_participantInTheCall_revokesThenDisconnectsThenLeavesThenRemoves() {
        grant("digest", "ada");
        List<Boolean> atDisconnect = new ArrayList<>();
        link.onDisconnect = (sessionId, participantId) -> {
            atDisconnect.add(store.grant("digest").orElseThrow().revoked());
            atDisconnect.add(session().participant("ada").isPresent());
            atDisconnect.add(media.calls.isEmpty());
        };

        control.kick(CALL, "ada", Cause.SERVER);

        assertThat(atDisconnect).containsExactly(true, true, true);
        assertThat(events(SessionEvent.ParticipantLeft.class))
                .containsExactly(new SessionEvent.ParticipantLeft("ada", LeaveReason.REMOVED));
        assertThat(link.calls).containsExactly("remove ada");
        assertThat(media.calls).containsExactly("remove call ada");
    }

    @Test
    void kick_repeated_doesNoHarm() {
        grant("digest", "ada");
        control.kick(CALL, "ada", Cause.SERVER);

        control.kick(CALL, "ada", Cause.SERVER);

        assertThat(events(SessionEvent.ParticipantLeft.class)).hasSize(1);
        assertThat(media.calls).containsExactly("remove call ada", "remove call ada");
    }

    @Test
    void kick_engineFails_holdsHereAndCanBeRepeated() {
        grant("digest", "ada");
        media.failure = FakeMediaEngine.broken();

        assertFails(() -> control.kick(CALL, "ada", Cause.SERVER), ErrorCode.REALTIMEKIT_ERROR);
        assertThat(store.grant("digest").orElseThrow().revoked()).isTrue();
        assertThat(session().participant("ada")).isEmpty();

        media.failure = null;
        control.kick(CALL, "ada", Cause.SERVER);
        assertThat(media.calls).containsExactly("remove call ada", "remove call ada");
    }

    @Test
    void kick_tokenHolderWhoHasNotJoined_isRemoved() {
        grant("digest", "eve");

        control.kick(CALL, "eve", Cause.SERVER);

        assertThat(store.grant("digest").orElseThrow().revoked()).isTrue();
        assertThat(media.calls).containsExactly("remove call eve");
    }

    @Test
    void kick_nobodyKnows_isNotFoundAndNobodyIsAsked() {
        assertFails(() -> control.kick(CALL, "eve", Cause.SERVER), ErrorCode.PARTICIPANT_NOT_FOUND);
        assertThat(link.calls).isEmpty();
        assertThat(media.calls).isEmpty();
    }

    private ControlService control(UnmutePolicy unmute) {
        return new ControlService(
                new SessionService(store, media, clock),
                presence,
                link,
                media,
                store,
                new ControlService.Settings(unmute, LIFE, false, ForkJoinPool.commonPool()));
    }

    private static Switch wish(String participantId, boolean muted) {
        return new Switch(participantId, muted, PATIENCE, OPERATOR);
    }

    private static Consumer<Observed> succeeded(String participantId, boolean muted) {
        return observed -> assertThat(observed)
                .extracting(Observed::success, Observed::participantId, Observed::muted)
                .containsExactly(true, participantId, muted);
    }

    private static Consumer<Observed> failed(String participantId, boolean muted) {
        return observed -> assertThat(observed)
                .extracting(Observed::success, Observed::participantId, Observed::muted)
                .containsExactly(false, participantId, muted);
    }

    /** The statuses of the commands in the log, in order, with who brought each about. */
    private List<String> progress() {
        return store.events(CALL, 0).stream()
                .filter(logged -> logged.event() instanceof SessionEvent.CommandProgressed)
                .map(logged -> ((SessionEvent.CommandProgressed) logged.event()).status() + " by "
                        + logged.cause().actor().kind())
                .toList();
    }

    private void join(String participantId) {
        presence.report(
                new Grant(CALL, Role.PARTICIPANT, participantId, null, EXPIRY, false),
                ParticipantState.microphone(false));
    }

    private void grant(String digest, String participantId) {
        store.grant(digest, new Grant(CALL, Role.PARTICIPANT, participantId, null, EXPIRY, false));
    }

    private Session session() {
        return store.find(CALL).orElseThrow();
    }

    private <T extends SessionEvent> List<T> events(Class<T> kind) {
        return store.events(CALL, 0).stream()
                .map(LoggedEvent::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static void assertFails(Runnable call, ErrorCode code) {
        assertThatThrownBy(call::run)
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(code);
    }
}
