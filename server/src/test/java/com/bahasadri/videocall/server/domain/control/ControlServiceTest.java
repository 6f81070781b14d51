package com.bahasadri.videocall.server.domain.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.FakeMediaEngine;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
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
import java.util.concurrent.TimeUnit;
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
    private final FakeMediaEngine media = new FakeMediaEngine();
    private final FakeLink link = new FakeLink();
    private final PresenceService presence = new PresenceService(store, clock);
    private final ControlService control = withPatience(Duration.ofSeconds(10));

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
        presence.observeMicrophone(CALL, "ada", true);
        link.pages.get("ada").complete(true);

        assertThat(control.switchMicrophone(CALL, "ada", true)).isEqualTo(new Observed(true, "ada", true));
        assertThat(media.calls).isEmpty();
    }

    @Test
    void mute_pageRefuses_failsWithTheLastKnownState() {
        link.pages.put("ada", CompletableFuture.completedFuture(false));

        assertThat(control.switchMicrophone(CALL, "ada", true)).isEqualTo(new Observed(false, "ada", false));
    }

    @Test
    void mute_pageNeverAnswers_failsAfterThePatienceAndNotBefore() {
        link.pages.put("ada", new CompletableFuture<>());
        Duration patience = Duration.ofMillis(60);
        long started = System.nanoTime();

        Observed observed = withPatience(patience).switchMicrophone(CALL, "ada", true);

        assertThat(observed).isEqualTo(new Observed(false, "ada", false));
        assertThat(System.nanoTime() - started).isBetween(patience.toNanos(), TimeUnit.SECONDS.toNanos(5));
    }

    @Test
    void mute_pageIsLostMeanwhile_failsWithTheLastKnownState() {
        link.pages.put("ada", CompletableFuture.failedFuture(new CancellationException()));

        assertThat(control.switchMicrophone(CALL, "ada", true)).isEqualTo(new Observed(false, "ada", false));
    }

    @Test
    void mute_pageFails_failsWithTheLastKnownState() {
        link.pages.put("ada", CompletableFuture.failedFuture(new IllegalStateException("broken page")));

        assertThat(control.switchMicrophone(CALL, "ada", true)).isEqualTo(new Observed(false, "ada", false));
    }

    @Test
    void mute_participantLeavesMeanwhile_failsAsMuted() {
        link.pages.put("ada", CompletableFuture.failedFuture(new CancellationException()));
        link.onSwitch = participantId -> presence.leave(CALL, participantId, LeaveReason.LEFT);

        assertThat(control.switchMicrophone(CALL, "ada", true)).isEqualTo(new Observed(false, "ada", true));
    }

    @Test
    void mute_threadIsInterrupted_answersAndStaysInterrupted() {
        link.pages.put("ada", new CompletableFuture<>());
        Thread.currentThread().interrupt();

        assertThat(control.switchMicrophone(CALL, "ada", true).success()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void mute_noPageAndEngineConfirms_succeedsAndTheSessionKnows() {
        assertThat(control.switchMicrophone(CALL, "ada", true)).isEqualTo(new Observed(true, "ada", true));
        assertThat(media.calls).containsExactly("mute call ada");
        assertThat(lastEvent()).isEqualTo(new SessionEvent.ParticipantMuted("ada"));
    }

    @Test
    void mute_noPageAndEngineCannot_failsAndNothingChanges() {
        media.mutes = false;
        long before = session().seq();

        assertThat(control.switchMicrophone(CALL, "ada", true)).isEqualTo(new Observed(false, "ada", false));
        assertThat(session().seq()).isEqualTo(before);
    }

    @Test
    void mute_noPageAndEngineFails_failsWithTheEnginesError() {
        media.failure = FakeMediaEngine.broken();

        assertFails(() -> control.switchMicrophone(CALL, "ada", true), ErrorCode.REALTIMEKIT_ERROR);
    }

    @Test
    void unmute_noPage_failsWithoutAskingTheEngine() {
        assertThat(control.switchMicrophone(CALL, "ada", false)).isEqualTo(new Observed(false, "ada", false));
        assertThat(media.calls).isEmpty();
    }

    @Test
    void mute_participantIsNotInTheCall_isNotFoundAndNobodyIsAsked() {
        assertFails(() -> control.switchMicrophone(CALL, "eve", true), ErrorCode.PARTICIPANT_NOT_FOUND);
        assertFails(() -> control.switchMicrophone("other", "ada", true), ErrorCode.SESSION_NOT_FOUND);
        assertThat(link.calls).isEmpty();
        assertThat(media.calls).isEmpty();
    }

    @Test
    void muteAll_onePageIsSilent_tellsOfEachAndSharesThePatience() {
        join("cyd");
        link.pages.put("ada", new CompletableFuture<>());
        link.pages.put("bob", new CompletableFuture<>());
        link.pages.put("cyd", CompletableFuture.completedFuture(true));
        long started = System.nanoTime();

        List<Observed> observed = withPatience(Duration.ofMillis(60)).muteAll(CALL);

        assertThat(observed).extracting(Observed::participantId).containsExactly("ada", "bob", "cyd");
        assertThat(observed).extracting(Observed::success).containsExactly(false, false, true);
        assertThat(System.nanoTime() - started).isLessThan(TimeUnit.SECONDS.toNanos(5));
        assertThat(link.calls).containsExactly("mute ada", "mute bob", "mute cyd");
    }

    @Test
    void muteAll_nobodyIsInTheCall_answersNobody() {
        store.create(Session.created("empty", null, clock.instant()));

        assertThat(control.muteAll("empty")).isEmpty();
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

        control.kick(CALL, "ada");

        assertThat(atDisconnect).containsExactly(true, true, true);
        assertThat(lastEvent()).isEqualTo(new SessionEvent.ParticipantLeft("ada", LeaveReason.REMOVED));
        assertThat(link.calls).containsExactly("disconnect ada REMOVED");
        assertThat(media.calls).containsExactly("remove call ada");
    }

    @Test
    void kick_repeated_doesNoHarm() {
        grant("digest", "ada");
        control.kick(CALL, "ada");
        long after = session().seq();

        control.kick(CALL, "ada");

        assertThat(session().seq()).isEqualTo(after);
        assertThat(media.calls).containsExactly("remove call ada", "remove call ada");
    }

    @Test
    void kick_engineFails_holdsHereAndCanBeRepeated() {
        grant("digest", "ada");
        media.failure = FakeMediaEngine.broken();

        assertFails(() -> control.kick(CALL, "ada"), ErrorCode.REALTIMEKIT_ERROR);
        assertThat(store.grant("digest").orElseThrow().revoked()).isTrue();
        assertThat(session().participant("ada")).isEmpty();

        media.failure = null;
        control.kick(CALL, "ada");
        assertThat(media.calls).containsExactly("remove call ada", "remove call ada");
    }

    @Test
    void kick_tokenHolderWhoHasNotJoined_isRemoved() {
        grant("digest", "eve");

        control.kick(CALL, "eve");

        assertThat(store.grant("digest").orElseThrow().revoked()).isTrue();
        assertThat(media.calls).containsExactly("remove call eve");
    }

    @Test
    void kick_nobodyKnows_isNotFoundAndNobodyIsAsked() {
        assertFails(() -> control.kick(CALL, "eve"), ErrorCode.PARTICIPANT_NOT_FOUND);
        assertThat(link.calls).isEmpty();
        assertThat(media.calls).isEmpty();
    }

    private ControlService withPatience(Duration patience) {
        return new ControlService(new SessionService(store, media, clock), presence, link, media, store, patience);
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

    private SessionEvent lastEvent() {
        List<LoggedEvent> log = store.events(CALL, 0);
        return log.get(log.size() - 1).event();
    }

    private static void assertFails(Runnable call, ErrorCode code) {
        assertThatThrownBy(call::run)
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(code);
    }
}
