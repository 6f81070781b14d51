package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.PeerEvent;
import com.bahasadri.videocall.server.realtimekit.model.PeerEventName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to a stay's connection, as RealtimeKit tells it afterwards. */
final class PeerEvents {
    private PeerEvents() {}

    static List<PeerEvent> of(Peer peer, String sessionId, @Nullable String viewType) {
        List<PeerEvent> events = new ArrayList<>();
        events.add(event(peer, sessionId, viewType, PeerEventName.PEER_CREATED, peer.joinedAt()));
        events.add(event(peer, sessionId, viewType, PeerEventName.PEER_JOINING, peer.joinedAt()));
        Instant leftAt = peer.leftAt();
        if (leftAt != null) {
            events.add(event(peer, sessionId, viewType, PeerEventName.PEER_LEAVING, leftAt));
        }
        return events;
    }

    private static PeerEvent event(
            Peer peer, String sessionId, @Nullable String viewType, PeerEventName name, Instant when) {
        return PeerEvent.builder()
                .id(id(peer.id() + name))
                .eventName(name)
                .peerId(peer.id())
                .participantId(peer.participant().id())
                .sessionId(sessionId)
                .socketSessionId(id(peer.id()))
                .minutesConsumed(name.equals(PeerEventName.PEER_LEAVING) ? peer.minutes(when) : 0.0)
                .presetViewType(viewType)
                .createdAt(when)
                .updatedAt(when)
                .build();
    }

    /** The same id at each reading, though nothing is kept. */
    private static String id(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
