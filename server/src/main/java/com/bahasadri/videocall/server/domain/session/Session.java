package com.bahasadri.videocall.server.domain.session;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.control.Command;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent.CommandProgressed;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.playback.Playback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call: immutable, its decisions pure. Each returns the {@link Change} it makes, for the store to commit. The end is
 * decided here, what happens before it by subject: {@link #presence}, {@link #video} and {@link #progress}.
 *
 * @param id RealtimeKit's meeting id
 * @param name a name for people, or null
 * @param createdAt when it was created
 * @param endedAt when it ended, or null while it can be joined
 * @param mediaClosed whether RealtimeKit confirmed the end
 * @param seq the number of the last event; 0 before the first
 * @param participants who is in the call, by id, in the order of joining
 * @param files the video files, by id, oldest first
 * @param playback what plays for everyone
 * @param commands the operators' commands that have no outcome yet, by id
 * @param attendance who RealtimeKit says is in the call
 */
public record Session(
        String id,
        @Nullable String name,
        Instant createdAt,
        @Nullable Instant endedAt,
        boolean mediaClosed,
        long seq,
        Map<String, Participant> participants,
        Map<String, VideoFile> files,
        Playback playback,
        Map<String, Command> commands,
        Attendance attendance) {
    /** Requires the id and the time, and copies the maps; sessions stored by an earlier version have the first only. */
    public Session {
        requireNonNull(id, "id is null");
        requireNonNull(createdAt, "createdAt is null");
        participants = Collections.unmodifiableMap(new LinkedHashMap<>(participants));
        files = files == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(files));
        playback = playback == null ? Playback.none(createdAt) : playback;
        commands = commands == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(commands));
        attendance = attendance == null ? Attendance.NONE : attendance;
    }

    /**
     * A session that nobody has joined yet.
     *
     * @param id RealtimeKit's meeting id
     * @param name a name for people, or null
     * @param createdAt when it was created
     * @return the session
     */
    public static Session created(String id, @Nullable String name, Instant createdAt) {
        return new Session(
                id,
                name,
                createdAt,
                null,
                false,
                0,
                Map.of(),
                Map.of(),
                Playback.none(createdAt),
                Map.of(),
                Attendance.NONE);
    }

    /**
     * Whether it has ended.
     *
     * @return true once it can no longer be joined
     */
    public boolean ended() {
        return endedAt != null;
    }

    /**
     * Whether RealtimeKit has to be asked: it may have ended there, or RealtimeKit has not confirmed that it ended here.
     *
     * @return true until that is settled
     */
    public boolean doubtful() {
        return ended() ? !mediaClosed : attendance.doubt() != null;
    }

    /**
     * Refuses once it has ended.
     *
     * @throws ServiceException with {@link ErrorCode#SESSION_ENDED}
     */
    public void requireActive() {
        if (ended()) {
            throw new ServiceException(ErrorCode.SESSION_ENDED, "The session has ended");
        }
    }

    /**
     * Finds a video file.
     *
     * @param fileId which
     * @return the file
     * @throws ServiceException with {@link ErrorCode#FILE_NOT_FOUND} if the session does not list it
     */
    public VideoFile file(String fileId) {
        return Optional.ofNullable(files.get(fileId))
                .orElseThrow(() -> new ServiceException(ErrorCode.FILE_NOT_FOUND, "No such file"));
    }

    /**
     * Finds someone in the call.
     *
     * @param participantId who
     * @return the participant, if in the call now
     */
    public Optional<Participant> participant(String participantId) {
        return Optional.ofNullable(participants.get(participantId));
    }

    /**
     * Decides who is in the call and in what state.
     *
     * @return the decisions on this state
     */
    public Presence presence() {
        return new Presence(this);
    }

    /**
     * Decides which video files there are, and what plays.
     *
     * @return the decisions on this state
     */
    public SharedVideo video() {
        return new SharedVideo(this);
    }

    /**
     * Decides how far the operators' commands have come.
     *
     * @return the decisions on this state
     */
    public CommandProgress progress() {
        return new CommandProgress(this);
    }

    /**
     * Ends the session: commands without an outcome expire, and everyone leaves. Ending it again changes nothing.
     *
     * @param commandId the id of the command that ends it
     * @param at when
     * @return the change
     */
    public Change end(String commandId, Instant at) {
        if (ended()) {
            return unchanged();
        }
        Command end = Command.requested(commandId, Command.Kind.END, null);
        List<SessionEvent> events = new ArrayList<>();
        events.add(new CommandProgressed(end, Command.Status.REQUESTED, null));
        commands.values()
                .forEach(open -> events.add(new CommandProgressed(open, Command.Status.EXPIRED, "The session ended")));
        events.add(new CommandProgressed(end, Command.Status.DELIVERED, null));
        events.add(new CommandProgressed(end, Command.Status.OBSERVED, null));
        participants
                .keySet()
                .forEach(gone -> events.add(new SessionEvent.ParticipantLeft(gone, LeaveReason.SESSION_ENDED)));
        events.add(new SessionEvent.SessionEnded(at));
        return new Change(
                new Session(
                        id,
                        name,
                        createdAt,
                        at,
                        mediaClosed,
                        seq,
                        Map.of(),
                        files,
                        playback,
                        Map.of(),
                        Attendance.NONE),
                events);
    }

    /**
     * Notes that RealtimeKit confirmed the end.
     *
     * @return the change
     */
    public Change closeMedia() {
        return new Change(
                new Session(
                        id, name, createdAt, endedAt, true, seq, participants, files, playback, commands, attendance),
                List.of());
    }

    /**
     * The same session after more events.
     *
     * @param newSeq the number of the last event
     * @return the session
     */
    public Session withSeq(long newSeq) {
        return new Session(
                id, name, createdAt, endedAt, mediaClosed, newSeq, participants, files, playback, commands, attendance);
    }

    Session withParticipants(Map<String, Participant> now) {
        return new Session(id, name, createdAt, endedAt, mediaClosed, seq, now, files, playback, commands, attendance);
    }

    Session withFiles(Map<String, VideoFile> now, Playback playing) {
        return new Session(
                id, name, createdAt, endedAt, mediaClosed, seq, participants, now, playing, commands, attendance);
    }

    Session withAttendance(Attendance now) {
        return new Session(
                id, name, createdAt, endedAt, mediaClosed, seq, participants, files, playback, commands, now);
    }

    Session withCommands(Map<String, Command> now) {
        return new Session(
                id, name, createdAt, endedAt, mediaClosed, seq, participants, files, playback, now, attendance);
    }

    Change unchanged() {
        return new Change(this, List.of());
    }
}
