package com.bahasadri.videocall.server.adapter.realtimekit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The webhook by which RealtimeKit tells us of calls.
 *
 * @param name by which it is found again where its address has changed
 * @param url where it is delivered
 */
record WantedWebhook(String name, URI url) {
    static final List<String> EVENTS =
            List.of("meeting.started", "meeting.ended", "meeting.participantJoined", "meeting.participantLeft");

    /** The one that is delivered there, else the one of that name. */
    @Nullable
    JsonNode among(JsonNode webhooks) {
        JsonNode named = null;
        for (JsonNode webhook : webhooks) {
            if (url.toString().equals(webhook.path("url").textValue())) {
                return webhook;
            }
            if (name.equals(webhook.path("name").textValue())) {
                named = webhook;
            }
        }
        return named;
    }

    /** Whether of those that are delivered there another one is older than this; of two of the same age one has the lower id. */
    boolean isSecond(String id, JsonNode webhooks) {
        List<String> ids = webhooks.valueStream()
                .filter(webhook -> url.toString().equals(webhook.path("url").textValue()))
                .sorted(Comparator.comparing(
                                (JsonNode webhook) -> webhook.path("created_at").asText())
                        .thenComparing(webhook -> webhook.path("id").asText()))
                .map(webhook -> webhook.path("id").asText())
                .toList();
        return ids.indexOf(id) > 0;
    }

    boolean isMetBy(JsonNode webhook) {
        return url.toString().equals(webhook.path("url").textValue())
                && webhook.path("enabled").asBoolean(true)
                && events(webhook).containsAll(EVENTS);
    }

    /** All of it, with the events that it has besides. */
    ObjectNode whole(@Nullable JsonNode known) {
        ObjectNode whole = JsonNodeFactory.instance
                .objectNode()
                .put("name", known == null ? name : known.path("name").asText(name))
                .put("url", url.toString())
                .put("enabled", true);
        Set<String> events = new LinkedHashSet<>(EVENTS);
        if (known != null) {
            events.addAll(events(known));
        }
        ArrayNode list = whole.putArray("events");
        events.forEach(list::add);
        return whole;
    }

    private static Set<String> events(JsonNode webhook) {
        Set<String> events = new LinkedHashSet<>();
        webhook.path("events").forEach(event -> events.add(event.asText()));
        return events;
    }
}
