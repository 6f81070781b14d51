package com.bahasadri.videocall.server.adapter.state;

import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The domain's values as JSON, for storage only: the domain itself knows nothing of it. */
public final class StateJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // Records are their components: a derived accessor such as ended() is not stored.
            .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .addMixIn(SessionEvent.class, TypedEvent.class)
            .build();

    private StateJson() {}

    /**
     * Writes a value.
     *
     * @param value what
     * @return its JSON text
     */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot store a " + value.getClass().getSimpleName(), e);
        }
    }

    /**
     * Reads a value.
     *
     * @param json its JSON text
     * @param type what it is
     * @param <T> the same
     * @return the value
     * @throws IllegalStateException if the text is no such value
     */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read a stored " + type.getSimpleName(), e);
        }
    }

    /** The names under which events are stored; they must never change. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = SessionEvent.ParticipantJoined.class, name = "participant_joined"),
        @JsonSubTypes.Type(value = SessionEvent.ParticipantLeft.class, name = "participant_left"),
        @JsonSubTypes.Type(value = SessionEvent.ParticipantMuted.class, name = "participant_muted"),
        @JsonSubTypes.Type(value = SessionEvent.ParticipantUnmuted.class, name = "participant_unmuted"),
        @JsonSubTypes.Type(value = SessionEvent.CameraToggled.class, name = "camera_toggled"),
        @JsonSubTypes.Type(value = SessionEvent.ScreenShareStarted.class, name = "screen_share_started"),
        @JsonSubTypes.Type(value = SessionEvent.ScreenShareStopped.class, name = "screen_share_stopped"),
        @JsonSubTypes.Type(value = SessionEvent.ConnectionQualityChanged.class, name = "connection_quality_changed"),
        @JsonSubTypes.Type(value = SessionEvent.ConnectionReplaced.class, name = "connection_replaced"),
        @JsonSubTypes.Type(value = SessionEvent.VideoFileShared.class, name = "video_file_shared"),
        @JsonSubTypes.Type(value = SessionEvent.VideoFileDeleted.class, name = "video_file_deleted"),
        @JsonSubTypes.Type(value = SessionEvent.PlaybackChanged.class, name = "playback_changed"),
        @JsonSubTypes.Type(value = SessionEvent.CommandProgressed.class, name = "command_progressed"),
        @JsonSubTypes.Type(value = SessionEvent.SessionEnded.class, name = "session_ended"),
    })
    private interface TypedEvent {}
}
