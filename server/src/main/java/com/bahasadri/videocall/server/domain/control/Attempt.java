package com.bahasadri.videocall.server.domain.control;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.session.Participant;

/**
 * A microphone that is to be switched.
 *
 * @param commanded the command
 * @param wish what is wished
 * @param mutedBefore the last known state before it
 */
record Attempt(Commanded commanded, Switch wish, boolean mutedBefore) {
    Attempt {
        requireNonNull(commanded, "commanded is null");
        requireNonNull(wish, "wish is null");
    }

    static Attempt of(String sessionId, Switch wish, Participant before) {
        Command.Kind kind = wish.muted() ? Command.Kind.MUTE : Command.Kind.UNMUTE;
        return new Attempt(Commanded.anew(sessionId, kind, wish.participantId(), wish.cause()), wish, before.muted());
    }

    String sessionId() {
        return commanded.sessionId();
    }

    String commandId() {
        return commanded.command().id();
    }
}
