package com.bahasadri.videocall.client.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * JSON as the contract has it: unknown properties are ignored, optional ones may be missing or null, required ones may not; times are
 * ISO 8601 text. Safe for use by many threads.
 */
public final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .annotationIntrospector(new NoNullWhereRequired())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * Writes a value.
     *
     * @param value a model
     * @return its JSON, in UTF-8
     * @throws IllegalArgumentException if it is no model
     */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the body cannot be written as JSON", e);
        }
    }

    /**
     * Reads a value.
     *
     * @throws UnreadableException if the text is not the JSON of such a value, or is the JSON {@code null}
     */
    static <T> T read(byte[] json, Class<T> type) throws UnreadableException {
        return read(new ByteArrayInputStream(json), type);
    }

    static <T> T read(InputStream json, Class<T> type) throws UnreadableException {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new UnreadableException("it is null");
            }
            return value;
        } catch (UnreadableException e) {
            throw e;
        } catch (JacksonException e) {
            throw new UnreadableException(whatIsWrong(e));
        } catch (IOException e) {
            throw new UnreadableException(e.getClass().getSimpleName());
        }
    }

    // Where, and not what: Jackson's own message may quote the text, and the text may hold a token.
    private static String whatIsWrong(JacksonException e) {
        StringBuilder where = new StringBuilder(e.getClass().getSimpleName());
        if (e.getLocation() != null) {
            where.append(" at line ")
                    .append(e.getLocation().getLineNr())
                    .append(", column ")
                    .append(e.getLocation().getColumnNr());
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            where.append(", in ");
            mapping.getPath().forEach(step -> where.append('/')
                    .append(step.getFieldName() == null ? step.getIndex() : step.getFieldName()));
        }
        return where.toString();
    }

    /** Refuses a null where a property is required; that it is missing, Jackson refuses by itself. */
    private static final class NoNullWhereRequired extends JacksonAnnotationIntrospector {
        @Override
        public JsonSetter.Value findSetterInfo(Annotated property) {
            JsonProperty annotation = property.getAnnotation(JsonProperty.class);
            return annotation != null && annotation.required()
                    ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
                    : super.findSetterInfo(property);
        }
    }

    /** The text is not the JSON that was promised; the message says where, and quotes none of it. */
    static final class UnreadableException extends IOException {
        UnreadableException(String message) {
            super(message);
        }
    }
}
