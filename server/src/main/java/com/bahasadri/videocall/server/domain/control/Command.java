package com.bahasadri.videocall.server.domain.control;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Something that an operator wants done, and whose outcome is not known yet.
 *
 * @param id its id, chosen by the server
 * @param kind what is wanted
 * @param participantId of whom; null where it is of everyone
 * @param delivered whether who is to do it was told
 * @param answer what the participant's page has said to it since; null while it has said nothing
 */
public record Command(
        String id,
        Kind kind,
        @Nullable String participantId,
        boolean delivered,
        @Nullable PageAnswer answer) {
    /** Requires the id and the kind. */
    public Command {
        requireNonNull(id, "id is null");
        requireNonNull(kind, "kind is null");
    }

    /**
     * A command that nobody was told of yet.
     *
     * @param id its id
     * @param kind what is wanted
     * @param participantId of whom; null where it is of everyone
     * @return the command
     */
    public static Command requested(String id, Kind kind, @Nullable String participantId) {
        return new Command(id, kind, participantId, false, null);
    }

    /**
     * The same command, told.
     *
     * @return the command
     */
    public Command told() {
        return new Command(id, kind, participantId, true, answer);
    }

    /**
     * The same command, told and answered.
     *
     * @param said what the page says
     * @return the command
     */
    public Command answered(PageAnswer said) {
        return new Command(id, kind, participantId, true, said);
    }

    /**
     * The same command, without what the page has said to it.
     *
     * @return the command
     */
    public Command unanswered() {
        return new Command(id, kind, participantId, delivered, null);
    }

    /** What can be wanted. */
    public enum Kind {
        /** Switch a microphone off. */
        MUTE,
        /** Switch a microphone on. */
        UNMUTE,
        /** Remove a participant. */
        KICK,
        /** End the session. */
        END
    }

    /** How far a command has come; the first two are on the way, the others its end. */
    public enum Status {
        /** An operator asked for it. */
        REQUESTED,
        /** Who is to do it was told. */
        DELIVERED,
        /** The effect was observed. */
        OBSERVED,
        /** Who was to do it said no. */
        REFUSED,
        /** Nobody said anything in time. */
        EXPIRED
    }
}
