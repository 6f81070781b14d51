package com.bahasadri.videocall.server.adapter.realtimekit;

import com.bahasadri.videocall.server.domain.token.TokenService;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A preset that calls need: what it must say, and the whole of it where there is none yet. What it says beyond that
 * is left to whoever has chosen it.
 *
 * @param name the preset's name
 * @param needed what it must say, a part of it
 * @param whole all of a new one
 */
record WantedPreset(String name, ObjectNode needed, ObjectNode whole) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final String OPERATOR = """
            {"permissions": {
              "can_change_participant_permissions": true,
              "disable_participant_audio": true, "disable_participant_video": true,
              "disable_participant_screensharing": true, "kick_participant": true,
              "hidden_participant": true, "show_participant_list": true, "waiting_room_type": "SKIP",
              "media": {
                "audio": {"can_produce": "NOT_ALLOWED"},
                "video": {"can_produce": "NOT_ALLOWED"},
                "screenshare": {"can_produce": "NOT_ALLOWED"}}}}
            """;

    private static final String PARTICIPANT = """
            {"permissions": {
              "hidden_participant": false, "waiting_room_type": "SKIP",
              "media": {
                "audio": {"can_produce": "ALLOWED"},
                "video": {"can_produce": "ALLOWED"},
                "screenshare": {"can_produce": "ALLOWED"}}}}
            """;

    private static final String NEW_PARTICIPANT = """
            {"config": {"max_screenshare_count": 1},
             "permissions": {
              "accept_waiting_requests": false, "can_accept_production_requests": false,
              "can_change_participant_permissions": false,
              "disable_participant_audio": false, "disable_participant_video": false,
              "disable_participant_screensharing": false, "kick_participant": false}}
            """;

    static List<WantedPreset> all() {
        ObjectNode operator = OperatorPreset.whole();
        ObjectNode participant = merged(merged(operator, read(NEW_PARTICIPANT)), read(PARTICIPANT));
        participant.put("name", TokenService.PARTICIPANT_PRESET);
        return List.of(
                new WantedPreset(TokenService.PARTICIPANT_PRESET, read(PARTICIPANT), participant),
                new WantedPreset(OperatorPreset.NAME, read(OPERATOR), operator));
    }

    boolean isMetBy(JsonNode preset) {
        return preset instanceof ObjectNode object && merged(object, needed).equals(object);
    }

    /** What to send so that a preset says what is needed, and nothing that it says besides is lost. */
    ObjectNode completing(JsonNode preset) {
        ObjectNode change = MAPPER.createObjectNode().put("name", name);
        ObjectNode complete = merged((ObjectNode) preset, needed);
        for (String part : List.of("config", "permissions", "ui")) {
            if (complete.path(part).isObject()) {
                change.set(part, complete.get(part));
            }
        }
        return change;
    }

    private static ObjectNode merged(ObjectNode below, ObjectNode above) {
        ObjectNode both = below.deepCopy();
        above.properties().forEach(member -> {
            JsonNode old = both.path(member.getKey());
            both.set(
                    member.getKey(),
                    old instanceof ObjectNode object && member.getValue() instanceof ObjectNode more
                            ? merged(object, more)
                            : member.getValue());
        });
        return both;
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
