package com.bahasadri.videocall.server.resource;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.file.FileUrls;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.json.ApiJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Events as JSON, the same for every reader, however they reach it: the envelope of {@code type, seq, at, session_id,
 * actor, correlation_id, data}. Immutable and safe for use by many threads.
 */
public final class EventMessages {
    private final Clock clock;
    private final FileUrls files;

    /**
     * Writes events.
     *
     * @param clock tells the time of snapshots
     * @param files tells where files play from
     */
    public EventMessages(Clock clock, FileUrls files) {
        this.clock = requireNonNull(clock, "clock is null");
        this.files = requireNonNull(files, "files is null");
    }

    /**
     * Writes an event.
     *
     * @param logged the event
     * @param base this server's address as the reader sees it, with a slash at its end
     * @return its message
     */
    public Message event(LoggedEvent logged, URI base) {
        EventJson wire = EventJson.of(logged.event(), file -> files.of(logged.sessionId(), file, base));
        ObjectNode envelope = envelope(wire.type(), logged.sessionId(), logged.at());
        envelope.put("seq", logged.seq());
        envelope.set("actor", actor(logged.cause().actor()));
        if (logged.cause().correlationId() != null) {
            envelope.put("correlation_id", logged.cause().correlationId());
        }
        envelope.set("data", wire.data());
        return new Message(wire.type(), text(envelope));
    }

    /**
     * Writes a session as it is.
     *
     * @param session the session
     * @param base this server's address as the reader sees it, with a slash at its end
     * @return the message, a new one
     */
    public ObjectNode snapshot(Session session, URI base) {
        ObjectNode envelope = envelope("snapshot", session.id(), now());
        envelope.put("seq", session.seq());
        ObjectNode data = envelope.putObject("data");
        data.set("session", tree(ContractModels.session(session)));
        ArrayNode shared = data.putArray("files");
        session.files()
                .values()
                .forEach(file -> shared.add(tree(ContractModels.shared(file, files.of(session.id(), file, base)))));
        data.set("playback", tree(PlaybackModels.playback(session.playback())));
        return envelope;
    }

    /**
     * Starts any other message, of this moment.
     *
     * @param type what it is
     * @param sessionId the session
     * @return the message, without data
     */
    public ObjectNode envelope(String type, String sessionId) {
        return envelope(type, sessionId, now());
    }

    /**
     * The text of a message. Half a character, which JSON can escape and UTF-8 cannot encode, stays escaped: sent as it
     * is, it would make every client that gets it close its connection.
     *
     * @param message the message
     * @return its JSON, in one line
     */
    public static String text(ObjectNode message) {
        String json = message.toString();
        if (json.codePoints().noneMatch(EventMessages::isHalf)) {
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

    /**
     * An empty object.
     *
     * @return the object, a new one
     */
    public static ObjectNode object() {
        return ApiJson.mapper().createObjectNode();
    }

    /**
     * A model of the contract as JSON.
     *
     * @param model the model
     * @return the JSON, a new one
     */
    public static JsonNode tree(Object model) {
        return ApiJson.mapper().valueToTree(model);
    }

    private static ObjectNode actor(Actor actor) {
        ObjectNode node = object().put("kind", actor.kind().name().toLowerCase(Locale.ROOT));
        return actor.id() == null ? node : node.put("id", actor.id());
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

    /**
     * An event's message.
     *
     * @param type what happened, as it is on the wire
     * @param text its JSON, in one line
     */
    public record Message(String type, String text) {}
}
