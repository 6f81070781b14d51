package com.bahasadri.videocall.server.adapter.realtimekit;

import com.bahasadri.videocall.server.domain.session.Arrival;
import com.bahasadri.videocall.server.domain.session.Roster;
import com.bahasadri.videocall.server.port.MediaEngine;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads who is connected: the meeting, its active session, and that session's participants who have not left. At least
 * two calls, three where somebody is there.
 */
final class Rosters {
    private Rosters() {}

    static Roster read(Errand errand, String meetingId, Instant now) throws RealtimeKitException {
        Answer meeting = errand.send(Call.of("getMeeting", "GET", "meetings", meetingId));
        if ("INACTIVE".equals(meeting.item("meeting").path("status").textValue())) {
            return new Roster(true, null, List.of());
        }
        String callId = activeSession(errand, meetingId);
        return callId == null
                ? new Roster(false, null, List.of())
                : new Roster(false, callId, present(errand, callId, now));
    }

    private static @Nullable String activeSession(Errand errand, String meetingId) throws RealtimeKitException {
        try {
            return errand.send(Call.of("getActiveSession", "GET", "meetings", meetingId, "active-session"))
                    .text("session", "id");
        } catch (RealtimeKitException e) {
            if (e.missing()) {
                return null;
            }
            throw e;
        }
    }

    private static List<Arrival> present(Errand errand, String callId, Instant now) throws RealtimeKitException {
        // By peer: an API that knows no pages gives the same ones again.
        Map<String, Arrival> present = new LinkedHashMap<>();
        new Pages(errand)
                .find(
                        Call.of("listSessionParticipants", "GET", "sessions", callId, "participants"),
                        "participants",
                        one -> {
                            Arrival arrival = arrival(one, callId, now);
                            if (arrival != null) {
                                present.put(arrival.peerId(), arrival);
                            }
                            return false;
                        });
        return new ArrayList<>(present.values());
    }

    private static @Nullable Arrival arrival(JsonNode one, String callId, Instant now) {
        String peer = one.path("id").textValue();
        String user = one.path("user_id").textValue();
        boolean gone = one.path("left_at").isTextual();
        boolean hidden =
                MediaEngine.OPERATOR_PRESET.equals(one.path("preset_name").textValue());
        return gone || hidden || peer == null || user == null
                ? null
                : new Arrival(
                        peer, callId, user, one.path("display_name").textValue(), time(one.path("joined_at"), now));
    }

    private static Instant time(JsonNode value, Instant now) {
        try {
            Instant told = OffsetDateTime.parse(value.asText()).toInstant();
            return told.isAfter(now) ? now : told;
        } catch (DateTimeException e) {
            return now;
        }
    }
}
