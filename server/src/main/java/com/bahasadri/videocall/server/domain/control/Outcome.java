package com.bahasadri.videocall.server.domain.control;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.event.Actor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command, as the log tells it.
 *
 * @param status observed, refused or expired
 * @param reason why it was refused or expired, for people; null where it was observed
 * @param by who brought it about
 */
record Outcome(Command.Status status, @Nullable String reason, Actor by) {
    Outcome {
        requireNonNull(status, "status is null");
        requireNonNull(by, "by is null");
    }

    static Outcome observed(Actor by) {
        return new Outcome(Command.Status.OBSERVED, null, by);
    }

    /** Of a command to a microphone, by what its page says of that. */
    static Outcome said(Command.Kind kind, String participantId, boolean muted) {
        Actor page = Actor.participant(participantId);
        return muted == (kind == Command.Kind.MUTE) ? observed(page) : refused("The page refused", page);
    }

    /** Of a command whose page has answered, as the state has kept it. */
    static Optional<Outcome> kept(Command command) {
        String who = command.participantId();
        PageAnswer answer = command.answer();
        return who == null || answer == null
                ? Optional.empty()
                : Optional.of(said(command.kind(), who, answer.muted()));
    }

    static Outcome refused(String reason, Actor by) {
        return new Outcome(Command.Status.REFUSED, reason, by);
    }

    static Outcome expired(String reason) {
        return new Outcome(Command.Status.EXPIRED, reason, Actor.TIMEOUT);
    }

    /** Of a command that could not be carried out to its end, because the shared state was away. */
    static Outcome unanswered() {
        return expired("The state did not answer");
    }
}
