package com.bahasadri.videocall.server.domain.event;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Who brought an event about.
 *
 * @param kind what kind of actor
 * @param id the RealtimeKit participant id behind the token that was used, where there was one
 */
public record Actor(Kind kind, @Nullable String id) {
    /** The server itself: what it settles at its start, and what was logged before events had an actor. */
    public static final Actor SERVER = new Actor(Kind.SERVER, null);
    /** Nobody: time ran out. */
    public static final Actor TIMEOUT = new Actor(Kind.TIMEOUT, null);
    /** RealtimeKit. */
    public static final Actor REALTIMEKIT = new Actor(Kind.REALTIMEKIT, null);

    /** Requires the kind. */
    public Actor {
        requireNonNull(kind, "kind is null");
    }

    /**
     * A participant.
     *
     * @param participantId who
     * @return the actor
     */
    public static Actor participant(String participantId) {
        return new Actor(Kind.PARTICIPANT, requireNonNull(participantId, "participantId is null"));
    }

    /**
     * A control center.
     *
     * @param operatorId the participant id of its token, or null where it had none
     * @return the actor
     */
    public static Actor controlCenter(@Nullable String operatorId) {
        return new Actor(Kind.CONTROL_CENTER, operatorId);
    }

    /** What kinds of actor there are. */
    public enum Kind {
        /** A participant, by its page. */
        PARTICIPANT,
        /** A control center. */
        CONTROL_CENTER,
        /** RealtimeKit. */
        REALTIMEKIT,
        /** Time that ran out. */
        TIMEOUT,
        /** The server itself. */
        SERVER
    }
}
