package com.bahasadri.videocall.server.domain.session;

import com.bahasadri.videocall.server.domain.event.SessionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a participant's report makes of its state, and which events tell of the difference. */
final class Reports {
    private Reports() {}

    static Participant merge(
            String participantId,
            @Nullable Participant before,
            ParticipantState report,
            ScreenShare share,
            Instant at) {
        Participant known = before != null
                ? before
                : new Participant(participantId, null, at, true, false, ConnectionQuality.GOOD, null);
        ScreenShare shared = known.screenShare();
        if (report.screenSharing() != null) {
            shared = !report.screenSharing() ? null : shared != null ? shared : share;
        }
        return new Participant(
                known.id(),
                // A name is told once, with the joining: no event tells of another.
                before == null ? report.name() : known.name(),
                known.joinedAt(),
                report.muted() != null ? report.muted() : known.muted(),
                report.cameraOn() != null ? report.cameraOn() : known.cameraOn(),
                report.quality() != null ? report.quality() : known.quality(),
                shared);
    }

    static List<SessionEvent> differences(Participant before, Participant after) {
        List<SessionEvent> events = new ArrayList<>();
        String who = after.id();
        if (before.muted() != after.muted()) {
            events.add(
                    after.muted() ? new SessionEvent.ParticipantMuted(who) : new SessionEvent.ParticipantUnmuted(who));
        }
        if (before.cameraOn() != after.cameraOn()) {
            events.add(new SessionEvent.CameraToggled(who, after.cameraOn()));
        }
        ScreenShare was = before.screenShare();
        ScreenShare is = after.screenShare();
        if (was == null && is != null) {
            events.add(new SessionEvent.ScreenShareStarted(who, is));
        } else if (was != null && is == null) {
            events.add(new SessionEvent.ScreenShareStopped(who, was.id()));
        }
        if (before.quality() != after.quality()) {
            events.add(new SessionEvent.ConnectionQualityChanged(who, after.quality()));
        }
        return events;
    }
}
