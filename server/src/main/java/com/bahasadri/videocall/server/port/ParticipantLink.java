package com.bahasadri.videocall.server.port;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.event.Cause;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The way to the participants' pages, which alone know and can change what a microphone does. */
public interface ParticipantLink {
    /**
     * Asks a participant's page to switch its microphone.
     *
     * @param sessionId the session
     * @param participantId the participant
     * @param order what the page is told
     * @return the microphone's state as the page confirms it, already committed to the session when the stage
     *     completes; empty if no page is connected
     */
    Optional<CompletionStage<Boolean>> switchMicrophone(String sessionId, String participantId, Order order);

    /**
     * Disconnects a participant's page, telling it that it was removed, so that it does not come back. Nothing happens where none
     * is connected.
     *
     * @param sessionId the session
     * @param participantId the participant
     * @param cause who removes it; its leaving tells so
     */
    void remove(String sessionId, String participantId, Cause cause);

    /**
     * What a page is told to do with its microphone.
     *
     * @param commandId the command, which the page's confirmation names
     * @param muted off or on
     * @param ask whether the participant is to be asked first
     */
    record Order(String commandId, boolean muted, boolean ask) {
        /** Requires the id. */
        public Order {
            requireNonNull(commandId, "commandId is null");
        }
    }
}
