package com.bahasadri.videocall.examples.operator;

import com.bahasadri.videocall.client.model.CameraToggled;
import com.bahasadri.videocall.client.model.ConnectionQualityChanged;
import com.bahasadri.videocall.client.model.Participant;
import com.bahasadri.videocall.client.model.ParticipantJoined;
import com.bahasadri.videocall.client.model.ParticipantLeft;
import com.bahasadri.videocall.client.model.ParticipantMuted;
import com.bahasadri.videocall.client.model.ParticipantUnmuted;
import com.bahasadri.videocall.client.model.ScreenShareStarted;
import com.bahasadri.videocall.client.model.ScreenShareStopped;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.model.Snapshot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Who is in a call and in what state, kept up by its events. For one thread. */
final class Roster {
    private final Map<String, Row> rows = new LinkedHashMap<>();

    Collection<Row> rows() {
        return rows.values();
    }

    /** Takes an event in; whether it changed anything here. */
    boolean apply(SessionEvent event) {
        if (event instanceof Snapshot snapshot) {
            // Whatever was known is replaced.
            rows.clear();
            snapshot.data().session().participants().forEach(this::add);
            return true;
        }
        if (event instanceof ParticipantJoined joined) {
            add(joined.data().participant());
            return true;
        }
        if (event instanceof ParticipantLeft left) {
            return rows.remove(left.data().participantId()) != null;
        }
        if (event instanceof ParticipantMuted muted) {
            return change(muted.data().participantId(), row -> row.muted = true);
        }
        if (event instanceof ParticipantUnmuted unmuted) {
            return change(unmuted.data().participantId(), row -> row.muted = false);
        }
        if (event instanceof CameraToggled toggled) {
            return change(
                    toggled.data().participantId(),
                    row -> row.cameraOn = toggled.data().isCameraOn());
        }
        if (event instanceof ScreenShareStarted started) {
            return change(started.data().participantId(), row -> row.sharing = true);
        }
        if (event instanceof ScreenShareStopped stopped) {
            return change(stopped.data().participantId(), row -> row.sharing = false);
        }
        if (event instanceof ConnectionQualityChanged changed) {
            return change(
                    changed.data().participantId(),
                    row -> row.quality = changed.data().connectionQuality().toString());
        }
        // Files, playback, commands, and what a newer server tells.
        return false;
    }

    private void add(Participant participant) {
        rows.put(participant.participantId(), new Row(participant));
    }

    private boolean change(String participantId, Consumer<Row> change) {
        Row row = rows.get(participantId);
        if (row != null) {
            change.accept(row);
        }
        return row != null;
    }

    /** A participant. */
    static final class Row {
        final String participantId;
        final String name;
        boolean muted;
        boolean cameraOn;
        boolean sharing;
        String quality;

        Row(Participant participant) {
            participantId = participant.participantId();
            name = Objects.requireNonNullElse(participant.name(), "a guest");
            muted = participant.isMuted();
            cameraOn = participant.isCameraOn();
            sharing = participant.isScreenSharing();
            quality = participant.connectionQuality().toString();
        }
    }
}
