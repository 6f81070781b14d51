package com.bahasadri.videocall.server.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.session.Session;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** What a session's log says, read from its first event on. */
public final class Replay {
    private Replay() {}

    /** Fails unless a log has each event once, in order of number and time, and ends in the state that there is. */
    public static void assertThatLogTells(List<LoggedEvent> log, Session session) {
        assertThat(log)
                .extracting(LoggedEvent::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, session.seq()).boxed().toList());
        assertThat(log).extracting(LoggedEvent::at).isSorted();
        Set<String> present = new LinkedHashSet<>();
        boolean ended = false;
        for (LoggedEvent logged : log) {
            assertThat(ended).as("an event behind the end").isFalse();
            if (logged.event() instanceof SessionEvent.ParticipantJoined joined) {
                assertThat(present.add(joined.participant().id()))
                        .as("%s joins once", joined.participant().id())
                        .isTrue();
            } else if (logged.event() instanceof SessionEvent.ParticipantLeft left) {
                assertThat(present.remove(left.participantId()))
                        .as("%s is there when it leaves", left.participantId())
                        .isTrue();
            }
            ended = logged.event() instanceof SessionEvent.SessionEnded;
        }
        assertThat(present).containsExactlyElementsOf(session.participants().keySet());
        assertThat(ended).isEqualTo(session.ended());
    }

    /** Fails unless a log as readers get it, from its first event on, ends in the state that reading the session shows. */
    public static void assertThatMessagesTell(List<JsonNode> log, JsonNode session) {
        assertThat(log)
                .extracting(message -> message.path("seq").asLong())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, log.size()).boxed().toList());
        Map<String, ObjectNode> present = new LinkedHashMap<>();
        String endedAt = "";
        for (JsonNode message : log) {
            assertThat(endedAt).as("an event behind the end").isEmpty();
            JsonNode data = message.path("data");
            if (message.path("type").asText().equals("participant_joined")) {
                ObjectNode participant = data.path("participant").deepCopy();
                assertThat(present.put(participant.path("participant_id").asText(), participant))
                        .isNull();
                continue;
            }
            ObjectNode participant = present.get(data.path("participant_id").asText());
            switch (message.path("type").asText()) {
                case "participant_left" -> present.remove(data.path("participant_id").asText());
                case "participant_muted" -> participant.put("is_muted", true);
                case "participant_unmuted" -> participant.put("is_muted", false);
                case "camera_toggled" -> participant.set("is_camera_on", data.path("is_camera_on"));
                case "screen_share_started" -> participant.put("is_screen_sharing", true);
                case "screen_share_stopped" -> participant.put("is_screen_sharing", false);
                case "connection_quality_changed" ->
                    participant.set("connection_quality", data.path("connection_quality"));
                case "session_ended" -> endedAt = data.path("ended_at").asText();
                default -> {
                    // Nothing that reading the session shows.
                }
            }
        }
        assertThat(session.path("participants")).containsExactlyElementsOf(present.values());
        assertThat(session.path("ended_at").asText()).isEqualTo(endedAt);
    }
}
