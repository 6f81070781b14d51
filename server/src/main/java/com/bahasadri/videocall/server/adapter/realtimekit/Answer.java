package com.bahasadri.videocall.server.adapter.realtimekit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;

/**
 * A successful answer. Its {@code data} holds what was asked for directly or under a name: Cloudflare's sources
 * disagree on which.
 *
 * @param call what was asked
 * @param status the HTTP status
 * @param body the whole answer
 * @param took how long it took
 */
record Answer(Call call, int status, JsonNode body, Duration took) {
    /** The object that was asked for. */
    JsonNode item(String name) {
        JsonNode data = body.path("data");
        return data.path(name).isObject() ? data.path(name) : data;
    }

    /** The list that was asked for; a missing node where there is none. */
    JsonNode items(String name) {
        JsonNode data = body.path("data");
        if (data.isArray()) {
            return data;
        }
        return data.path(name).isArray() ? data.path(name) : MissingNode.getInstance();
    }

    /** A text that the answer cannot do without. */
    String text(String name, String field) throws RealtimeKitException {
        JsonNode value = item(name).path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw without("data." + field);
        }
        return value.textValue();
    }

    /** The id of what was asked for: one that can be put into a path. */
    String id(String name) throws RealtimeKitException {
        String id = text(name, "id");
        if (!PathSegments.isOne(id)) {
            throw without("data.id that can be one");
        }
        return id;
    }

    RealtimeKitException without(String what) {
        return RealtimeKitException.answered(
                call, RealtimeKitException.Outcome.REFUSED, status, took, null, "the answer has no " + what);
    }
}
