package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each message to who handles it, and answers those that nobody does. */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final MessageJson json;
    private final ParticipantMessages participants;
    private final ControlMessages controls;
    private final PlaybackMessages playback;
    private final Signals signals;

    Dispatcher(
            MessageJson json,
            ParticipantMessages participants,
            ControlMessages controls,
            PlaybackMessages playback,
            Signals signals) {
        this.json = json;
        this.participants = participants;
        this.controls = controls;
        this.playback = playback;
        this.signals = signals;
    }

    void dispatch(Connection from, String text) {
        String correlationId = null;
        try {
            Incoming message = Incoming.parse(text);
            correlationId = message.correlationId();
            route(from, message);
        } catch (ServiceException refused) {
            refuse(from, correlationId, refused.code(), String.valueOf(refused.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("unexpected failure", e);
            refuse(from, correlationId, ErrorCode.INTERNAL_ERROR, "Something went wrong on our side");
        }
    }

    /** Whether a page's confirmation was lost that somebody waits for. */
    boolean owesConfirmation(Connection from) {
        return from.reportWanted() && participants.owesConfirmation(from);
    }

    /** Tells again what a page has confirmed and reported, where that was lost. */
    void reportAgain(Connection from) {
        try {
            participants.reportAgain(from);
        } catch (ServiceException e) {
            LOG.debug("a report is still not taken", e);
        }
    }

    private void route(Connection from, Incoming message) {
        switch (message.type()) {
            case "ping" ->
                from.send(
                        json.message("pong", from.grant().sessionId(), message.correlationId(), MessageJson.object()));
            case "signal" -> signals.relay(from, message);
            case "playback_report" -> playback.report(from, message);
            default -> {
                boolean handled =
                        from.isParticipant() ? participants.handle(from, message) : controls.handle(from, message);
                if (!handled) {
                    throw Incoming.invalid("There is no such message for a "
                            + (from.isParticipant() ? "participant" : "control center"));
                }
            }
        }
    }

    private void refuse(Connection from, @Nullable String correlationId, ErrorCode code, String message) {
        from.send(json.error(from.grant().sessionId(), correlationId, code, message));
    }
}
