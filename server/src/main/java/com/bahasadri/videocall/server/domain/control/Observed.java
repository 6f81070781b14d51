package com.bahasadri.videocall.server.domain.control;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What was observed of a participant's microphone after a command.
 *
 * @param commandId the command
 * @param participantId the participant
 * @param muted the last known state
 * @param outcome what became of the command; null while nothing has
 */
public record Observed(String commandId, String participantId, boolean muted, Command.@Nullable Status outcome) {
    /** Requires the ids. */
    public Observed {
        requireNonNull(commandId, "commandId is null");
        requireNonNull(participantId, "participantId is null");
    }

    /**
     * Whether the wanted state was observed.
     *
     * @return true only then
     */
    public boolean success() {
        return outcome == Command.Status.OBSERVED;
    }
}
