package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.AffectedParticipant;
import com.bahasadri.videocall.server.realtimekit.model.Participant;
import com.bahasadri.videocall.server.realtimekit.model.SessionParticipant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stay of a participant in a call.
 *
 * @param id the peer id, new for each stay
 * @param participant who
 * @param hidden whether others do not see the participant
 * @param joinedAt when the stay began
 * @param leftAt when it ended, or null
 */
record Peer(
        String id,
        Participant participant,
        boolean hidden,
        Instant joinedAt,
        @Nullable Instant leftAt) {
    Peer left(Instant when) {
        return new Peer(id, participant, hidden, joinedAt, when);
    }

    double minutes(Instant now) {
        return Duration.between(joinedAt, leftAt == null ? now : leftAt).toMillis() / 60_000.0;
    }

    boolean is(String participantId) {
        return participant.id().equals(participantId);
    }

    AffectedParticipant affected() {
        return AffectedParticipant.builder()
                .id(participant.id())
                .name(participant.name())
                .picture(participant.picture())
                .createdAt(participant.createdAt())
                .updatedAt(participant.updatedAt())
                .build();
    }

    /** What is told of the stay; the events of its connection where there is a session to tell them of. */
    SessionParticipant stay(Instant now, @Nullable String eventsOf, @Nullable String viewType) {
        return SessionParticipant.builder()
                .peerEvents(eventsOf == null ? List.of() : PeerEvents.of(this, eventsOf, viewType))
                .id(id)
                .userId(participant.id())
                .customParticipantId(participant.customParticipantId())
                .displayName(participant.name())
                .presetName(participant.presetName())
                .joinedAt(joinedAt)
                .leftAt(leftAt)
                .duration(minutes(now))
                .createdAt(joinedAt)
                .updatedAt(leftAt == null ? joinedAt : leftAt)
                .build();
    }
}
