package com.bahasadri.videocall.server.domain.session;

import static com.bahasadri.videocall.server.domain.session.Decisions.EMPTY;
import static com.bahasadri.videocall.server.domain.session.Decisions.LATER;
import static com.bahasadri.videocall.server.domain.session.Decisions.NOTHING;
import static com.bahasadri.videocall.server.domain.session.Decisions.START;
import static com.bahasadri.videocall.server.domain.session.Decisions.assertUnchanged;
import static com.bahasadri.videocall.server.domain.session.Decisions.joined;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent.CameraToggled;
import com.bahasadri.videocall.server.domain.event.SessionEvent.ConnectionQualityChanged;
import com.bahasadri.videocall.server.domain.event.SessionEvent.ParticipantJoined;
import com.bahasadri.videocall.server.domain.event.SessionEvent.ParticipantLeft;
import com.bahasadri.videocall.server.domain.event.SessionEvent.ParticipantMuted;
import com.bahasadri.videocall.server.domain.event.SessionEvent.ParticipantUnmuted;
import com.bahasadri.videocall.server.domain.event.SessionEvent.ScreenShareStarted;
import com.bahasadri.videocall.server.domain.event.SessionEvent.ScreenShareStopped;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is in a call, decided by reports and by RealtimeKit's word, and which event tells of it. */
class PresenceTest {
    @Test
    void report_first_joinsWithMicrophoneAndCameraOff() {
        Change change = EMPTY.presence().report("ada", NOTHING, "share", LATER);

        Participant ada = new Participant("ada", null, LATER, true, false, ConnectionQuality.GOOD, null);
        assertThat(change.events()).containsExactly(new ParticipantJoined(ada));
        assertThat(change.session().participant("ada")).contains(ada);
    }

    @Test
    void report_firstWithEverything_joinsInThatStateByOneEvent() {
        Change change = EMPTY.presence()
                .report("ada", new ParticipantState("Ada", false, true, true, ConnectionQuality.POOR), "share", LATER);

        assertThat(change.events())
                .containsExactly(new ParticipantJoined(new Participant(
                        "ada", "Ada", LATER, false, true, ConnectionQuality.POOR, new ScreenShare("share", LATER))));
    }

    @Test
    void report_sameAgain_changesNothing() {
        ParticipantState full = new ParticipantState("Ada", false, true, true, ConnectionQuality.POOR);
        Session joined = EMPTY.presence().report("ada", full, "share", START).session();

        assertUnchanged(joined, joined.presence().report("ada", full, "another share", LATER));
        assertUnchanged(joined, joined.presence().report("ada", NOTHING, "another share", LATER));
    }

    @Test
    void report_microphone_tellsMutedAndUnmuted() {
        Session joined = joined("ada");

        Change unmuted = joined.presence().report("ada", ParticipantState.microphone(false), "", LATER);
        Change muted = unmuted.session().presence().report("ada", ParticipantState.microphone(true), "", LATER);

        assertThat(unmuted.events()).containsExactly(new ParticipantUnmuted("ada"));
        assertThat(muted.events()).containsExactly(new ParticipantMuted("ada"));
        assertThat(muted.session()).isEqualTo(joined);
    }

    @Test
    void report_camera_tellsOnAndOff() {
        Change on =
                joined("ada").presence().report("ada", new ParticipantState(null, null, true, null, null), "", LATER);
        Change off =
                on.session().presence().report("ada", new ParticipantState(null, null, false, null, null), "", LATER);

        assertThat(on.events()).containsExactly(new CameraToggled("ada", true));
        assertThat(off.events()).containsExactly(new CameraToggled("ada", false));
    }

