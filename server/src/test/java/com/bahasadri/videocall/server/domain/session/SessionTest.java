package com.bahasadri.videocall.server.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.control.Command;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent.CameraToggled;
import com.bahasadri.videocall.server.domain.event.SessionEvent.CommandProgressed;
import com.bahasadri.videocall.server.domain.event.SessionEvent.ConnectionQualityChanged;
import com.bahasadri.videocall.server.domain.event.SessionEvent.ParticipantJoined;
import com.bahasadri.videocall.server.domain.event.SessionEvent.ParticipantLeft;
import com.bahasadri.videocall.server.domain.event.SessionEvent.ParticipantMuted;
import com.bahasadri.videocall.server.domain.event.SessionEvent.ParticipantUnmuted;
import com.bahasadri.videocall.server.domain.event.SessionEvent.PlaybackChanged;
import com.bahasadri.videocall.server.domain.event.SessionEvent.ScreenShareStarted;
import com.bahasadri.videocall.server.domain.event.SessionEvent.ScreenShareStopped;
import com.bahasadri.videocall.server.domain.event.SessionEvent.SessionEnded;
import com.bahasadri.videocall.server.domain.event.SessionEvent.VideoFileDeleted;
import com.bahasadri.videocall.server.domain.event.SessionEvent.VideoFileShared;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.playback.Playback;
import com.bahasadri.videocall.server.domain.playback.PlaybackCommand;
import com.bahasadri.videocall.server.domain.playback.PlaybackCommand.Action;
import com.bahasadri.videocall.server.domain.video.VideoType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a session decides, and which event tells of it. */
class SessionTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant LATER = START.plusSeconds(60);
    private static final ParticipantState NOTHING = new ParticipantState(null, null, null, null, null);

    private static final VideoFile FILE =
            new VideoFile("file", "a.mp4", VideoType.MP4, 7, 12.5, VideoFile.CONTROL_CENTER, START);
    private static final PlaybackCommand PLAY = new PlaybackCommand(Action.PLAY, "file", null, null, null);

    private final Session empty = Session.created("call", "A call", START);

    @Test
    void report_first_joinsWithMicrophoneAndCameraOff() {
        Change change = empty.report("ada", NOTHING, "share", LATER);

        Participant ada = new Participant("ada", null, LATER, true, false, ConnectionQuality.GOOD, null);
        assertThat(change.events()).containsExactly(new ParticipantJoined(ada));
        assertThat(change.session().participant("ada")).contains(ada);
    }

    @Test
    void report_firstWithEverything_joinsInThatStateByOneEvent() {
        Change change = empty.report(
                "ada", new ParticipantState("Ada", false, true, true, ConnectionQuality.POOR), "share", LATER);

        assertThat(change.events())
                .containsExactly(new ParticipantJoined(new Participant(
                        "ada", "Ada", LATER, false, true, ConnectionQuality.POOR, new ScreenShare("share", LATER))));
    }

    @Test
    void report_sameAgain_changesNothing() {
        ParticipantState full = new ParticipantState("Ada", false, true, true, ConnectionQuality.POOR);
        Session joined = empty.report("ada", full, "share", START).session();

        assertUnchanged(joined, joined.report("ada", full, "another share", LATER));
        assertUnchanged(joined, joined.report("ada", NOTHING, "another share", LATER));
    }

    @Test
    void report_microphone_tellsMutedAndUnmuted() {
        Session joined = joined("ada");

        Change unmuted = joined.report("ada", ParticipantState.microphone(false), "", LATER);
        Change muted = unmuted.session().report("ada", ParticipantState.microphone(true), "", LATER);

        assertThat(unmuted.events()).containsExactly(new ParticipantUnmuted("ada"));
        assertThat(muted.events()).containsExactly(new ParticipantMuted("ada"));
        assertThat(muted.session()).isEqualTo(joined);
    }

    @Test
    void report_camera_tellsOnAndOff() {
        Change on = joined("ada").report("ada", new ParticipantState(null, null, true, null, null), "", LATER);
        Change off = on.session().report("ada", new ParticipantState(null, null, false, null, null), "", LATER);

        assertThat(on.events()).containsExactly(new CameraToggled("ada", true));
        assertThat(off.events()).containsExactly(new CameraToggled("ada", false));
    }

    @Test
    void report_screenShare_hasANewIdEachTimeItStarts() {
        ParticipantState sharing = new ParticipantState(null, null, null, true, null);
        ParticipantState notSharing = new ParticipantState(null, null, null, false, null);

        Change first = joined("ada").report("ada", sharing, "share-1", START);
        Change stopped = first.session().report("ada", notSharing, "unused", LATER);
        Change second = stopped.session().report("ada", sharing, "share-2", LATER);

        assertThat(first.events()).containsExactly(new ScreenShareStarted("ada", new ScreenShare("share-1", START)));
        assertThat(stopped.events()).containsExactly(new ScreenShareStopped("ada", "share-1"));
        assertThat(second.events()).containsExactly(new ScreenShareStarted("ada", new ScreenShare("share-2", LATER)));
    }

    @Test
    void report_quality_tellsTheNewOne() {
        Change change = joined("ada")
                .report("ada", new ParticipantState(null, null, null, null, ConnectionQuality.FAIR), "", LATER);

        assertThat(change.events()).containsExactly(new ConnectionQualityChanged("ada", ConnectionQuality.FAIR));
    }

    @Test
    void report_severalChanges_tellsEachOnce() {
        Change change = joined("ada")
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

        assertUnchanged(joined, joined.report("ada", new ParticipantState("Eve", null, null, null, null), "", LATER));
    }

    @Test
    void report_oneOfTwo_leavesTheOtherAndTheOrderAlone() {
        Session two = joined("bob").report("ada", NOTHING, "", LATER).session();

        Session after =
                two.report("bob", ParticipantState.microphone(false), "", LATER).session();

        assertThat(after.participants().keySet()).containsExactly("bob", "ada");
        assertThat(after.participant("ada")).isEqualTo(two.participant("ada"));
    }

    @Test
    void leave_inTheCall_isToldWithTheReason() {
        for (LeaveReason reason : LeaveReason.values()) {
            Change change = joined("ada").leave("ada", reason);

            assertThat(change.events()).containsExactly(new ParticipantLeft("ada", reason));
            assertThat(change.session().participants()).isEmpty();
        }
    }

    @Test
    void leave_notInTheCall_changesNothing() {
        Session joined = joined("ada");

        assertUnchanged(joined, joined.leave("eve", LeaveReason.LEFT));
    }

    @Test
    void leave_andReportAgain_joinsAnew() {
        Session gone = joined("ada").leave("ada", LeaveReason.LEFT).session();

        Change back = gone.report("ada", NOTHING, "", LATER);

        assertThat(back.events()).hasOnlyElementsOfType(ParticipantJoined.class).hasSize(1);
        assertThat(back.session().participant("ada").orElseThrow().joinedAt()).isEqualTo(LATER);
    }

    @Test
    void end_withParticipants_everyoneLeavesInOrderAndNobodyIsLeft() {
        Session two = joined("bob").report("ada", NOTHING, "", LATER).session();

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

        assertUnchanged(ended, ended.report("ada", ParticipantState.microphone(false), "", LATER));
        assertUnchanged(ended, ended.report("eve", NOTHING, "", LATER));
        assertUnchanged(ended, ended.leave("ada", LeaveReason.LEFT));
        assertUnchanged(ended, ended.end("end", LATER));
        Change closed = ended.closeMedia();
        assertThat(closed.events()).isEmpty();
        assertThat(closed.session().mediaClosed()).isTrue();
        assertThat(closed.session().endedAt()).isEqualTo(START);
        assertUnchanged(closed.session(), closed.session().closeMedia());
    }

    @Test
    void share_aFile_isListedAndTold() {
        Change change = empty.share(FILE);

        assertThat(change.events()).containsExactly(new VideoFileShared(FILE));
        assertThat(change.session().files()).containsExactly(Map.entry("file", FILE));
    }

    @Test
    void share_inAnEndedSession_isRefused() {
        Session ended = empty.end("end", LATER).session();

        assertRefused(ErrorCode.SESSION_ENDED, () -> ended.share(FILE));
        assertRefused(ErrorCode.SESSION_ENDED, () -> ended.control(PLAY, LATER));
    }

    @Test
    void share_beyondTheLimit_isRefused() {
        Session full = empty;
        for (int i = 0; i < Session.MAX_FILES; i++) {
            full = full.share(new VideoFile("file-" + i, "a", VideoType.MP4, 1, 1, "ada", START))
                    .session();
        }
        Session atLimit = full;

        assertThat(atLimit.files().keySet()).startsWith("file-0", "file-1").hasSize(100);
        assertRefused(ErrorCode.STORAGE_FULL, () -> atLimit.share(FILE));
    }

    @Test
    void deleteFile_notShown_isToldAlone() {
        Change change = sharing().deleteFile("file", LATER);

        assertThat(change.events()).containsExactly(new VideoFileDeleted("file"));
        assertThat(change.session().files()).isEmpty();
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> change.session().deleteFile("file", LATER));
    }

    @Test
    void deleteFile_shown_stopsThePlaybackFirst() {
        Session playing = sharing().control(PLAY, START).session();
        Playback stopped = new Playback(null, false, 0, 1, 2, LATER);

        Change change = playing.deleteFile("file", LATER);

        assertThat(change.events()).containsExactly(new PlaybackChanged(stopped), new VideoFileDeleted("file"));
        assertThat(change.session().playback()).isEqualTo(stopped);
    }

    @Test
    void deleteFile_afterTheEnd_tellsNothing() {
        Change change = sharing().end("end", LATER).session().deleteFile("file", LATER);

        assertThat(change.events()).<SessionEvent>isEmpty();
        assertThat(change.session().files()).isEmpty();
    }

    @Test
    void replaceConnection_ofSomeoneInTheCall_isTold() {
        Change change = joined("ada").replaceConnection("ada");

        assertThat(change.events()).containsExactly(new SessionEvent.ConnectionReplaced("ada"));
        assertThat(change.session()).isEqualTo(joined("ada"));
        assertUnchanged(joined("ada"), joined("ada").replaceConnection("bob"));
    }

    @Test
    void dropFiles_afterTheEnd_tellsNothing() {
        Session ended = sharing().end("end", LATER).session();

        assertThat(ended.files()).isNotEmpty();
        assertThat(ended.dropFiles().events()).<SessionEvent>isEmpty();
        assertThat(ended.dropFiles().session().files()).isEmpty();
        assertUnchanged(sharing(), sharing().dropFiles());
    }

    @Test
    void control_aChange_isTold() {
        Change change = sharing().control(PLAY, LATER);

        Playback playing = new Playback("file", true, 0, 1, 1, LATER);
        assertThat(change.events()).containsExactly(new PlaybackChanged(playing));
        assertThat(change.session().playback()).isEqualTo(playing);
    }

    @Test
    void control_withoutEffect_changesNothing() {
        assertUnchanged(empty, empty.control(new PlaybackCommand(Action.STOP, null, null, null, null), LATER));
    }

    @Test
    void decisions_always_keepIdNameCreationAndSeq() {
        Session session = joined("ada").withSeq(7);
        for (Change change : new Change[] {
            session.report("ada", ParticipantState.microphone(false), "", LATER),
            session.leave("ada", LeaveReason.LEFT),
            session.end("end", LATER),
            session.closeMedia(),
            session.share(FILE),
            sharing().withSeq(7).deleteFile("file", LATER),
            sharing().withSeq(7).control(PLAY, LATER)
        }) {
            Session after = change.session();
            assertThat(after)
                    .extracting(Session::id, Session::name, Session::createdAt, Session::seq)
                    .containsExactly("call", "A call", START, 7L);
        }
    }

    @Test
    void arrive_toldAgainAfterThatConnectionEnded_changesNothing() {
        Arrival arrival = new Arrival("peer", "realtimekit-session", "ada", null, START);
        Session left = empty.arrive(arrival)
                .session()
                .depart(attendance -> attendance.gone("peer"))
                .session();

        assertThat(left.participants()).isEmpty();
        assertThat(left.arrive(arrival)).isEqualTo(new Change(left, List.of()));
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

    @Test
    void confirm_beforeItIsNotedAsTold_tellsThatFirstAndKeepsTheAnswer() {
        Command unmute = Command.requested("command", Command.Kind.UNMUTE, "ada");
        Session asked = joined("ada").request(unmute).session();

        Change change = asked.confirm("command", false, LATER);

        assertThat(change.events())
                .containsExactly(
                        new CommandProgressed(unmute, Command.Status.DELIVERED, null), new ParticipantUnmuted("ada"));
        assertThat(change.session().commands()).containsEntry("command", unmute.confirmed(false));
        assertUnchanged(change.session(), change.session().confirm("command", false, LATER));
    }

    @Test
    void confirm_ofSomebodyWhoHasLeft_keepsTheAnswerAndLetsNobodyIn() {
        Command mute = Command.requested("command", Command.Kind.MUTE, "ada");
        Session asked = empty.request(mute).session().deliver("command").session();

        Change change = asked.confirm("command", true, LATER);

        assertThat(change.events()).isEmpty();
        assertThat(change.session().commands()).containsEntry("command", mute.confirmed(true));
        assertThat(change.session().participants()).isEmpty();
    }

    private Session sharing() {
        return empty.share(FILE).session();
    }

    private static void assertRefused(ErrorCode code, Runnable decision) {
        assertThatThrownBy(decision::run)
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(code);
    }

    private Session joined(String participantId) {
        return empty.report(participantId, new ParticipantState("Name", null, null, null, null), "", START)
                .session();
    }

    private static void assertUnchanged(Session before, Change change) {
        assertThat(change.events()).<SessionEvent>isEmpty();
        assertThat(change.session()).isEqualTo(before);
    }
}
