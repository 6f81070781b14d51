package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.emulator.delivery.Deliveries;
import com.bahasadri.videocall.server.emulator.delivery.Outgoing;
import com.bahasadri.videocall.server.realtimekit.model.Recording;
import com.bahasadri.videocall.server.realtimekit.model.Session;
import com.bahasadri.videocall.server.realtimekit.model.WebhookEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells the webhooks what happens in the calls, in the form of Cloudflare's examples. Safe for use by many threads. */
final class CallNews implements CallEvents {
    private final Webhooks webhooks;
    private final Deliveries deliveries;

    CallNews(Webhooks webhooks, Deliveries deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    @Override
    public void started(Session session) {
        tell(WebhookEvent.MEETING_STARTED, session, Map.of());
    }

    @Override
    public void joined(Session session, Peer peer) {
        tell(WebhookEvent.MEETING_PARTICIPANT_JOINED, session, Map.of("participant", participant(peer)));
    }

    @Override
    public void left(Session session, Peer peer) {
        tell(WebhookEvent.MEETING_PARTICIPANT_LEFT, session, Map.of("participant", participant(peer)));
    }

    @Override
    public void ended(Session session, EndReason reason) {
        tell(WebhookEvent.MEETING_ENDED, session, Map.of("reason", reason.name()));
    }

    /** Tells how far a recording is. Its size comes as text, unlike in the API. */
    void recorded(Recording recording, Session session) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("id", recording.id());
        told.put("recordingId", recording.id());
        told.put("status", recording.status());
        told.put("downloadUrl", recording.downloadUrl());
        told.put("audioDownloadUrl", recording.audioDownloadUrl());
        told.put("downloadUrlExpiry", recording.downloadUrlExpiry());
        told.put("startedTime", recording.startedTime());
        told.put("stoppedTime", recording.stoppedTime());
        told.put("fileSize", recording.fileSize() == null ? null : String.valueOf(recording.fileSize()));
        told.put("outputFileName", recording.outputFileName());
        told.put("meetingId", session.associatedId());
        told.put("recordingDuration", recording.recordingDuration());
        told.put("organizationId", session.organizationId());
        told.put("roomUUID", session.id());
        tell(WebhookEvent.RECORDING_STATUS_UPDATE, session, Map.of("recording", told));
    }

    private void tell(WebhookEvent event, Session session, Map<String, Object> more) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("event", event.value());
        payload.put("meeting", meeting(session));
        payload.putAll(more);
        String body = Json.write(payload);
        webhooks.listeningTo(event)
                .forEach(webhook -> deliveries.send(new Outgoing(webhook.id(), webhook.url(), event.value(), body)));
    }

    private static Map<String, Object> meeting(Session session) {
        Map<String, Object> meeting = new LinkedHashMap<>();
        meeting.put("id", session.associatedId());
        meeting.put("sessionId", session.id());
        meeting.put("title", session.meetingDisplayName());
        meeting.put("roomName", session.associatedId());
        // Cloudflare's examples have this word in ended sessions as well.
        meeting.put("status", "LIVE");
        meeting.put("createdAt", session.createdAt());
        meeting.put("startedAt", session.startedAt());
        if (session.endedAt() != null) {
            meeting.put("endedAt", session.endedAt());
        }
        meeting.put("organizedBy", Map.of("id", RealtimeKitEmulator.APP_ID, "name", RealtimeKitEmulator.APP_ID));
        return meeting;
    }

    private static Map<String, Object> participant(Peer peer) {
        Map<String, Object> participant = new LinkedHashMap<>();
        participant.put("peerId", peer.id());
        participant.put("userDisplayName", peer.participant().name());
        participant.put("customParticipantId", peer.participant().customParticipantId());
        participant.put("clientSpecificId", peer.participant().customParticipantId());
        participant.put("joinedAt", peer.joinedAt());
        if (peer.leftAt() != null) {
            participant.put("leftAt", peer.leftAt());
        }
        return participant;
    }
}
