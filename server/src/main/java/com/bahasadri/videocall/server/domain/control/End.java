package com.bahasadri.videocall.server.domain.control;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt to switch a microphone ended.
 *
 * @param status what became of the command
 * @param failure what its caller is to be told instead; null where it was carried out, or nobody answered
 */
record End(Command.Status status, @Nullable RuntimeException failure) {
    End {
        requireNonNull(status, "status is null");
    }

    static End of(Outcome outcome) {
        return new End(outcome.status(), null);
    }

    /** Of an attempt that came to nobody. */
    static End failed(RuntimeException failure) {
        return new End(Command.Status.EXPIRED, failure);
    }

    /** What its caller is to be told instead, if anything. */
    Optional<RuntimeException> failed() {
        return Optional.ofNullable(failure);
    }
}
