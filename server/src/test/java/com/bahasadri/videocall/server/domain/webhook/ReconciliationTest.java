package com.bahasadri.videocall.server.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.FakeMediaEngine;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.session.Arrival;
import com.bahasadri.videocall.server.domain.session.ParticipantState;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.domain.session.Roster;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RealtimeKit's list of who is connected, against ours. */
class ReconciliationTest {
    private static final String CALL = "realtimekit-session";

    private final MVStore file = new MVStore.Builder().open();
    private final TestClock clock = new TestClock();
    private final EmbeddedStateStore store = new EmbeddedStateStore(file, clock);
    private final FakeMediaEngine media = new FakeMediaEngine();
    private final SessionService sessions = new SessionService(store, media, clock);
    private final PresenceService presence = new PresenceService(store, clock);
    private final Reconciliation reconciliation = new Reconciliation(store, media, sessions, clock);
    private final String session = sessions.create(null).id();

    @AfterEach
    void close() {
        store.close();
        file.close();
    }

    @Test
    void look_somebodyWithoutATokenOfOurs_isNoParticipant() {
        known("bob");
        media.roster = roster(arrival("p1", "bot"), arrival("p2", "bob"));

        look();
        look();

        assertThat(participants()).containsExactly("bob");
    }

    @Test
    void look_somebodyWhomNoWebhookTold_joinsAtTheSecondLook() {
        known("ann");
        media.roster = roster(arrival("p1", "ann"));

        look();
        assertThat(participants()).isEmpty();
        look();

        assertThat(participants()).containsExactly("ann");
        assertThat(last().cause().actor()).isEqualTo(Actor.REALTIMEKIT);
    }

    @Test
    void look_somebodyWhoseLeavingNoWebhookTold_leavesAtTheSecondLook() {
        presence.arrive(session, arrival("p1", "ann"));
        media.roster = new Roster(false, null, List.of());

        look();
        assertThat(participants()).containsExactly("ann");
        look();

        assertThat(participants()).isEmpty();
    }

    @Test
    void look_somebodyWhoCameBackBetweenTwoLooks_stays() {
        presence.arrive(session, arrival("p1", "ann"));
        media.roster = roster();
        look();
        media.roster = roster(arrival("p1", "ann"));
        look();
        media.roster = roster();
        look();

        assertThat(participants()).containsExactly("ann");
    }

    @Test
    void look_somebodyWithAPage_staysWhateverRealtimeKitSays() {
        presence.report(
                new Grant(session, Role.PARTICIPANT, "bob", "Bob", Instant.MAX, false),
                ParticipantState.microphone(false));
        media.roster = roster();

        look();
        look();

        assertThat(participants()).containsExactly("bob");
    }

    @Test
    void look_bothAgree_changesNothing() {
        presence.arrive(session, arrival("p1", "ann"));
        media.roster = roster(arrival("p1", "ann"));

        look();
        look();

        assertThat(store.events(session, 0)).hasSize(1);
    }

    @Test
    void look_closedAtRealtimeKit_endsTheSession() {
        presence.arrive(session, arrival("p1", "ann"));
        media.roster = new Roster(true, null, List.of());

        look();

        assertThat(sessions.get(session).ended()).isTrue();
        assertThat(last().cause().actor()).isEqualTo(Actor.REALTIMEKIT);
    }

    @Test
    void look_everybodyLeftAtRealtimeKit_keepsTheSessionAndSettlesTheDoubt() {
        presence.departAll(session, CALL, false);

        reconciliation.look(session);

        assertThat(sessions.get(session).ended()).isFalse();
        assertThat(sessions.get(session).doubtful()).isFalse();
    }

    @Test
    void look_realtimeKitFails_leavesTheDoubt() {
        presence.departAll(session, CALL, true);
        media.failure = FakeMediaEngine.broken();

        assertThatThrownBy(() -> reconciliation.look(session)).isInstanceOf(ServiceException.class);

        assertThat(sessions.get(session).doubtful()).isTrue();
    }

    @Test
    void look_noSuchMeeting_settlesTheDoubt() {
        presence.departAll(session, CALL, true);
        media.failure = new ServiceException(ErrorCode.NOT_FOUND, "No such meeting");

        assertThatThrownBy(() -> reconciliation.look(session)).isInstanceOf(ServiceException.class);

        assertThat(sessions.get(session).doubtful()).isFalse();
    }

