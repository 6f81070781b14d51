package com.bahasadri.videocall.server.domain.event;

import com.bahasadri.videocall.server.domain.control.Command;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.playback.Playback;
import com.bahasadri.videocall.server.domain.session.ConnectionQuality;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.domain.session.Participant;
import com.bahasadri.videocall.server.domain.session.ScreenShare;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened in a session. The wire names and shapes are those of {@code video-call-events.yaml}. */
public sealed interface SessionEvent {
    /**
     * Someone joined.
     *
     * @param participant who, and in what state
     */
    record ParticipantJoined(Participant participant) implements SessionEvent {}

    /**
     * Someone left.
     *
     * @param participantId who
     * @param reason why
     */
    record ParticipantLeft(String participantId, LeaveReason reason) implements SessionEvent {}

    /**
     * A microphone went off.
     *
     * @param participantId whose
     */
    record ParticipantMuted(String participantId) implements SessionEvent {}

    /**
     * A microphone went on.
     *
     * @param participantId whose
     */
    record ParticipantUnmuted(String participantId) implements SessionEvent {}

    /**
     * A camera went on or off.
     *
     * @param participantId whose
     * @param cameraOn whether it is on now
     */
    record CameraToggled(String participantId, boolean cameraOn) implements SessionEvent {}

    /**
     * Someone started to share a screen.
     *
     * @param participantId who
     * @param share the share
     */
    record ScreenShareStarted(String participantId, ScreenShare share) implements SessionEvent {}

    /**
     * Someone stopped to share a screen.
     *
     * @param participantId who
     * @param shareId the share
     */
    record ScreenShareStopped(String participantId, String shareId) implements SessionEvent {}

    /**
     * A connection got better or worse.
     *
     * @param participantId whose
     * @param quality how it is now
     */
    record ConnectionQualityChanged(String participantId, ConnectionQuality quality) implements SessionEvent {}

    /**
     * A newer connection of someone in the call took the place of one that was open: another tab, or the same page whose
     * network changed before the server knew.
     *
     * @param participantId whose
     */
    record ConnectionReplaced(String participantId) implements SessionEvent {}

    /**
     * A video file was shared.
     *
     * @param file the file
     */
    record VideoFileShared(VideoFile file) implements SessionEvent {}

    /**
     * A video file was deleted.
     *
     * @param fileId the file
     */
    record VideoFileDeleted(String fileId) implements SessionEvent {}

    /**
     * What plays for everyone changed.
     *
     * @param playback what plays now
     */
    record PlaybackChanged(Playback playback) implements SessionEvent {}

    /**
     * A command of an operator came on, or to its end.
     *
     * @param command the command
     * @param status how far it has come
     * @param reason why it was refused or expired, for people; null otherwise
     */
    record CommandProgressed(
            Command command,
            Command.Status status,
            @Nullable String reason) implements SessionEvent {
        /** Leaves out what the page has answered: what came of it is told by the status. */
        public CommandProgressed {
            command = command.unanswered();
        }
    }

    /**
     * The session ended; nothing follows.
     *
     * @param endedAt when
     */
    record SessionEnded(Instant endedAt) implements SessionEvent {}
}
