package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.EdgeErrorAnswer;
import com.bahasadri.videocall.server.realtimekit.model.EdgeErrorDetail;
import com.bahasadri.videocall.server.realtimekit.model.PeerEvent;
import com.bahasadri.videocall.server.realtimekit.model.Recording;
import com.bahasadri.videocall.server.realtimekit.model.SessionParticipant;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.ws.rs.ext.ContextResolver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one form of JSON that the emulator reads and writes: ISO times, unknown fields ignored. */
final class Json implements ContextResolver<ObjectMapper> {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addMixIn(SessionParticipant.class, OnlyWhatWasAskedFor.class)
            .addMixIn(Recording.class, AlsoWhatIsNotThereYet.class)
            .addMixIn(EdgeErrorAnswer.class, AlsoTheResult.class)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @Override
    public ObjectMapper getContext(Class<?> type) {
        return MAPPER;
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the emulator's store holds something else", e);
        }
    }

    static Map<String, Object> map(Object value) {
        return MAPPER.convertValue(value, new TypeReference<>() {});
    }

    /** The form of a value as another type; an IllegalArgumentException where it has none. */
    static <T> T convert(@Nullable Object value, Class<T> type) {
        return MAPPER.convertValue(value, type);
    }

    /** Says null of a recording's fields that Cloudflare's client expects always. */
    private interface AlsoWhatIsNotThereYet {
        @JsonInclude
        String downloadUrl();

        @JsonInclude
        String audioDownloadUrl();

        @JsonInclude
        Instant downloadUrlExpiry();

        @JsonInclude
        Long fileSize();

        @JsonInclude
        Instant startedTime();

        @JsonInclude
        Instant stoppedTime();
    }

    /** Says null of the result that the edge's errors do not have, as the edge does. */
    private interface AlsoTheResult {
        @JsonInclude
        List<EdgeErrorDetail> messages();

        @JsonInclude
        Map<String, Object> result();
    }

    /** Leaves out a stay's events where there are none. */
    private interface OnlyWhatWasAskedFor {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<PeerEvent> peerEvents();
    }
}