    @Test
    void report_screenShare_hasANewIdEachTimeItStarts() {
        ParticipantState sharing = new ParticipantState(null, null, null, true, null);
        ParticipantState notSharing = new ParticipantState(null, null, null, false, null);

        Change first = joined("ada").presence().report("ada", sharing, "share-1", START);
        Change stopped = first.session().presence().report("ada", notSharing, "unused", LATER);
        Change second = stopped.session().presence().report("ada", sharing, "share-2", LATER);

        assertThat(first.events()).containsExactly(new ScreenShareStarted("ada", new ScreenShare("share-1", START)));
        assertThat(stopped.events()).containsExactly(new ScreenShareStopped("ada", "share-1"));
        assertThat(second.events()).containsExactly(new ScreenShareStarted("ada", new ScreenShare("share-2", LATER)));
    }

    @Test
    void report_quality_tellsTheNewOne() {
        Change change = joined("ada")
                .presence()
                .report("ada", new ParticipantState(null, null, null, null, ConnectionQuality.FAIR), "", LATER);

        assertThat(change.events()).containsExactly(new ConnectionQualityChanged("ada", ConnectionQuality.FAIR));
    }

    @Test
    void report_severalChanges_tellsEachOnce() {
        Change change = joined("ada")
                .presence()
                .report("ada", new ParticipantState(null, false, true, true, ConnectionQuality.POOR), "share", LATER);

        assertThat(change.events())
                .containsExactly(
                        new ParticipantUnmuted("ada"),
                        new CameraToggled("ada", true),
                        new ScreenShareStarted("ada", new ScreenShare("share", LATER)),
                        new ConnectionQualityChanged("ada", ConnectionQuality.POOR));
    }

    @Test
    void report_anotherNameLater_staysUnderTheFirst() {
        Session joined = joined("ada");

        assertUnchanged(
                joined,
                joined.presence().report("ada", new ParticipantState("Eve", null, null, null, null), "", LATER));
    }

    @Test
    void report_oneOfTwo_leavesTheOtherAndTheOrderAlone() {
        Session two = joined("bob").presence().report("ada", NOTHING, "", LATER).session();

        Session after = two.presence()
                .report("bob", ParticipantState.microphone(false), "", LATER)
                .session();

        assertThat(after.participants().keySet()).containsExactly("bob", "ada");
        assertThat(after.participant("ada")).isEqualTo(two.participant("ada"));
    }

    @Test
    void leave_inTheCall_isToldWithTheReason() {
        for (LeaveReason reason : LeaveReason.values()) {
            Change change = joined("ada").presence().leave("ada", reason);

            assertThat(change.events()).containsExactly(new ParticipantLeft("ada", reason));
            assertThat(change.session().participants()).isEmpty();
        }
    }

    @Test
    void leave_notInTheCall_changesNothing() {
        Session joined = joined("ada");

        assertUnchanged(joined, joined.presence().leave("eve", LeaveReason.LEFT));
    }

    @Test
    void leave_andReportAgain_joinsAnew() {
        Session gone = joined("ada").presence().leave("ada", LeaveReason.LEFT).session();

        Change back = gone.presence().report("ada", NOTHING, "", LATER);

        assertThat(back.events()).hasOnlyElementsOfType(ParticipantJoined.class).hasSize(1);
        assertThat(back.session().participant("ada").orElseThrow().joinedAt()).isEqualTo(LATER);
    }

    @Test
    void replaceConnection_ofSomeoneInTheCall_isTold() {
        Change change = joined("ada").presence().replaceConnection("ada");

        assertThat(change.events()).containsExactly(new SessionEvent.ConnectionReplaced("ada"));
        assertThat(change.session()).isEqualTo(joined("ada"));
        assertUnchanged(joined("ada"), joined("ada").presence().replaceConnection("bob"));
    }

    @Test
    void arrive_toldAgainAfterThatConnectionEnded_changesNothing() {
        Arrival arrival = new Arrival("peer", "realtimekit-session", "ada", null, START);
        Session left = EMPTY.presence()
                .arrive(arrival)
                .session()
                .presence()
                .depart(attendance -> attendance.gone("peer"))
                .session();

        assertThat(left.participants()).isEmpty();
        assertThat(left.presence().arrive(arrival)).isEqualTo(new Change(left, List.of()));
    }
}
