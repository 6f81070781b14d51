package com.bahasadri.videocall.server.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.control.Command;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.playback.Playback;
import com.bahasadri.videocall.server.domain.session.ConnectionQuality;
import com.bahasadri.videocall.server.domain.session.Participant;
import com.bahasadri.videocall.server.domain.session.ScreenShare;
import com.bahasadri.videocall.server.domain.session.Session;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A session as its log tells it, read from the first event on. It fails where an event does not fit into what came
 * before it. For one thread.
 */
public final class Replay {
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private final Map<String, VideoFile> files = new LinkedHashMap<>();
    private final Map<String, Command> commands = new LinkedHashMap<>();
    private Playback playback;
    private Instant endedAt;
    private long seq;

    private Replay(Instant createdAt) {
        playback = Playback.none(createdAt);
    }

    /** Fails unless a log has each event once, in order of number and time, and ends in the state that there is. */
    public static void assertThatLogTells(List<LoggedEvent> log, Session session) {
        assertThat(log)
                .extracting(LoggedEvent::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, session.seq()).boxed().toList());
        assertThat(log).extracting(LoggedEvent::at).isSorted();
        Session told = of(log, session);
        assertThat(told).isEqualTo(session);
        assertThat(told.participants().keySet())
                .containsExactlyElementsOf(session.participants().keySet());
    }

    /**
     * What a log makes of a session of which nothing has happened yet. What no event tells, is as it is in the session:
     * when it was created, whether its media is closed, which files it has left after its end, and what pages have answered to
     * commands without an outcome.
     */
    public static Session of(List<LoggedEvent> log, Session session) {
        Replay replay = new Replay(session.createdAt());
        log.forEach(replay::take);
        replay.commands.replaceAll(
                (id, command) -> answered(command, session.commands().get(id)));
        return new Session(
                session.id(),
                session.name(),
                session.createdAt(),
                replay.endedAt,
                session.mediaClosed(),
                replay.seq,
                replay.participants,
                replay.endedAt != null ? session.files() : replay.files,
                replay.playback,
                replay.commands,
                session.attendance());
    }

    private static Command answered(Command told, Command known) {
        return known == null || known.answer() == null ? told : told.answered(known.answer());
    }

    private void take(LoggedEvent logged) {
        assertThat(endedAt).as("an event behind the end: %s", logged).isNull();
        assertThat(logged.seq()).isEqualTo(seq + 1);
        seq = logged.seq();
        SessionEvent event = logged.event();
        if (event instanceof SessionEvent.ParticipantJoined joined) {
            String who = joined.participant().id();
            assertThat(participants.put(who, joined.participant()))
                    .as("%s joins once", who)
                    .isNull();
        } else if (event instanceof SessionEvent.ParticipantLeft left) {
            assertThat(participants.remove(left.participantId()))
                    .as("%s is there when it leaves", left.participantId())
                    .isNotNull();
        } else if (event instanceof SessionEvent.ParticipantMuted muted) {
            Participant was = there(muted.participantId());
            put(was, true, was.cameraOn(), was.quality(), was.screenShare());
        } else if (event instanceof SessionEvent.ParticipantUnmuted unmuted) {
            Participant was = there(unmuted.participantId());
            put(was, false, was.cameraOn(), was.quality(), was.screenShare());
        } else if (event instanceof SessionEvent.CameraToggled toggled) {
            Participant was = there(toggled.participantId());
            put(was, was.muted(), toggled.cameraOn(), was.quality(), was.screenShare());
        } else if (event instanceof SessionEvent.ScreenShareStarted started) {
            Participant was = there(started.participantId());
            put(was, was.muted(), was.cameraOn(), was.quality(), started.share());
        } else if (event instanceof SessionEvent.ScreenShareStopped stopped) {
            Participant was = there(stopped.participantId());
            put(was, was.muted(), was.cameraOn(), was.quality(), null);
        } else if (event instanceof SessionEvent.ConnectionQualityChanged changed) {
            Participant was = there(changed.participantId());
            put(was, was.muted(), was.cameraOn(), changed.quality(), was.screenShare());
        } else if (event instanceof SessionEvent.ConnectionReplaced replaced) {
            there(replaced.participantId());
        } else if (event instanceof SessionEvent.VideoFileShared shared) {
            files.put(shared.file().id(), shared.file());
        } else if (event instanceof SessionEvent.VideoFileDeleted deleted) {
            assertThat(files.remove(deleted.fileId())).isNotNull();
        } else if (event instanceof SessionEvent.PlaybackChanged changed) {
            playback = changed.playback();
        } else if (event instanceof SessionEvent.CommandProgressed progressed) {
            progress(progressed);
        } else if (event instanceof SessionEvent.SessionEnded ended) {
            endedAt = ended.endedAt();
        } else {
            throw new AssertionError("nobody replays " + event);
        }
    }

    private void progress(SessionEvent.CommandProgressed progressed) {
        Command command = progressed.command();
        switch (progressed.status()) {
            case REQUESTED ->
                assertThat(commands.put(command.id(), command))
                        .as("%s is requested once", command)
                        .isNull();
            case DELIVERED ->
                assertThat(commands.put(command.id(), command.told()))
                        .as("%s is requested, and then delivered", command)
                        .isEqualTo(command);
            default ->
                assertThat(commands.remove(command.id()))
                        .as("%s has one outcome", command)
                        .isNotNull();
        }
    }

    private Participant there(String who) {
        Participant participant = participants.get(who);
        assertThat(participant).as("%s is in the call", who).isNotNull();
        return participant;
    }

    private void put(Participant was, boolean muted, boolean cameraOn, ConnectionQuality quality, ScreenShare share) {
        Participant is = new Participant(was.id(), was.name(), was.joinedAt(), muted, cameraOn, quality, share);
        assertThat(is).as("an event tells of a change").isNotEqualTo(was);
        participants.put(was.id(), is);
    }

    /** Fails unless a log as readers get it, from its first event on, ends in the state that reading the session shows. */
    public static void assertThatMessagesTell(List<JsonNode> log, JsonNode session) {
        assertThat(log)
                .extracting(message -> message.path("seq").asLong())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, log.size()).boxed().toList());
        Map<String, ObjectNode> present = new LinkedHashMap<>();
        String endedAt = "";
        for (JsonNode message : log) {
            assertThat(endedAt).as("an event behind the end").isEmpty();
            JsonNode data = message.path("data");
            if (message.path("type").asText().equals("participant_joined")) {
                ObjectNode participant = data.path("participant").deepCopy();
                assertThat(present.put(participant.path("participant_id").asText(), participant))
                        .isNull();
                continue;
            }
            ObjectNode participant = present.get(data.path("participant_id").asText());
            switch (message.path("type").asText()) {
                case "participant_left" ->
                    present.remove(data.path("participant_id").asText());
                case "participant_muted" -> participant.put("is_muted", true);
                case "participant_unmuted" -> participant.put("is_muted", false);
                case "camera_toggled" -> participant.set("is_camera_on", data.path("is_camera_on"));
                case "screen_share_started" -> participant.put("is_screen_sharing", true);
                case "screen_share_stopped" -> participant.put("is_screen_sharing", false);
                case "connection_quality_changed" ->
                    participant.set("connection_quality", data.path("connection_quality"));
                case "session_ended" -> endedAt = data.path("ended_at").asText();
                default -> {
                    // Nothing that reading the session shows.
                }
            }
        }
        assertThat(session.path("participants")).containsExactlyElementsOf(present.values());
        assertThat(session.path("ended_at").asText()).isEqualTo(endedAt);
    }
}
