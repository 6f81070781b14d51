package com.bahasadri.videocall.server.domain.control;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.event.Cause;
import java.util.UUID;

/**
 * A command of a session, for its log.
 *
 * @param sessionId the session
 * @param command what is wanted
 * @param cause who wants it
 */
record Commanded(String sessionId, Command command, Cause cause) {
    Commanded {
        requireNonNull(sessionId, "sessionId is null");
        requireNonNull(command, "command is null");
        requireNonNull(cause, "cause is null");
    }

    /** One that nobody knows of yet. */
    static Commanded anew(String sessionId, Command.Kind kind, String participantId, Cause cause) {
        return new Commanded(sessionId, Command.requested(UUID.randomUUID().toString(), kind, participantId), cause);
    }
}
