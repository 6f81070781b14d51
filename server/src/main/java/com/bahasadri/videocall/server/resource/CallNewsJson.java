package com.bahasadri.videocall.server.resource;

import com.bahasadri.videocall.server.domain.webhook.CallNews;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the webhooks of RealtimeKit that are of use here. What is missing or of another kind makes one useless, not wrong. */
final class CallNewsJson {
    /** As long as a display name may be; RealtimeKit has no limit. */
    private static final int MAX_NAME = 100;

    private CallNewsJson() {}

    static Optional<CallNews> read(JsonNode webhook) {
        String meeting = id(webhook.at("/meeting/id"));
        String call = id(webhook.at("/meeting/sessionId"));
        if (meeting == null || call == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (webhook.path("event").asText()) {
                    case "meeting.started" -> new CallNews.Started(meeting, call);
                    case "meeting.ended" ->
                        new CallNews.Ended(
                                meeting, call, webhook.path("reason").asText().equals("HOST_ENDED_MEETING"));
                    case "meeting.participantJoined" -> joined(meeting, call, webhook.path("participant"));
                    case "meeting.participantLeft" -> left(meeting, call, webhook.path("participant"));
                    default -> null;
                });
    }

    private static @Nullable CallNews joined(String meeting, String call, JsonNode participant) {
        String peer = id(participant.path("peerId"));
        String custom = id(participant.path("customParticipantId"));
        if (custom == null) {
            custom = id(participant.path("clientSpecificId"));
        }
        return peer == null || custom == null
                ? null
                : new CallNews.Joined(
                        meeting,
                        call,
                        peer,
                        custom,
                        name(participant.path("userDisplayName")),
                        time(participant.path("joinedAt")));
    }

    private static @Nullable CallNews left(String meeting, String call, JsonNode participant) {
        String peer = id(participant.path("peerId"));
        return peer == null ? null : new CallNews.Left(meeting, call, peer);
    }

    private static @Nullable String id(JsonNode value) {
        return value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
    }

    private static @Nullable String name(JsonNode value) {
        String name = id(value);
        return name == null || name.codePointCount(0, name.length()) <= MAX_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MAX_NAME));
    }

    private static @Nullable Instant time(JsonNode value) {
        try {
            return value.isTextual() ? OffsetDateTime.parse(value.textValue()).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
