package com.bahasadri.videocall.server.domain.session;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.event.SessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 */
public record Session(
        String id,
        @Nullable String name,
        Instant createdAt,
        @Nullable Instant endedAt,
        boolean mediaClosed,
        long seq,
        Map<String, Participant> participants) {
    /** Requires the id and the time, and copies the participants. */
    public Session {
        requireNonNull(id, "id is null");
        requireNonNull(createdAt, "createdAt is null");
        participants = Collections.unmodifiableMap(new LinkedHashMap<>(participants));
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
        return new Session(id, name, createdAt, null, false, 0, Map.of());
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
        Participant after = merge(participantId, before, report, new ScreenShare(shareId, at), at);
        if (after.equals(before)) {
            return unchanged();
        }
        List<SessionEvent> events =
                before == null ? List.of(new SessionEvent.ParticipantJoined(after)) : differences(before, after);
        return with(after, events);
    }

    /**
     * Lets a participant go; somebody who is not there changes nothing.
     *
     * @param participantId who
     * @param reason why
     * @return the change
     */
    public Change leave(String participantId, LeaveReason reason) {
        if (!participants.containsKey(participantId)) {
            return unchanged();
        }
        Map<String, Participant> rest = new LinkedHashMap<>(participants);
        rest.remove(participantId);
        return new Change(
                new Session(id, name, createdAt, endedAt, mediaClosed, seq, rest),
                List.of(new SessionEvent.ParticipantLeft(participantId, reason)));
    }

    /**
     * Ends the session: everyone leaves. Ending it again changes nothing.
     *
     * @param at when
     * @return the change
     */
    public Change end(Instant at) {
        if (ended()) {
            return unchanged();
        }
        List<SessionEvent> events = new ArrayList<>();
        participants
                .keySet()
                .forEach(gone -> events.add(new SessionEvent.ParticipantLeft(gone, LeaveReason.SESSION_ENDED)));
        events.add(new SessionEvent.SessionEnded(at));
        return new Change(new Session(id, name, createdAt, at, mediaClosed, seq, Map.of()), events);
    }

    /**
     * Notes that RealtimeKit confirmed the end.
     *
     * @return the change
     */
    public Change closeMedia() {
        return new Change(new Session(id, name, createdAt, endedAt, true, seq, participants), List.of());
    }

    /**
     * The same session after more events.
     *
     * @param newSeq the number of the last event
     * @return the session
     */
    public Session withSeq(long newSeq) {
        return new Session(id, name, createdAt, endedAt, mediaClosed, newSeq, participants);
    }

    private Change unchanged() {
        return new Change(this, List.of());
    }

    private Change with(Participant participant, List<SessionEvent> events) {
        Map<String, Participant> all = new LinkedHashMap<>(participants);
        all.put(participant.id(), participant);
        return new Change(new Session(id, name, createdAt, endedAt, mediaClosed, seq, all), events);
    }

    private static Participant merge(
            String participantId,
            @Nullable Participant before,
            ParticipantState report,
            ScreenShare share,
            Instant at) {
        Participant known = before != null
                ? before
                : new Participant(participantId, null, at, true, false, ConnectionQuality.GOOD, null);
        ScreenShare shared = known.screenShare();
        if (report.screenSharing() != null) {
            shared = !report.screenSharing() ? null : shared != null ? shared : share;
        }
        return new Participant(
                known.id(),
                // A name is told once, with the joining: no event tells of another.
                before == null ? report.name() : known.name(),
                known.joinedAt(),
                report.muted() != null ? report.muted() : known.muted(),
                report.cameraOn() != null ? report.cameraOn() : known.cameraOn(),
                report.quality() != null ? report.quality() : known.quality(),
                shared);
    }

    private static List<SessionEvent> differences(Participant before, Participant after) {
        List<SessionEvent> events = new ArrayList<>();
        String who = after.id();
        if (before.muted() != after.muted()) {
            events.add(
                    after.muted() ? new SessionEvent.ParticipantMuted(who) : new SessionEvent.ParticipantUnmuted(who));
        }
        if (before.cameraOn() != after.cameraOn()) {
            events.add(new SessionEvent.CameraToggled(who, after.cameraOn()));
        }
        ScreenShare was = before.screenShare();
        ScreenShare is = after.screenShare();
        if (was == null && is != null) {
            events.add(new SessionEvent.ScreenShareStarted(who, is));
        } else if (was != null && is == null) {
            events.add(new SessionEvent.ScreenShareStopped(who, was.id()));
        }
        if (before.quality() != after.quality()) {
            events.add(new SessionEvent.ConnectionQualityChanged(who, after.quality()));
        }
        return events;
    }
}
