package com.bahasadri.videocall.server.domain.event;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Why a session changes: what its log tells beside what happened.
 *
 * @param actor who brought it about
 * @param correlationId the id of the request or command that it follows from, or null
 */
public record Cause(Actor actor, @Nullable String correlationId) {
    /** The server itself. */
    public static final Cause SERVER = new Cause(Actor.SERVER, null);
    /** Time that ran out. */
    public static final Cause TIMEOUT = new Cause(Actor.TIMEOUT, null);

    /** Requires the actor. */
    public Cause {
        requireNonNull(actor, "actor is null");
    }

    /**
     * Something that a participant did by itself.
     *
     * @param participantId who
     * @return the cause
     */
    public static Cause participant(String participantId) {
        return new Cause(Actor.participant(participantId), null);
    }
}
