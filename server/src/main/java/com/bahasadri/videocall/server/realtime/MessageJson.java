package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.config.Config.IceServer;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.file.FileUrls;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.realtime.Connection.Outgoing;
import com.bahasadri.videocall.server.resource.ApiJson;
import com.bahasadri.videocall.server.resource.ContractModels;
import com.bahasadri.videocall.server.resource.PlaybackModels;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The channel's messages as JSON: the envelope of {@code type, seq, at, session_id, correlation_id, data}. */
final class MessageJson {
    private final Clock clock;
    private final FileUrls files;
    private final boolean peerToPeer;
    private final List<IceServer> iceServers;

    MessageJson(Clock clock, FileUrls files, boolean peerToPeer, List<IceServer> iceServers) {
        this.clock = clock;
        this.files = files;
        this.peerToPeer = peerToPeer;
        this.iceServers = iceServers;
    }

    static ObjectNode object() {
        return ApiJson.mapper().createObjectNode();
    }

    /** An event, with the links in it for who sees this server under that address. */
    Outgoing event(LoggedEvent logged, URI base) {
        EventJson wire = EventJson.of(logged.event(), file -> files.of(logged.sessionId(), file, base));
        ObjectNode envelope = envelope(wire.type(), logged.sessionId(), logged.at());
        envelope.put("seq", logged.seq());
        envelope.set("actor", actor(logged.cause().actor()));
        if (logged.cause().correlationId() != null) {
            envelope.put("correlation_id", logged.cause().correlationId());
        }
        envelope.set("data", wire.data());
        return new Outgoing(logged.seq(), text(envelope));
    }

    Outgoing snapshot(Session session, Connection to) {
        ObjectNode envelope = envelope("snapshot", session.id(), now());
        envelope.put("seq", session.seq());
        ObjectNode data = envelope.putObject("data");
        data.set("session", tree(ContractModels.session(session)));
        ArrayNode shared = data.putArray("files");
        session.files()
                .values()
                .forEach(
                        file -> shared.add(tree(ContractModels.shared(file, files.of(session.id(), file, to.base())))));
        data.set("playback", tree(PlaybackModels.playback(session.playback())));
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
        return new Outgoing(session.seq(), text(envelope));
    }

    String message(String type, String sessionId, @Nullable String correlationId, JsonNode data) {
        ObjectNode envelope = envelope(type, sessionId, now());
        if (correlationId != null) {
            envelope.put("correlation_id", correlationId);
        }
        envelope.set("data", data);
        return text(envelope);
    }

    String error(String sessionId, @Nullable String correlationId, ErrorCode code, String message) {
        return message("error", sessionId, correlationId, failure(object(), code, message));
    }

    static ObjectNode failure(ObjectNode data, ErrorCode code, String message) {
        return data.put("error", message).put("code", code.name());
    }

    private static ObjectNode actor(Actor actor) {
        ObjectNode node = object().put("kind", actor.kind().name().toLowerCase(Locale.ROOT));
        return actor.id() == null ? node : node.put("id", actor.id());
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

    /**
     * The text of a message. Half a character, which JSON can escape and UTF-8 cannot encode, stays escaped: sent as it
     * is, it would make every client that gets it close its connection.
     */
    private static String text(ObjectNode envelope) {
        String json = envelope.toString();
        if (json.codePoints().noneMatch(MessageJson::isHalf)) {
            return json;
        }
        StringBuilder escaped = new StringBuilder(json.length() + 16);
        json.codePoints().forEach(character -> {
            if (isHalf(character)) {
                escaped.append("\\u").append(Integer.toHexString(character));
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    private static boolean isHalf(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    private static ObjectNode envelope(String type, String sessionId, Instant at) {
        return object().put("type", type).put("at", at.toString()).put("session_id", sessionId);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    static JsonNode tree(Object model) {
        return ApiJson.mapper().valueToTree(model);
    }
}
