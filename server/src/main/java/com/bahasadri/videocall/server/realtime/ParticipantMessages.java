package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.control.PageAnswer;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.ConnectionQuality;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.domain.session.ParticipantState;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a participant's page may say: its own state, what became of a command, that it leaves. */
final class ParticipantMessages {
    private final PresenceService presence;
    private final Commands commands;

    ParticipantMessages(PresenceService presence, Commands commands) {
        this.presence = presence;
        this.commands = commands;
    }

    /**
     * Handles a message.
     *
     * @return whether there is such a message
     */
    boolean handle(Connection from, Incoming message) {
        switch (message.type()) {
            case "participant_state" -> report(from, message);
            case "command_ack" -> acknowledge(from, message);
            case "leave" -> leave(from);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Tells again what a page has confirmed and reported, where that was lost. */
    void reportAgain(Connection from) {
        if (from.closing() != null) {
            return;
        }
        // The confirmations first, so that what they changed is told as what the commands brought about.
        commands.notedOf(from).forEach((id, said) -> {
            boolean muted = from.reportedMuted().orElse(said.muted());
            presence.acknowledge(from.grant(), id, said, muted);
            commands.confirm(from, id, said.muted());
        });
        from.wantedReport().ifPresent(report -> tell(from, () -> presence.report(from.grant(), report)));
    }

    /** Whether a confirmation was lost that somebody waits for. */
    boolean owesConfirmation(Connection from) {
        return !commands.notedOf(from).isEmpty();
    }

    private void report(Connection from, Incoming message) {
        ParticipantState report = new ParticipantState(
                message.name(),
                message.flag("is_muted"),
                message.flag("is_camera_on"),
                message.flag("is_screen_sharing"),
                quality(message.text("connection_quality")));
        from.noteReport(report);
        tell(from, () -> presence.report(from.grant(), report));
    }

    private void acknowledge(Connection from, Incoming message) {
        String id = message.correlationId();
        if (id == null) {
            throw Incoming.invalid("correlation_id is required");
        }
        boolean muted = message.requiredFlag("is_muted");
        from.noteReport(ParticipantState.microphone(muted));
        PageAnswer answer = new PageAnswer(muted, message.objection());
        commands.note(from, id, answer);
        // The session first, so that who waits for the confirmation finds the new state there.
        tell(from, () -> presence.acknowledge(from.grant(), id, answer, muted));
        commands.confirm(from, id, muted);
    }

    /** What the state does not take now is told once it does: the page tells it once. */
    private static void tell(Connection from, Runnable report) {
        try {
            report.run();
        } catch (ServiceException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                from.askForReport();
            }
            throw e;
        }
    }

    private void leave(Connection from) {
        String who = from.grant().participantId();
        try {
            presence.leave(from.grant().sessionId(), who, LeaveReason.LEFT, Cause.participant(who));
        } finally {
            // Behind it: whoever sees the socket close finds the participant gone.
            from.close(CloseCode.LEFT);
        }
    }

    private static @Nullable ConnectionQuality quality(@Nullable String name) {
        if (name == null) {
            return null;
        }
        for (ConnectionQuality quality : ConnectionQuality.values()) {
            if (quality.name().toLowerCase(Locale.ROOT).equals(name)) {
                return quality;
            }
        }
        throw Incoming.invalid("connection_quality must be excellent, good, fair or poor");
    }
}
