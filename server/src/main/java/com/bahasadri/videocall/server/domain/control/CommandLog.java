package com.bahasadri.videocall.server.domain.control;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.port.StateStore;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells in a session's log how far a command has come. Safe for use by many threads. */
final class CommandLog {
    private final StateStore store;

    CommandLog(StateStore store) {
        this.store = requireNonNull(store, "store is null");
    }

    /** Begins a command, and answers its id. */
    String request(String sessionId, Command.Kind kind, String participantId, Cause cause) {
        Command command = Command.requested(UUID.randomUUID().toString(), kind, participantId);
        store.change(sessionId, cause, session -> session.request(command));
        return command.id();
    }

    void deliver(String sessionId, String commandId, Cause cause) {
        store.change(sessionId, cause, session -> session.deliver(commandId));
    }

    void observed(String sessionId, String commandId, Actor by, Cause cause) {
        conclude(sessionId, commandId, Command.Status.OBSERVED, null, by, cause);
    }

    void refused(String sessionId, String commandId, String reason, Actor by, Cause cause) {
        conclude(sessionId, commandId, Command.Status.REFUSED, reason, by, cause);
    }

    void expired(String sessionId, String commandId, String reason, Cause cause) {
        conclude(sessionId, commandId, Command.Status.EXPIRED, reason, Actor.TIMEOUT, cause);
    }

    private void conclude(
            String sessionId,
            String commandId,
            Command.Status outcome,
            @Nullable String reason,
            Actor by,
            Cause cause) {
        store.change(
                sessionId,
                new Cause(by, cause.correlationId()),
                session -> session.conclude(commandId, outcome, reason));
    }
}
