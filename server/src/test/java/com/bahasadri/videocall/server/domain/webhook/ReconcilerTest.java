package com.bahasadri.videocall.server.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.FakeMediaEngine;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.session.Arrival;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.domain.session.Roster;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.port.AnswerStore;
import com.bahasadri.videocall.server.support.Eventually;
import java.time.Duration;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When RealtimeKit is asked, and by whom. */
class ReconcilerTest {
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final MVStore file = new MVStore.Builder().open();
    private final TestClock clock = new TestClock();
    private final EmbeddedStateStore store = new EmbeddedStateStore(file, clock);
    private final AnswerStore leases = store.answers();
    private final FakeMediaEngine media = new FakeMediaEngine();
    private final SessionService sessions = new SessionService(store, media, clock);
    private final PresenceService presence = new PresenceService(store, clock);
    private final Reconciler one = new Reconciler(store, leases, media, sessions, clock);
    private final Reconciler another = new Reconciler(store, leases, media, sessions, clock);

    @AfterEach
    void close() {
        one.close();
        another.close();
        store.close();
        file.close();
    }

    @Test
    void lookAround_severalServers_oneAsksInEachPeriod() {
        String session = occupied();

        one.lookAround();
        another.lookAround();
        assertThat(asked()).containsExactly("roster " + session);
        clock.advance(PERIOD);
        another.lookAround();

        assertThat(asked()).hasSize(2);
    }

    @Test
    void lookAround_nobodyIsThere_asksNothing() {
        sessions.create(null);

        one.lookAround();

        assertThat(asked()).isEmpty();
    }

    @Test
    void lookAround_nothingCanBeAskedAnyMore_stopsAndGoesOnTheNextTime() {
        occupied();
        occupied();
        occupied();
        media.failure = ServiceException.unavailable("no calls are left", PERIOD, null);
        one.lookAround();
        assertThat(asked()).hasSize(1);

        media.failure = null;
        clock.advance(PERIOD);
        one.lookAround();

        assertThat(asked()).hasSize(4);
    }

    @Test
    void lookAround_oneSessionFails_asksForTheOthers() {
        occupied();
        occupied();
        media.failure = FakeMediaEngine.broken();

        one.lookAround();

        assertThat(asked()).hasSize(2);
    }

    @Test
    void ended_byAHostWhileRealtimeKitFails_isAskedAgainAndEnds() {
        String session = sessions.create(null).id();
        media.failure = FakeMediaEngine.broken();
        one.ended(session, true);
        Eventually.until("it was asked", () -> asked().size() == 1);

        media.failure = null;
        one.lookAround();

        assertThat(sessions.get(session).ended()).isTrue();
    }

    @Test
    void ended_byNobodyWhileRealtimeKitFails_isAskedAgainAndEnds() {
        String session = sessions.create(null).id();
        media.roster = new Roster(true, null, List.of());
        media.failure = FakeMediaEngine.broken();
        one.ended(session, false);
        Eventually.until("it was asked", () -> asked().size() == 1);

        media.failure = null;
        one.lookAround();

        assertThat(sessions.get(session).ended()).isTrue();
    }

    @Test
    void ended_byAHostWhereEndingFails_isEndedAgain() {
        String session = sessions.create(null).id();
        media.endFailure = FakeMediaEngine.broken();
        one.ended(session, true);
        Eventually.until("it was to end", () -> media.calls.contains("end " + session));
        one.lookAround();
        assertThat(sessions.get(session).mediaClosed()).isFalse();

        media.endFailure = null;
        one.lookAround();

        assertThat(sessions.get(session).mediaClosed()).isTrue();
    }

    @Test
    void lookAround_closedAtRealtimeKitWhereEndingFails_isEndedAgain() {
        String session = occupied();
        media.roster = new Roster(true, null, List.of());
        media.endFailure = FakeMediaEngine.broken();
        one.lookAround();
        assertThat(sessions.get(session).ended()).isTrue();

        media.endFailure = null;
        one.lookAround();

        assertThat(sessions.get(session).mediaClosed()).isTrue();
    }

    private String occupied() {
        String session = sessions.create(null).id();
        presence.arrive(session, new Arrival("peer-of-" + session, "s", "ann", null, clock.instant()));
        return session;
    }

    private List<String> asked() {
        return media.calls.stream().filter(call -> call.startsWith("roster")).toList();
    }
}