    @Test
    void look_anotherDoubtArisesMeanwhile_staysDoubtful() {
        presence.departAll(session, CALL, false);
        media.meanwhile = () -> presence.departAll(session, "the next one", false);

        reconciliation.look(session);

        assertThat(sessions.get(session).doubtful()).isTrue();
    }

    @Test
    void look_endedByAHost_endsTheSession() {
        presence.departAll(session, CALL, true);

        reconciliation.look(session);

        assertThat(sessions.get(session).ended()).isTrue();
    }

    @Test
    void look_endedByAHostAndThenByNobody_endsTheSession() {
        presence.departAll(session, CALL, true);
        presence.departAll(session, "the next one", false);

        reconciliation.look(session);

        assertThat(sessions.get(session).ended()).isTrue();
    }

    @Test
    void look_endedByAHostToldOnceMoreAfterTheNextCall_keepsTheSession() {
        presence.departAll(session, CALL, true);
        media.roster = roster(arrival("p2", "ann"));
        reconciliation.look(session);
        media.roster = new FakeMediaEngine().roster;
        presence.departAll(session, CALL, true);

        reconciliation.look(session);

        assertThat(sessions.get(session).ended()).isFalse();
        assertThat(sessions.get(session).doubtful()).isFalse();
    }

    @Test
    void look_endedByAHostToldTwiceBeforeAnyLook_endsTheSession() {
        presence.departAll(session, CALL, false);
        presence.departAll(session, CALL, true);

        reconciliation.look(session);

        assertThat(sessions.get(session).ended()).isTrue();
    }

    @Test
    void look_endedByAHostAndBegunAgain_keepsTheSession() {
        presence.departAll(session, CALL, true);
        media.roster = roster(arrival("p2", "ann"));

        reconciliation.look(session);

        assertThat(sessions.get(session).ended()).isFalse();
    }

    @Test
    void look_atAnEndedSession_asksNothing() {
        sessions.end(session, Cause.SERVER);
        media.calls.clear();

        look();

        assertThat(media.calls).isEmpty();
    }

    @Test
    void look_atAnEndedSessionThatIsNotClosed_closesIt() {
        media.endFailure = FakeMediaEngine.broken();
        media.roster = new Roster(true, null, List.of());
        assertThatThrownBy(() -> reconciliation.look(session)).isInstanceOf(ServiceException.class);
        assertThat(sessions.get(session).ended()).isTrue();
        media.endFailure = null;

        reconciliation.look(session);

        assertThat(sessions.get(session).mediaClosed()).isTrue();
    }

    @Test
    void look_atOnceAgain_changesNothingYet() {
        presence.arrive(session, arrival("p1", "ann"));
        media.roster = roster();
        reconciliation.look(session);
        clock.advance(Duration.ofSeconds(19));

        reconciliation.look(session);
        assertThat(participants()).containsExactly("ann");
        clock.advance(Duration.ofSeconds(1));
        reconciliation.look(session);

        assertThat(participants()).isEmpty();
    }

    @Test
    void look_longAfterTheFirst_isAFirstLookAgain() {
        presence.arrive(session, arrival("p1", "ann"));
        media.roster = roster();
        look();
        clock.advance(Duration.ofSeconds(121));

        look();
        assertThat(participants()).containsExactly("ann");
        look();

        assertThat(participants()).isEmpty();
    }

    private void look() {
        clock.advance(Duration.ofSeconds(30));
        reconciliation.look(session);
    }

    private void known(String who) {
        store.grant("digest-of-" + who, new Grant(session, Role.PARTICIPANT, who, null, clock.instant(), false));
    }

    private List<String> participants() {
        return List.copyOf(sessions.get(session).participants().keySet());
    }

    private LoggedEvent last() {
        List<LoggedEvent> events = store.events(session, 0);
        return events.get(events.size() - 1);
    }

    private Roster roster(Arrival... present) {
        return new Roster(false, CALL, List.of(present));
    }

    private Arrival arrival(String peer, String who) {
        return new Arrival(peer, CALL, who, null, clock.instant());
    }
}
