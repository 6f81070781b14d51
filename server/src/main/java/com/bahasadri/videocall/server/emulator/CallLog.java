package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.Meeting;
import com.bahasadri.videocall.server.realtimekit.model.Session;
import com.bahasadri.videocall.server.realtimekit.model.SessionParticipant;
import com.bahasadri.videocall.server.realtimekit.model.SessionStatus;
import com.bahasadri.videocall.server.realtimekit.model.SessionType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One session: who saw each other in a meeting from the first join to the last leave. Guarded by its owner's lock. */
final class CallLog {
    private static final int MAX_STAYS = 1000;

    private final String id = UUID.randomUUID().toString();
    private final Meeting meeting;
    private final Instant startedAt;
    private final List<Peer> stays = new ArrayList<>();
    private Instant updatedAt;
    private @Nullable Instant endedAt;
    private int most;

    CallLog(Meeting meeting, Instant startedAt) {
        this.meeting = meeting;
        this.startedAt = startedAt;
        this.updatedAt = startedAt;
    }

    String id() {
        return id;
    }

    void joined(Peer peer) {
        forgetOldest();
        stays.add(peer);
        updatedAt = peer.joinedAt();
        most = Math.max(most, present());
    }

    /** Notes that somebody left; the last to leave ends the session. */
    void left(Peer peer, Instant when) {
        stays.replaceAll(stay -> stay.id().equals(peer.id()) ? stay.left(when) : stay);
        updatedAt = when;
        if (present() == 0) {
            endedAt = when;
        }
    }

    boolean ended() {
        return endedAt != null;
    }

    Session session(Instant now) {
        return Session.builder()
                .id(id)
                .associatedId(meeting.id())
                .meetingDisplayName(meeting.title())
                .organizationId(RealtimeKitEmulator.APP_ID)
                .status(ended() ? SessionStatus.ENDED : SessionStatus.LIVE)
                .type(SessionType.MEETING)
                .liveParticipants(present())
                .maxConcurrentParticipants(most)
                .minutesConsumed(
                        stays.stream().mapToDouble(stay -> stay.minutes(now)).sum())
                .createdAt(startedAt)
                .startedAt(startedAt)
                .updatedAt(updatedAt)
                .endedAt(endedAt)
                .build();
    }

    List<SessionParticipant> stays(Instant now) {
        return stays.stream().map(stay -> stay.stay(now)).toList();
    }

    private int present() {
        return (int) stays.stream().filter(stay -> stay.leftAt() == null).count();
    }

    /** A page that comes and goes for days must not fill the memory. */
    private void forgetOldest() {
        for (Iterator<Peer> each = stays.iterator(); stays.size() >= MAX_STAYS && each.hasNext(); ) {
            if (each.next().leftAt() != null) {
                each.remove();
            }
        }
    }
}
