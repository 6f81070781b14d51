package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.config.Config.IceServer;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.json.ApiJson;
import com.bahasadri.videocall.server.resource.EventMessages;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The channel's messages as JSON. */
final class MessageJson {
    private final EventMessages events;
    private final boolean peerToPeer;
    private final List<IceServer> iceServers;

    MessageJson(EventMessages events, boolean peerToPeer, List<IceServer> iceServers) {
        this.events = events;
        this.peerToPeer = peerToPeer;
        this.iceServers = iceServers;
    }

    static ObjectNode object() {
        return EventMessages.object();
    }

    /** An event, with the links in it for who sees this server under that address. */
    Outgoing event(LoggedEvent logged, URI base) {
        EventMessages.Message message = events.event(logged, base);
        return Outgoing.event(logged.seq(), message.type(), message.text());
    }

    /** A session as it is, for who reads its events. */
    Outgoing snapshot(Session session, URI base) {
        return snapshot(session, events.snapshot(session, base));
    }

    /** A session as it is, with what a page in the call needs. */
    Outgoing snapshot(Session session, Connection to) {
        ObjectNode envelope = events.snapshot(session, to.base());
        ObjectNode data = (ObjectNode) envelope.get("data");
        ObjectNode self = data.putObject("self");
        self.put("role", to.isParticipant() ? "participant" : "control");
        self.put("peer_id", to.peerId());
        if (to.isParticipant()) {
            self.put("participant_id", to.grant().participantId());
            if (to.grant().name() != null) {
                self.put("name", to.grant().name());
            }
        }
        ObjectNode media = data.putObject("media");
        media.put("mode", peerToPeer ? "peer_to_peer" : "realtimekit");
        media.set("ice_servers", iceServers());
        return snapshot(session, envelope);
    }

    String message(String type, String sessionId, @Nullable String correlationId, JsonNode data) {
        ObjectNode envelope = events.envelope(type, sessionId);
        if (correlationId != null) {
            envelope.put("correlation_id", correlationId);
        }
        envelope.set("data", data);
        return EventMessages.text(envelope);
    }

    String error(String sessionId, @Nullable String correlationId, ErrorCode code, String message) {
        return message("error", sessionId, correlationId, failure(object(), code, message));
    }

    static ObjectNode failure(ObjectNode data, ErrorCode code, String message) {
        return data.put("error", message).put("code", code.name());
    }

    static JsonNode tree(Object model) {
        return EventMessages.tree(model);
    }

    private static Outgoing snapshot(Session session, ObjectNode message) {
        return Outgoing.event(session.seq(), message.get("type").asText(), EventMessages.text(message));
    }

    private JsonNode iceServers() {
        var list = ApiJson.mapper().createArrayNode();
        for (IceServer server : iceServers) {
            ObjectNode node = list.addObject();
            server.urls().forEach(node.putArray("urls")::add);
            if (server.username() != null) {
                node.put("username", server.username());
            }
            if (server.credential() != null) {
                node.put("credential", server.credential());
            }
        }
        return list;
    }
}
