package com.bahasadri.videocall.server.domain.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.FakeMediaEngine;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.SessionEvent.CommandProgressed;
import com.bahasadri.videocall.server.domain.session.ParticipantState;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Muting whose page is connected and says nothing, where the engine can mute past it. */
class SilentPageTest {
    private static final String CALL = "call";
    /** Of the page, and as long as is waited. */
    private static final Duration LIFE = Duration.ofMillis(600);

    private static final Grant ADA =
            new Grant(CALL, Role.PARTICIPANT, "ada", null, Instant.parse("2030-01-01T00:00:00Z"), false);
    private static final Cause OPERATOR = new Cause(Actor.controlCenter("operator"), "correlation");

    private final TestClock clock = new TestClock();
    private final MVStore file = MVStore.open(null);
    private final EmbeddedStateStore store = new EmbeddedStateStore(file, clock);
    private final FakeMediaEngine media = new FakeMediaEngine();
    private final FakeLink link = new FakeLink();
    private final PresenceService presence = new PresenceService(store, clock);
    private final CompletableFuture<Boolean> page = new CompletableFuture<>();
    private final ControlService control = new ControlService(
            new SessionService(store, media, clock),
            presence,
            link,
            media,
            store,
            new ControlService.Settings(UnmutePolicy.DIRECT, LIFE, true, ForkJoinPool.commonPool()));

    @BeforeEach
    void holdACall() {
        store.create(Session.created(CALL, null, clock.instant()));
        presence.report(ADA, ParticipantState.microphone(false));
        link.pages.put("ada", page);
    }

    @AfterEach
    void close() {
        control.close();
        file.close();
    }

    @Test
    void mute_engineConfirms_isObservedByTheEngineAndTheSessionKnows() {
        Observed observed = mute();

        assertThat(observed.outcome()).isEqualTo(Command.Status.OBSERVED);
        assertThat(observed.muted()).isTrue();
        assertThat(media.calls).containsExactly("mute call ada");
        assertThat(progress()).endsWith("DELIVERED by CONTROL_CENTER", "OBSERVED by REALTIMEKIT");
        assertThat(store.find(CALL).orElseThrow().participants().get("ada").muted())
                .isTrue();
    }

    @Test
    void mute_engineCannot_expiresAndIsAskedOnce() {
        media.mutes = false;

        assertThat(mute().outcome()).isEqualTo(Command.Status.EXPIRED);

        assertThat(media.calls).containsExactly("mute call ada");
        assertThat(progress()).endsWith("EXPIRED by TIMEOUT");
    }

    @Test
    void mute_engineFails_expires() {
        media.failure = FakeMediaEngine.broken();

        assertThat(mute().outcome()).isEqualTo(Command.Status.EXPIRED);

        assertThat(progress()).endsWith("EXPIRED by TIMEOUT");
    }

    @Test
    void mute_pageConfirmsWhileTheEngineIsAsked_isThePagesWord() {
        media.onMute = () -> page.complete(true);

        assertThat(mute().outcome()).isEqualTo(Command.Status.OBSERVED);

        assertThat(progress()).endsWith("OBSERVED by PARTICIPANT");
    }

    @Test
    void mute_pageRefusesAndThatIsLostBetweenServers_isObservedByTheEngineThatMutes() {
        link.onSwitch = participantId -> {
            String command = store.find(CALL)
                    .orElseThrow()
                    .commands()
                    .keySet()
                    .iterator()
                    .next();
            presence.acknowledge(ADA, command, new PageAnswer(false, "No"), false);
        };

        Observed observed = mute();

        assertThat(observed)
                .extracting(Observed::outcome, Observed::muted)
                .containsExactly(Command.Status.OBSERVED, true);
        assertThat(progress()).endsWith("OBSERVED by REALTIMEKIT");
    }

    @Test
    void mute_engineConfirmsAfterThePagesTime_isObservedAllTheSame() {
        // The page's time is over before the engine answers, whichever of the two threads is slow.
        CompletableFuture<Void> timeIsOver =
                new CompletableFuture<Void>().completeOnTimeout(null, LIFE.toMillis(), TimeUnit.MILLISECONDS);
        media.onMute = timeIsOver::join;

        assertThat(mute().outcome()).isEqualTo(Command.Status.OBSERVED);

        assertThat(progress()).endsWith("OBSERVED by REALTIMEKIT");
    }

    @Test
    void unmute_expiresAndTheEngineIsNotAsked() {
        Observed observed = control.switchMicrophone(CALL, new Switch("ada", false, LIFE, OPERATOR));

        assertThat(observed.outcome()).isEqualTo(Command.Status.EXPIRED);
        assertThat(media.calls).isEmpty();
    }

    private Observed mute() {
        return control.switchMicrophone(CALL, new Switch("ada", true, LIFE, OPERATOR));
    }

    private List<String> progress() {
        return store.events(CALL, 0).stream()
                .filter(logged -> logged.event() instanceof CommandProgressed)
                .map(logged -> ((CommandProgressed) logged.event()).status() + " by "
                        + logged.cause().actor().kind())
                .toList();
    }
}
