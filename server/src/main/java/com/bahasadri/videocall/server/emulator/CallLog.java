package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.Meeting;
import com.bahasadri.videocall.server.realtimekit.model.Session;
import com.bahasadri.videocall.server.realtimekit.model.SessionStatus;
import com.bahasadri.videocall.server.realtimekit.model.SessionType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One session: who saw each other in a meeting. Guarded by its owner's lock. */
final class CallLog {
    private static final int MAX_STAYS = 1000;

    private final String id = UUID.randomUUID().toString();
    private final Meeting meeting;
    private final Instant startedAt;
    private final List<Peer> stays = new ArrayList<>();
    private Instant updatedAt;
    private @Nullable Instant emptySince;
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
        emptySince = null;
        updatedAt = peer.joinedAt();
        most = Math.max(most, present());
    }

    /** Notes that somebody left; a session without anybody stays until it is ended. */
    void left(Peer peer, Instant when) {
        stays.replaceAll(stay -> stay.id().equals(peer.id()) ? stay.left(when) : stay);
        updatedAt = when;
        emptySince = present() == 0 ? when : null;
    }

    void end(Instant when) {
        updatedAt = when;
        endedAt = when;
    }

    boolean ended() {
        return endedAt != null;
    }

    /** Since when nobody has been there; null where somebody is. */
    @Nullable
    Instant emptySince() {
        return emptySince;
    }

    Duration keepAlive() {
        Integer seconds = meeting.sessionKeepAliveTimeInSecs();
        return Duration.ofSeconds(seconds == null ? Meetings.KEEP_ALIVE_SECONDS : seconds);
    }

    Session session(Instant now) {
        return Session.builder()
                .id(id)
                .associatedId(meeting.id())
                .meetingDisplayName(meeting.title() == null ? "" : meeting.title())
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

    /** Oldest first. */
    List<Peer> stays() {
        return List.copyOf(stays);
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
