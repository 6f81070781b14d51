package com.bahasadri.videocall.server.domain.session;

import com.bahasadri.videocall.server.domain.event.SessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Who is in a call and in what state: decided by what the pages report, and beside them by RealtimeKit's word. Of a
 * session as it is; see {@link Session#presence}.
 */
public final class Presence {
    private final Session session;

    Presence(Session session) {
        this.session = session;
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
        if (session.ended()) {
            return session.unchanged();
        }
        Participant before = session.participants().get(participantId);
        Participant after = Reports.merge(participantId, before, report, new ScreenShare(shareId, at), at);
        Attendance heard = session.attendance().notWithoutPage(participantId);
        if (after.equals(before)) {
            return new Change(session.withAttendance(heard), List.of());
        }
        List<SessionEvent> events = before == null
                ? List.of(new SessionEvent.ParticipantJoined(after))
                : Reports.differences(before, after);
        Map<String, Participant> all = new LinkedHashMap<>(session.participants());
        all.put(participantId, after);
        return new Change(session.withAttendance(heard).withParticipants(all), events);
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
                && session.attendance().withoutPage().contains(participantId);
        if (!session.participants().containsKey(participantId) || neverConnected) {
            return session.unchanged();
        }
        Map<String, Participant> rest = new LinkedHashMap<>(session.participants());
        rest.remove(participantId);
        return new Change(
                session.withParticipants(rest)
                        .withAttendance(session.attendance().notWithoutPage(participantId)),
                List.of(new SessionEvent.ParticipantLeft(participantId, reason)));
    }

    /**
     * Notes that a newer connection of a participant took an older one's place; of somebody who is not in the call
     * nothing is noted.
     *
     * @param participantId whose
     * @return the change
     */
    public Change replaceConnection(String participantId) {
        return session.participants().containsKey(participantId)
                ? new Change(session, List.of(new SessionEvent.ConnectionReplaced(participantId)))
                : session.unchanged();
    }

    /**
     * Takes RealtimeKit's word that somebody connected. Whom no page told of joins by that, shown as silent and without a
     * camera, since RealtimeKit tells nothing of either.
     *
     * @param arrival who
     * @return the change
     */
    public Change arrive(Arrival arrival) {
        if (session.ended() || !session.attendance().open(arrival.peerId(), arrival.callId())) {
            return session.unchanged();
        }
        Session with = session.withAttendance(session.attendance().connected(arrival.peerId(), arrival.peer()));
        String who = arrival.participantId();
        if (session.participants().containsKey(who)) {
            return new Change(with, List.of());
        }
        Change joined = with.presence()
                .report(who, new ParticipantState(arrival.name(), null, null, null, null), "", arrival.joinedAt());
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
        if (session.ended()) {
            return session.unchanged();
        }
        Session now = session.withAttendance(after.apply(session.attendance()));
        List<SessionEvent> events = new ArrayList<>();
        for (String who : now.attendance().departed()) {
            Change left = now.presence().leave(who, LeaveReason.LEFT);
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
        return asked.equals(session.attendance().doubt())
                ? new Change(session.withAttendance(session.attendance().settled()), List.of())
                : session.unchanged();
    }
}
