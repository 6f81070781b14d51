package com.bahasadri.videocall.server.domain.session;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.control.Command;
import com.bahasadri.videocall.server.domain.control.PageAnswer;
import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is in a call and in what state, as the pages report it. Safe for use by many threads. */
public final class PresenceService {
    private static final Cause REALTIMEKIT = new Cause(Actor.REALTIMEKIT, null);

    private final StateStore store;
    private final Clock clock;

    /**
     * Keeps presence in a store.
     *
     * @param store where
     * @param clock tells the time of each change
     */
    public PresenceService(StateStore store, Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Takes what a participant's page reports; the first report makes the participant join, under the token's name
     * where the page tells none.
     *
     * @param who the page's grant
     * @param report the report
     */
    public void report(Grant who, ParticipantState report) {
        ParticipantState named = report.name() != null
                ? report
                : new ParticipantState(
                        who.name(), report.muted(), report.cameraOn(), report.screenSharing(), report.quality());
        String shareId = UUID.randomUUID().toString();
        store.change(who.sessionId(), Cause.participant(who.participantId()), session -> session.presence()
                .report(who.participantId(), named, shareId, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /**
     * Notes what is known of a live participant's microphone; somebody who is not in the call stays out of it.
     *
     * @param sessionId the session
     * @param participantId the participant
     * @param muted whether the microphone is off
     * @param cause who tells it
     */
    public void observeMicrophone(String sessionId, String participantId, boolean muted, Cause cause) {
        store.change(
                sessionId,
                cause,
                session -> session.participant(participantId).isEmpty()
                        ? new Change(session, List.of())
                        : session.presence()
                                .report(participantId, ParticipantState.microphone(muted), "", clock.instant()));
    }

    /**
     * Takes a page's confirmation of a command: the page was told, and its microphone is as it says. What changes by that
     * is told as what the command brought about only where it is a command to that participant.
     *
     * @param who the page's grant
     * @param commandId the command
     * @param answer what the page said to the command
     * @param muted whether the microphone is off now, which may have changed since
     */
    public void acknowledge(Grant who, String commandId, PageAnswer answer, boolean muted) {
        Cause confirmed = new Cause(Actor.participant(who.participantId()), commandId);
        boolean[] its = new boolean[1];
        // The confirmation may be faster than the note that the page was told.
        store.change(who.sessionId(), confirmed, session -> {
            its[0] = isOf(session.commands().get(commandId), who);
            return its[0]
                    ? session.progress()
                            .answer(commandId, answer, muted, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                    : new Change(session, List.of());
        });
        if (!its[0]) {
            observeMicrophone(who.sessionId(), who.participantId(), muted, Cause.participant(who.participantId()));
        }
    }

    /**
     * Lets a participant go; one who is not in the call changes nothing.
     *
     * @param sessionId the session
     * @param participantId the participant
     * @param reason why
     * @param cause who brought it about
     */
    public void leave(String sessionId, String participantId, LeaveReason reason, Cause cause) {
        store.change(sessionId, cause, session -> session.presence().leave(participantId, reason));
    }

    /**
     * Takes RealtimeKit's word that somebody connected to a call.
     *
     * @param sessionId the session
     * @param arrival who
     */
    public void arrive(String sessionId, Arrival arrival) {
        store.change(sessionId, REALTIMEKIT, session -> session.presence().arrive(arrival));
    }

    /**
     * Takes RealtimeKit's word that a connection to a call is gone.
     *
     * @param sessionId the session
     * @param peerId the connection
     */
    public void depart(String sessionId, String peerId) {
        store.change(
                sessionId, REALTIMEKIT, session -> session.presence().depart(attendance -> attendance.gone(peerId)));
    }

    /**
     * Takes RealtimeKit's word that one of its sessions is over, and with it every connection to it. That ours may be over as
     * well is kept together with that, until RealtimeKit was asked.
     *
     * @param sessionId the session here
     * @param callId RealtimeKit's session
     * @param byHost whether somebody ended it; else everybody had left
     */
    public void departAll(String sessionId, String callId, boolean byHost) {
        store.change(sessionId, REALTIMEKIT, session -> session.presence().over(callId, byHost));
    }

    /** Everyone reads commands' ids in the log, so the id alone proves nothing; and nobody is asked about its own removal. */
    private static boolean isOf(@Nullable Command command, Grant who) {
        return command != null
                && (command.kind() == Command.Kind.MUTE || command.kind() == Command.Kind.UNMUTE)
                && who.participantId().equals(command.participantId());
    }
}
