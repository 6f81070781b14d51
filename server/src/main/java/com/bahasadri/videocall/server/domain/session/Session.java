package com.bahasadri.videocall.server.domain.session;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.control.Command;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.playback.Playback;
import com.bahasadri.videocall.server.domain.playback.PlaybackCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A call: immutable, its decisions pure. Each returns the {@link Change} it makes, for the store to commit.
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
    /** How many video files a session may have. */
    public static final int MAX_FILES = 100;

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
     * Takes a participant's report: the first makes it join, later ones change its state. Reports after the end
     * change nothing.
     *
     * @param participantId who reports
     * @param report what
     * @param shareId the id of the share, should this report start one
     * @param at when
     * @return the change
     */
    public Change report(String participantId, ParticipantState report, String shareId, Instant at) {
        if (ended()) {
            return unchanged();
        }
        Participant before = participants.get(participantId);
        Participant after = Reports.merge(participantId, before, report, new ScreenShare(shareId, at), at);
        Attendance heard = attendance.notWithoutPage(participantId);
        if (after.equals(before)) {
            return new Change(withAttendance(heard), List.of());
        }
        List<SessionEvent> events = before == null
                ? List.of(new SessionEvent.ParticipantJoined(after))
                : Reports.differences(before, after);
        return withAttendance(heard).with(after, events);
    }

    /**
     * Lets a participant go; somebody who is not there changes nothing. Nobody loses the connection of a page that it
     * never had.
     *
     * @param participantId who
     * @param reason why
     * @return the change
     */
    public Change leave(String participantId, LeaveReason reason) {
        boolean neverConnected = reason == LeaveReason.CONNECTION_LOST
                && attendance.withoutPage().contains(participantId);
        if (!participants.containsKey(participantId) || neverConnected) {
            return unchanged();
        }
        Map<String, Participant> rest = new LinkedHashMap<>(participants);
        rest.remove(participantId);
        return new Change(
                withParticipants(rest).withAttendance(attendance.notWithoutPage(participantId)),
                List.of(new SessionEvent.ParticipantLeft(participantId, reason)));
    }

    /**
     * Takes RealtimeKit's word that somebody connected. Whom no page told of joins by that, shown as silent and without a
     * camera, since RealtimeKit tells nothing of either.
     *
     * @param arrival who
     * @return the change
     */
    public Change arrive(Arrival arrival) {
        if (ended() || !attendance.open(arrival.peerId(), arrival.callId())) {
            return unchanged();
        }
        Session with = withAttendance(attendance.connected(arrival.peerId(), arrival.peer()));
        String who = arrival.participantId();
        if (participants.containsKey(who)) {
            return new Change(with, List.of());
        }
        Change joined =
                with.report(who, new ParticipantState(arrival.name(), null, null, null, null), "", arrival.joinedAt());
        return new Change(
                joined.session().withAttendance(joined.session().attendance().present(who)), joined.events());
    }

    /**
     * Takes RealtimeKit's word on who is connected no longer. Who has a page stays: it knows better.
     *
     * @param after makes what RealtimeKit said before into what it says now
     * @return the change
     */
    public Change depart(UnaryOperator<Attendance> after) {
        if (ended()) {
            return unchanged();
        }
        Session now = withAttendance(after.apply(attendance));
        List<SessionEvent> events = new ArrayList<>();
        for (String who : now.attendance().departed()) {
            Change left = now.leave(who, LeaveReason.LEFT);
            now = left.session().withAttendance(left.session().attendance().notWithoutPage(who));
            events.addAll(left.events());
        }
        return new Change(now, events);
    }

    /**
     * Takes RealtimeKit's word that one of its sessions is over, and with it every connection to it. Whether ours is as
     * well is in doubt from then on.
     *
     * @param callId RealtimeKit's session
     * @param byHost whether somebody ended it; else everybody had left
     * @return the change
     */
    public Change over(String callId, boolean byHost) {
        return depart(before -> before.over(callId, byHost));
    }

    /**
     * Takes a doubt back, because RealtimeKit was asked. One that arose meanwhile stays.
     *
     * @param asked the doubt as it was before RealtimeKit was asked
     * @return the change
     */
    public Change settle(Doubt asked) {
        return asked.equals(attendance.doubt())
                ? new Change(withAttendance(attendance.settled()), List.of())
                : unchanged();
    }

    /**
     * Notes that a newer connection of a participant took an older one's place; of somebody who is not in the call
     * nothing is noted.
     *
     * @param participantId whose
     * @return the change
     */
    public Change replaceConnection(String participantId) {
        return participants.containsKey(participantId)
                ? new Change(this, List.of(new SessionEvent.ConnectionReplaced(participantId)))
                : unchanged();
    }

    /**
     * Refuses unless another video file could be added.
     *
     * @throws ServiceException as {@link #share} does
     */
    public void requireRoom() {
        requireActive();
        if (files.size() >= MAX_FILES) {
            throw new ServiceException(ErrorCode.STORAGE_FULL, "The session has " + MAX_FILES + " files already");
        }
    }

    /**
     * Adds a video file, whose bytes are stored.
     *
     * @param file the file
     * @return the change
     * @throws ServiceException with {@link ErrorCode#SESSION_ENDED}, or {@link ErrorCode#STORAGE_FULL} where there
     *     are {@value #MAX_FILES} already
     */
    public Change share(VideoFile file) {
        requireRoom();
        Map<String, VideoFile> all = new LinkedHashMap<>(files);
        all.put(file.id(), file);
        return new Change(withFiles(all, playback), List.of(new SessionEvent.VideoFileShared(file)));
    }

    /**
     * Takes a video file out; where it is shown, nothing is any more. Once the session has ended no event tells of it, for
     * nothing follows the end.
     *
     * @param fileId which
     * @param at when
     * @return the change
     * @throws ServiceException with {@link ErrorCode#FILE_NOT_FOUND}
     */
    public Change deleteFile(String fileId, Instant at) {
        file(fileId);
        Map<String, VideoFile> rest = new LinkedHashMap<>(files);
        rest.remove(fileId);
        if (ended()) {
            return new Change(withFiles(rest, playback), List.of());
        }
        List<SessionEvent> events = new ArrayList<>();
        boolean shown = fileId.equals(playback.fileId());
        Playback after = shown ? playback.stopped(at) : playback;
        if (shown) {
            events.add(new SessionEvent.PlaybackChanged(after));
        }
        events.add(new SessionEvent.VideoFileDeleted(fileId));
        return new Change(withFiles(rest, after), events);
    }

    /**
     * Forgets the files of a session that has ended; nothing follows its end, so no event tells of it.
     *
     * @return the change
     */
    public Change dropFiles() {
        return ended() ? new Change(withFiles(Map.of(), playback), List.of()) : unchanged();
    }

    /**
     * Plays, pauses, seeks or stops.
     *
     * @param command what an operator wants
     * @param at when
     * @return the change
     * @throws ServiceException with {@link ErrorCode#SESSION_ENDED}, or as {@link PlaybackCommand#applyTo} says
     */
    public Change control(PlaybackCommand command, Instant at) {
        requireActive();
        Playback after = command.applyTo(playback, files, at);
        return after.equals(playback)
                ? unchanged()
                : new Change(withFiles(files, after), List.of(new SessionEvent.PlaybackChanged(after)));
    }

    /**
     * Notes a command of an operator.
     *
     * @param command the command
     * @return the change
     * @throws ServiceException with {@link ErrorCode#SESSION_ENDED}
     */
    public Change request(Command command) {
        requireActive();
        Map<String, Command> all = new LinkedHashMap<>(commands);
        all.put(command.id(), command);
        return new Change(withCommands(all), List.of(progress(command, Command.Status.REQUESTED, null)));
    }

    /**
     * Notes that who is to carry a command out was told; one whose outcome is known already stays as it is.
     *
     * @param commandId which
     * @return the change
     */
    public Change deliver(String commandId) {
        Command command = commands.get(commandId);
        if (command == null || command.delivered()) {
            return unchanged();
        }
        Map<String, Command> all = new LinkedHashMap<>(commands);
        all.put(commandId, command.told());
        return new Change(withCommands(all), List.of(progress(command, Command.Status.DELIVERED, null)));
    }

    /**
     * Notes that a page has answered a command, which it was told then.
     *
     * @param commandId which
     * @param objection why it does not do it, in its own words, or null
     * @return the change
     */
    public Change answer(String commandId, @Nullable String objection) {
        Change told = deliver(commandId);
        Command command = told.session().commands().get(commandId);
        if (command == null || Objects.equals(command.objection(), objection)) {
            return told;
        }
        Map<String, Command> all = new LinkedHashMap<>(told.session().commands());
        all.put(commandId, command.objectedTo(objection));
        return new Change(told.session().withCommands(all), told.events());
    }

    /**
     * Notes a command's outcome; the first one counts.
     *
     * @param commandId which
     * @param outcome what became of it
     * @param reason why it was refused or expired, or null; of a refusal the page's own words come first
     * @return the change
     */
    public Change conclude(String commandId, Command.Status outcome, @Nullable String reason) {
        Command command = commands.get(commandId);
        if (command == null) {
            return unchanged();
        }
        Map<String, Command> rest = new LinkedHashMap<>(commands);
        rest.remove(commandId);
        boolean objected = outcome == Command.Status.REFUSED && command.objection() != null;
        SessionEvent end = progress(command, outcome, objected ? command.objection() : reason);
        // An answer may be faster than the note that it was asked for.
        boolean untold = !command.delivered() && outcome != Command.Status.EXPIRED;
        return new Change(
                withCommands(rest),
                untold ? List.of(progress(command, Command.Status.DELIVERED, null), end) : List.of(end));
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
        events.add(progress(end, Command.Status.REQUESTED, null));
        commands.values().forEach(open -> events.add(progress(open, Command.Status.EXPIRED, "The session ended")));
        events.add(progress(end, Command.Status.DELIVERED, null));
        events.add(progress(end, Command.Status.OBSERVED, null));
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

    private Session withParticipants(Map<String, Participant> now) {
        return new Session(id, name, createdAt, endedAt, mediaClosed, seq, now, files, playback, commands, attendance);
    }

    private Session withFiles(Map<String, VideoFile> now, Playback playing) {
        return new Session(
                id, name, createdAt, endedAt, mediaClosed, seq, participants, now, playing, commands, attendance);
    }

    private Session withAttendance(Attendance now) {
        return new Session(
                id, name, createdAt, endedAt, mediaClosed, seq, participants, files, playback, commands, now);
    }

    private Session withCommands(Map<String, Command> now) {
        return new Session(
                id, name, createdAt, endedAt, mediaClosed, seq, participants, files, playback, now, attendance);
    }

    private static SessionEvent progress(Command command, Command.Status status, @Nullable String reason) {
        return new SessionEvent.CommandProgressed(command.objectedTo(null), status, reason);
    }

    private Change unchanged() {
        return new Change(this, List.of());
    }

    private Change with(Participant participant, List<SessionEvent> events) {
        Map<String, Participant> all = new LinkedHashMap<>(participants);
        all.put(participant.id(), participant);
        return new Change(withParticipants(all), events);
    }
}
