package com.bahasadri.videocall.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.bahasadri.videocall.client.ExampleModels;
import com.bahasadri.videocall.client.internal.Json.UnreadableException;
import com.bahasadri.videocall.client.model.ActorKind;
import com.bahasadri.videocall.client.model.ParticipantLeft;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.model.SessionEventPage;
import com.bahasadri.videocall.client.model.Snapshot;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The events of a log, known and unknown. */
class SessionEventsTest {
    private static final ObjectMapper TREES = new ObjectMapper();
    private static final String FROM_THE_FUTURE = """
            {"type":"hand_raised","seq":8,"at":"2026-11-20T10:05:00.000Z","session_id":"s",\
            "actor":{"kind":"participant","id":"p"},"correlation_id":"c","data":{"hand":"left"},"more":[1]}""";

    static Stream<Class<?>> types() {
        return Arrays.stream(SessionEvent.class.getPermittedSubclasses())
                .filter(type -> type != SessionEvent.Unknown.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    void event_ofAKnownType_isItsRecord(Class<?> type) throws Exception {
        ObjectNode json = ExampleModels.json(type);

        SessionEvent event = Json.read(TREES.writeValueAsBytes(json), SessionEvent.class);

        assertThat(event).isExactlyInstanceOf(type);
        assertThat(event.type()).isEqualTo(ExampleModels.typeOfEvent(type));
        assertThat(event.seq()).isEqualTo(7_000_000_000L);
        assertThat(TREES.readTree(Json.write(event))).isEqualTo(json);
    }

    @Test
    void event_ofAnUnknownType_keepsEnvelopeAndText() throws Exception {
        SessionEvent event = read(FROM_THE_FUTURE, SessionEvent.class);

        assertThat(event).isInstanceOfSatisfying(SessionEvent.Unknown.class, unknown -> {
            assertThat(unknown.type()).isEqualTo("hand_raised");
            assertThat(unknown.seq()).isEqualTo(8);
            assertThat(unknown.at()).isEqualTo(Instant.parse("2026-11-20T10:05:00Z"));
            assertThat(unknown.sessionId()).isEqualTo("s");
            assertThat(unknown.actor().kind()).isEqualTo(ActorKind.PARTICIPANT);
            assertThat(unknown.correlationId()).isEqualTo("c");
            assertThat(unknown.json()).isEqualTo(FROM_THE_FUTURE);
            assertThat(Json.write(unknown)).asString().isEqualTo(FROM_THE_FUTURE);
        });
    }

    @Test
    void toString_ofAnUnknownType_isItsEnvelopeAlone() throws Exception {
        assertThat(read(FROM_THE_FUTURE, SessionEvent.class))
                .hasToString("Unknown[type=hand_raised, seq=8, at=2026-11-20T10:05:00Z, sessionId=s, "
                        + "actor=Actor[kind=participant, id=p], correlationId=c]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"type\":null,\"seq\":1}", "{\"seq\":1,\"data\":{}}"})
    void event_withoutAType_isUnknown(String json) throws Exception {
        assertThat(read(json, SessionEvent.class)).isInstanceOf(SessionEvent.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"text\""})
    void event_notAnObject_isUnreadable(String json) {
        assertThatExceptionOfType(UnreadableException.class).isThrownBy(() -> read(json, SessionEvent.class));
    }

    @Test
    void page_withAnUnknownEvent_hasTheOthersAsWell() throws Exception {
        String left = """
                {"type":"participant_left","seq":9,"at":"2026-11-20T10:05:00.000Z","session_id":"s",\
                "actor":{"kind":"timeout"},"data":{"participant_id":"p","reason":"abducted"},"new":true}""";
        SessionEventPage page = read(
                "{\"events\":[" + FROM_THE_FUTURE + "," + left + "],\"first_seq\":1,\"last_seq\":9,\"has_more\":false}",
                SessionEventPage.class);

        assertThat(page.events()).hasSize(2).last().isInstanceOfSatisfying(ParticipantLeft.class, event -> {
            assertThat(event.data().reason()).hasToString("abducted");
            assertThat(event.actor().id()).isNull();
            assertThat(event.correlationId()).isNull();
        });
        assertThat(new String(Json.write(page), StandardCharsets.UTF_8)).contains("\"hand\":\"left\"");
    }

    @Test
    void snapshot_itsActor_isNobody() throws Exception {
        SessionEvent snapshot =
                Json.read(TREES.writeValueAsBytes(ExampleModels.json(Snapshot.class)), SessionEvent.class);

        assertThat(snapshot.actor()).isNull();
        assertThat(snapshot.correlationId()).isNull();
    }

    private static <T> T read(String json, Class<T> type) throws UnreadableException {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
