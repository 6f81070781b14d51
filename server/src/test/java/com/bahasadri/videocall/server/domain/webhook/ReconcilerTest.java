package com.bahasadri.videocall.server.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.FakeMediaEngine;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.Arrival;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.domain.session.Roster;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.Role;
import com.bahasadri.videocall.server.port.AnswerStore;
import com.bahasadri.videocall.server.support.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
    void lookAround_nobodyIsThere_asksOnceInFiveMinutes() {
        sessions.create(null);

        for (int i = 0; i < 10; i++) {
            one.lookAround();
            clock.advance(PERIOD);
        }
        assertThat(asked()).hasSize(1);
        one.lookAround();

        assertThat(asked()).hasSize(2);
    }

    @Test
    void lookAround_nobodyIsThereAndSeveralServers_oneAsks() {
        sessions.create(null);

        one.lookAround();
        clock.advance(PERIOD);
        another.lookAround();

        assertThat(asked()).hasSize(1);
    }

    @Test
    void lookAround_closedAtRealtimeKitWhileNobodyIsThere_ends() {
        String session = sessions.create(null).id();
        media.roster = new Roster(true, null, List.of());

        one.lookAround();

        assertThat(sessions.get(session).ended()).isTrue();
    }

    @Test
    void lookAround_manyThatNobodyIsIn_asksForSomeAtATimeAndForEachOnce() {
        for (int i = 0; i < 70; i++) {
            sessions.create(null);
        }

        one.lookAround();
        assertThat(asked()).hasSize(30);
        clock.advance(PERIOD);
        one.lookAround();
        clock.advance(PERIOD);
        one.lookAround();
        clock.advance(PERIOD);
        one.lookAround();

        assertThat(asked()).hasSize(70).doesNotHaveDuplicates();
    }

    @Test
    void lookAround_nobodyIsThereAndNothingCanBeAsked_asksThatOneTheNextTime() {
        sessions.create(null);
        media.failure = ServiceException.unavailable("no calls are left", PERIOD, null);
        one.lookAround();
        media.failure = null;
        clock.advance(PERIOD);

        one.lookAround();

        assertThat(asked()).hasSize(2);
    }

    @Test
    void lookAround_somebodyWhomNobodyTold_joinsAtTheNextOne() {
        String session = sessions.create(null).id();
        store.grant("digest", new Grant(session, Role.PARTICIPANT, "ann", null, clock.instant(), false));
        media.roster = new Roster(false, "s", List.of(new Arrival("peer", "s", "ann", null, clock.instant())));

        one.lookAround();
        clock.advance(PERIOD);
        one.lookAround();

        assertThat(sessions.get(session).participants()).containsOnlyKeys("ann");
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
    void arose_endedByAHost_isAskedForAtOnce() {
        String session = doubtful(true);

        one.arose(session);

        Eventually.until("it ends", () -> sessions.get(session).ended());
    }

    @Test
    void lookAround_doubtOfAServerThatIsGone_isAskedForByTheOther() {
        String session = doubtful(true);
        one.close();

        another.lookAround();

        assertThat(sessions.get(session).ended()).isTrue();
    }

    @Test
    void start_doubtOfAServerThatIsGone_isAskedForAtOnce() {
        String session = doubtful(true);
        one.close();

        another.start();

        Eventually.until("it ends", () -> sessions.get(session).ended());
    }

    @Test
    void lookAround_doubtAndRealtimeKitFails_isAskedAgainAndEnds() {
        String session = doubtful(false);
        media.roster = new Roster(true, null, List.of());
        media.failure = FakeMediaEngine.broken();
        one.lookAround();
        assertThat(sessions.get(session).doubtful()).isTrue();

        media.failure = null;
        clock.advance(PERIOD);
        another.lookAround();

        assertThat(sessions.get(session).mediaClosed()).isTrue();
    }

    @Test
    void lookAround_doubtThatIsSettled_isNotAskedForAgain() {
        doubtful(false);

        one.lookAround();
        clock.advance(PERIOD);
        one.lookAround();

        assertThat(asked()).hasSize(1);
    }

    @Test
    void lookAround_doubtWhereSomebodyIs_asksOnce() {
        presence.departAll(occupied(), "another", false);

        one.lookAround();

        assertThat(asked()).hasSize(1);
    }

    @Test
    void lookAround_manyDoubts_asksForSomeAtATimeAndGoesOn() {
        for (int i = 0; i < 25; i++) {
            doubtful(true);
        }
        media.failure = FakeMediaEngine.broken();

        one.lookAround();
        assertThat(asked()).hasSize(20);
        clock.advance(PERIOD);
        one.lookAround();

        assertThat(Set.copyOf(asked())).hasSize(25);
    }

    @Test
    void lookIfDoubtful_whileAnotherServerAsks_leavesItToThat() {
        String session = doubtful(false);
        media.meanwhile = () -> another.lookIfDoubtful(session);

        one.lookIfDoubtful(session);

        assertThat(asked()).hasSize(1);
    }

    @Test
    void lookAround_endedHereWhereRealtimeKitFailed_isClosedThere() {
        String session = sessions.create(null).id();
        media.endFailure = FakeMediaEngine.broken();
        assertThatThrownBy(() -> sessions.end(session, Cause.SERVER)).isInstanceOf(ServiceException.class);
        media.endFailure = null;
        clock.advance(PERIOD);

        one.lookAround();

        assertThat(sessions.get(session).mediaClosed()).isTrue();
    }

    @Test
    void lookAround_endedHereJustNow_isLeftToWhoeverEndsIt() {
        String session = sessions.create(null).id();
        media.endFailure = FakeMediaEngine.broken();
        assertThatThrownBy(() -> sessions.end(session, Cause.SERVER)).isInstanceOf(ServiceException.class);
        media.endFailure = null;

        one.lookAround();

        assertThat(sessions.get(session).mediaClosed()).isFalse();
    }

    @Test
    void lookAround_closedAtRealtimeKitWhereEndingFails_isEndedAgain() {
        String session = occupied();
        media.roster = new Roster(true, null, List.of());
        media.endFailure = FakeMediaEngine.broken();
        one.lookAround();
        assertThat(sessions.get(session).ended()).isTrue();

        media.endFailure = null;
        clock.advance(PERIOD);
        one.lookAround();

        assertThat(sessions.get(session).mediaClosed()).isTrue();
    }

    private String doubtful(boolean byHost) {
        String session = sessions.create(null).id();
        presence.departAll(session, "s", byHost);
        return session;
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
