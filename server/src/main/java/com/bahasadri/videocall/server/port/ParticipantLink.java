package com.bahasadri.videocall.server.port;

import com.bahasadri.videocall.server.domain.session.LeaveReason;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The way to the participants' pages, which alone know and can change what a microphone does. */
public interface ParticipantLink {
    /**
     * Asks a participant's page to switch its microphone.
     *
     * @param sessionId the session
     * @param participantId the participant
     * @param muted off or on
     * @return the microphone's state as the page confirms it, already committed to the session when the stage
     *     completes; empty if no page is connected
     */
    Optional<CompletionStage<Boolean>> switchMicrophone(String sessionId, String participantId, boolean muted);

    /**
     * Disconnects a participant's page, telling it why, so that it does not come back. Nothing happens where none
     * is connected.
     *
     * @param sessionId the session
     * @param participantId the participant
     * @param reason why
     */
    void disconnect(String sessionId, String participantId, LeaveReason reason);
}
