package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.control.ControlService;
import com.bahasadri.videocall.server.domain.control.Observed;
import com.bahasadri.videocall.server.domain.control.Switch;
import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.log.OperationLog;
import com.bahasadri.videocall.server.log.RequestId;
import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.resource.ContractModels;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a control center may say: commands, each answered with a result of its own. */
final class ControlMessages {
    private static final Logger LOG = LoggerFactory.getLogger(ControlMessages.class);
    private static final Set<String> COMMANDS =
            Set.of("mute_participant", "unmute_participant", "video_control", "end_session");

    private final SessionService sessions;
    private final ControlService control;
    private final PlaybackMessages playback;
    private final Duration patience;
    private final RateLimiter limiter;
    private final MessageJson json;
    private final Executor threads;

    ControlMessages(
            SessionService sessions,
            ControlService control,
            PlaybackMessages playback,
            Duration patience,
            RateLimiter limiter,
            MessageJson json,
            Executor threads) {
        this.sessions = sessions;
        this.control = control;
        this.playback = playback;
        this.patience = patience;
        this.limiter = limiter;
        this.json = json;
        this.threads = threads;
    }

    /**
     * Handles a message. Commands begin in the order in which they came; what may wait for a participant's page or for
     * RealtimeKit runs aside.
     *
     * @return whether there is such a message
     */
    boolean handle(Connection from, Incoming message) {
        if (!COMMANDS.contains(message.type())) {
            return false;
        }
        long started = System.nanoTime();
        from.hold();
        Supplier<ObjectNode> result = begun(from.grant(), message);
        String requestId = RequestId.choose(RequestId.current());
        threads.execute(() -> {
            try {
                RequestId.within(requestId, () -> answer(from, message, result, started));
            } finally {
                from.release();
            }
        });
        return true;
    }

    private void answer(Connection from, Incoming message, Supplier<ObjectNode> awaited, long started) {
        String sessionId = from.grant().sessionId();
        ObjectNode result;
        String outcome = "ok";
        try {
            result = awaited.get();
        } catch (ServiceException refused) {
            outcome = refused.code().name();
            result = failure(refused.code(), String.valueOf(refused.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("unexpected failure", e);
            outcome = ErrorCode.INTERNAL_ERROR.name();
            result = failure(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side");
        }
        from.send(json.message("command_result", sessionId, message.correlationId(), result));
        OperationLog.write(message.type(), sessionId, outcome, Duration.ofNanos(System.nanoTime() - started));
    }

    private Supplier<ObjectNode> begun(Grant from, Incoming message) {
        try {
            return begin(from, message);
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        }
    }

    private Supplier<ObjectNode> begin(Grant from, Incoming message) {
        String sessionId = from.sessionId();
        Cause cause = new Cause(Actor.controlCenter(from.participantId()), message.correlationId());
        RateLimiter.Verdict verdict = limiter.tryAcquire(RateLimiter.Limit.CONTROL_COMMAND, sessionId);
        if (!verdict.allowed()) {
            throw new ServiceException(
                    ErrorCode.RATE_LIMITED,
                    "Too many commands; try again in " + verdict.retryAfterSeconds() + " seconds");
        }
        return switch (message.type()) {
            case "mute_participant" -> switchMicrophone(sessionId, message, true, cause);
            case "unmute_participant" -> switchMicrophone(sessionId, message, false, cause);
            case "end_session" -> () -> ended(sessions.end(sessionId, cause));
            default -> {
                // At once, not aside: what plays is decided in the order of the commands.
                ObjectNode result = playback.control(sessionId, message, cause);
                yield () -> result;
            }
        };
    }

    private Supplier<ObjectNode> switchMicrophone(String sessionId, Incoming message, boolean muted, Cause cause) {
        Supplier<Observed> switching = control.beginSwitching(
                sessionId, new Switch(message.requiredText("participant_id"), muted, patience, cause));
        return () -> {
            Observed observed = switching.get();
            return (ObjectNode) MessageJson.tree(ContractModels.muteResult(observed));
        };
    }

    private static ObjectNode ended(Session session) {
        return MessageJson.object().put("success", true).put("ended_at", String.valueOf(session.endedAt()));
    }

    private static ObjectNode failure(ErrorCode code, String message) {
        return MessageJson.failure(MessageJson.object().put("success", false), code, message);
    }
}
