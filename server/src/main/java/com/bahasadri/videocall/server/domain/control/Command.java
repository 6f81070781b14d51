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
 * @param objection why the page does not do it, in its own words; null where it has not said so
 */
public record Command(
        String id,
        Kind kind,
        @Nullable String participantId,
        boolean delivered,
        @Nullable String objection) {
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
        return new Command(id, kind, participantId, true, objection);
    }

    /**
     * The same command, with what the page has against it.
     *
     * @param words why it does not do it; null where it does not say
     * @return the command
     */
    public Command objectedTo(@Nullable String words) {
        return new Command(id, kind, participantId, delivered, words);
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
