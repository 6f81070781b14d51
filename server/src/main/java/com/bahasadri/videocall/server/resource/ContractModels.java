package com.bahasadri.videocall.server.resource;

import com.bahasadri.videocall.server.contract.model.CommandOutcome;
import com.bahasadri.videocall.server.contract.model.ConnectionQuality;
import com.bahasadri.videocall.server.contract.model.CreatedSession;
import com.bahasadri.videocall.server.contract.model.EndedSession;
import com.bahasadri.videocall.server.contract.model.MuteResult;
import com.bahasadri.videocall.server.contract.model.Participant;
import com.bahasadri.videocall.server.contract.model.Session;
import com.bahasadri.videocall.server.contract.model.SessionStatus;
import com.bahasadri.videocall.server.contract.model.SessionSummary;
import com.bahasadri.videocall.server.contract.model.SharedVideoFile;
import com.bahasadri.videocall.server.contract.model.VideoFile;
import com.bahasadri.videocall.server.domain.control.Observed;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The domain's values in the contract's form. */
public final class ContractModels {
    private ContractModels() {}

    static CreatedSession created(com.bahasadri.videocall.server.domain.session.Session session) {
        return CreatedSession.builder()
                .sessionId(session.id())
                .createdAt(session.createdAt())
                .meetingId(session.id())
                .build();
    }

    /**
     * A session with its participants.
     *
     * @param session the domain's form
     * @return the contract's form
     */
    public static Session session(com.bahasadri.videocall.server.domain.session.Session session) {
        return Session.builder()
                .sessionId(session.id())
                .name(session.name())
                .createdAt(session.createdAt())
                .status(status(session))
                .endedAt(session.endedAt())
                .participants(session.participants().values().stream()
                        .map(ContractModels::participant)
                        .toList())
                .build();
    }

    static SessionSummary summary(com.bahasadri.videocall.server.domain.session.Session session) {
        return SessionSummary.builder()
                .sessionId(session.id())
                .name(session.name())
                .createdAt(session.createdAt())
                .status(status(session))
                .endedAt(session.endedAt())
                .participantCount(session.participants().size())
                .build();
    }

    static EndedSession ended(com.bahasadri.videocall.server.domain.session.Session session) {
        return EndedSession.builder()
                .success(true)
                .sessionId(session.id())
                .endedAt(session.endedAt())
                .build();
    }

    /**
     * A participant.
     *
     * @param participant the domain's form
     * @return the contract's form
     */
    public static Participant participant(com.bahasadri.videocall.server.domain.session.Participant participant) {
        return Participant.builder()
                .participantId(participant.id())
                .name(participant.name())
                .joinedAt(participant.joinedAt())
                .isMuted(participant.muted())
                .isCameraOn(participant.cameraOn())
                .isScreenSharing(participant.screenShare() != null)
                .connectionQuality(
                        ConnectionQuality.of(participant.quality().name().toLowerCase(Locale.ROOT)))
                .build();
    }

    /**
     * What was observed of a microphone.
     *
     * @param observed the domain's form
     * @return the contract's form
     */
    public static MuteResult muteResult(Observed observed) {
        return MuteResult.builder()
                .success(observed.success())
                .participantId(observed.participantId())
                .isMuted(observed.muted())
                .commandId(observed.commandId())
                .outcome(
                        observed.outcome() == null
                                ? CommandOutcome.PENDING
                                : CommandOutcome.of(observed.outcome().name().toLowerCase(Locale.ROOT)))
                .build();
    }

    static VideoFile uploaded(com.bahasadri.videocall.server.domain.file.VideoFile file, URI url) {
        return VideoFile.builder()
                .fileId(file.id())
                .filename(file.filename())
                .size(file.size())
                .duration(file.duration())
                .url(url)
                .build();
    }

    /**
     * A video file of a session.
     *
     * @param file the domain's form
     * @param url where it plays from
     * @return the contract's form
     */
    public static SharedVideoFile shared(com.bahasadri.videocall.server.domain.file.VideoFile file, URI url) {
        return SharedVideoFile.builder()
                .fileId(file.id())
                .filename(file.filename())
                .size(file.size())
                .duration(file.duration())
                .url(url)
                .uploadedBy(file.uploadedBy())
                .uploadedAt(file.uploadedAt())
                .build();
    }

    /**
     * A text that may be left out, or be empty, which counts as left out.
     *
     * @param text the text, or null
     * @return the text, or null where there is none
     */
    public static @Nullable String optional(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static SessionStatus status(com.bahasadri.videocall.server.domain.session.Session session) {
        return session.ended() ? SessionStatus.ENDED : SessionStatus.ACTIVE;
    }
}
