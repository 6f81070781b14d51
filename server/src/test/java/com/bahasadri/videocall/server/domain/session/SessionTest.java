package com.bahasadri.videocall.server.domain.session;

import static com.bahasadri.videocall.server.domain.session.Decisions.FILE;
import static com.bahasadri.videocall.server.domain.session.Decisions.LATER;
import static com.bahasadri.videocall.server.domain.session.Decisions.NOTHING;
import static com.bahasadri.videocall.server.domain.session.Decisions.PLAY;
import static com.bahasadri.videocall.server.domain.session.Decisions.START;
import static com.bahasadri.videocall.server.domain.session.Decisions.assertUnchanged;
import static com.bahasadri.videocall.server.domain.session.Decisions.joined;
import static com.bahasadri.videocall.server.domain.session.Decisions.sharing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.domain.control.Command;
import com.bahasadri.videocall.server.domain.event.SessionEvent.CommandProgressed;
import com.bahasadri.videocall.server.domain.event.SessionEvent.ParticipantLeft;
import com.bahasadri.videocall.server.domain.event.SessionEvent.SessionEnded;
import com.bahasadri.videocall.server.domain.playback.Playback;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a call ends, and what no decision touches. */
class SessionTest {
    @Test
    void end_withParticipants_everyoneLeavesInOrderAndNobodyIsLeft() {
        Session two = joined("bob").presence().report("ada", NOTHING, "", LATER).session();

        Change change = two.end("end", LATER);

        Command end = Command.requested("end", Command.Kind.END, null);
        assertThat(change.events())
                .containsExactly(
                        new CommandProgressed(end, Command.Status.REQUESTED, null),
                        new CommandProgressed(end, Command.Status.DELIVERED, null),
                        new CommandProgressed(end, Command.Status.OBSERVED, null),
                        new ParticipantLeft("bob", LeaveReason.SESSION_ENDED),
                        new ParticipantLeft("ada", LeaveReason.SESSION_ENDED),
                        new SessionEnded(LATER));
        assertThat(change.session().ended()).isTrue();
        assertThat(change.session().endedAt()).isEqualTo(LATER);
        assertThat(change.session().participants()).isEmpty();
        assertThat(change.session().mediaClosed()).isFalse();
    }

    @Test
    void ended_anyDecision_changesNothingButTheEnginesConfirmation() {
        Session ended = joined("ada").end("end", START).session();

        assertUnchanged(ended, ended.presence().report("ada", ParticipantState.microphone(false), "", LATER));
        assertUnchanged(ended, ended.presence().report("eve", NOTHING, "", LATER));
        assertUnchanged(ended, ended.presence().leave("ada", LeaveReason.LEFT));
        assertUnchanged(ended, ended.end("end", LATER));
        Change closed = ended.closeMedia();
        assertThat(closed.events()).isEmpty();
        assertThat(closed.session().mediaClosed()).isTrue();
        assertThat(closed.session().endedAt()).isEqualTo(START);
        assertUnchanged(closed.session(), closed.session().closeMedia());
    }

    @Test
    void decisions_always_keepIdNameCreationAndSeq() {
        Session session = joined("ada").withSeq(7);
        for (Change change : new Change[] {
            session.presence().report("ada", ParticipantState.microphone(false), "", LATER),
            session.presence().leave("ada", LeaveReason.LEFT),
            session.end("end", LATER),
            session.closeMedia(),
            session.progress().request(Command.requested("mute", Command.Kind.MUTE, "ada")),
            session.video().share(FILE),
            sharing().withSeq(7).video().delete("file", LATER),
            sharing().withSeq(7).video().control(PLAY, LATER)
        }) {
            Session after = change.session();
            assertThat(after)
                    .extracting(Session::id, Session::name, Session::createdAt, Session::seq)
                    .containsExactly("call", "A call", START, 7L);
        }
    }

    @Test
    void session_callersMapChangesLater_staysAsItWas() {
        Map<String, Participant> participants = new HashMap<>(joined("ada").participants());
        Session session = new Session(
                "call",
                null,
                START,
                null,
                false,
                0,
                participants,
                Map.of(),
                Playback.none(START),
                Map.of(),
                Attendance.NONE);

        participants.clear();

        assertThat(session.participants()).containsOnlyKeys("ada");
        assertThatThrownBy(() -> session.participants().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
