package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.json.ApiJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message from a client.
 *
 * @param type what it is
 * @param correlationId the client's own id of it, or null
 * @param data the rest
 */
record Incoming(String type, @Nullable String correlationId, ObjectNode data) {
    private static final int MAX_ID = 100;
    private static final int MAX_NAME = 200;
    private static final int MAX_REASON = 200;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    static Incoming parse(String text) {
        JsonNode message;
        try {
            message = ApiJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw invalid("The message is not valid JSON");
        }
        if (message == null || !message.isObject() || !message.path("type").isTextual()) {
            throw invalid("The message must be a JSON object with a type");
        }
        JsonNode id = message.path("correlation_id");
        boolean usableId = id.isTextual() && id.textValue().length() <= MAX_ID;
        if (!usableId && !id.isMissingNode() && !id.isNull()) {
            throw invalid("correlation_id must be a text of at most " + MAX_ID + " characters");
        }
        JsonNode data = message.path("data");
        if (!data.isObject() && !data.isMissingNode() && !data.isNull()) {
            throw invalid("data must be an object");
        }
        return new Incoming(
                message.path("type").textValue(),
                usableId ? id.textValue() : null,
                data.isObject() ? (ObjectNode) data : MessageJson.object());
    }

    String requiredText(String field) {
        JsonNode value = data.path(field);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw invalid(field + " is required");
        }
        return value.textValue();
    }

    boolean requiredFlag(String field) {
        return required(field, flag(field));
    }

    @Nullable
    Boolean flag(String field) {
        JsonNode value = data.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw invalid(field + " must be true or false");
        }
        return value.booleanValue();
    }

    @Nullable
    String text(String field) {
        JsonNode value = data.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw invalid(field + " must be a text");
        }
        return value.textValue();
    }

    /** A number of 0 or more, if there is one. */
    @Nullable
    Double number(String field) {
        JsonNode value = data.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue()) || value.doubleValue() < 0) {
            throw invalid(field + " must be a number of 0 or more");
        }
        return value.doubleValue();
    }

    /** A whole number of 0 or more, if there is one. */
    @Nullable
    Long whole(String field) {
        JsonNode value = data.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw invalid(field + " must be a whole number of 0 or more");
        }
        return value.longValue();
    }

    double requiredNumber(String field) {
        return required(field, number(field));
    }

    long requiredWhole(String field) {
        return required(field, whole(field));
    }

    Instant requiredTime(String field) {
        try {
            return Instant.parse(requiredText(field));
        } catch (DateTimeParseException e) {
            throw invalid(field + " must be a time such as 2026-11-20T10:05:00.000Z");
        }
    }

    /** Why the sender does not do as it is told: for people, so it is cut and cleaned where a name would be refused. */
    @Nullable
    String objection() {
        String reason = data.path("reason").asText("").strip();
        if (!data.path("reason").isTextual() || reason.isEmpty()) {
            return null;
        }
        String line = CONTROL.matcher(reason).replaceAll(" ");
        int length = line.codePointCount(0, line.length());
        return line.substring(0, line.offsetByCodePoints(0, Math.min(length, MAX_REASON)));
    }

    @Nullable
    String name() {
        String name = text("name");
        if (name == null || name.isBlank()) {
            return null;
        }
        String trimmed = name.strip();
        if (trimmed.codePointCount(0, trimmed.length()) > MAX_NAME) {
            throw invalid("name must have at most " + MAX_NAME + " characters");
        }
        if (CONTROL.matcher(trimmed).find()) {
            throw invalid("name must not contain control characters");
        }
        return trimmed;
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw invalid(field + " is required");
        }
        return value;
    }

    static ServiceException invalid(String message) {
        return new ServiceException(ErrorCode.INVALID_INPUT, message);
    }
}
