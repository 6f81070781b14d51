package com.bahasadri.videocall.server.domain.control;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.event.Actor;
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
