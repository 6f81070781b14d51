package com.bahasadri.videocall.server.support.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP answer.
 *
 * @param status the status
 * @param headers each header's values joined with commas; names in any case
 * @param body the body, empty where there is none
 */
public record Answer(int status, Map<String, String> headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Makes names findable in any case. */
    public Answer {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    static Answer of(int status, Map<String, List<String>> headers, String body) {
        Map<String, String> joined = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> joined.merge(name, String.join(",", values), (a, b) -> a + "," + b));
        return new Answer(status, joined, body);
    }

    /** A header's value, or null. */
    public String header(String name) {
        return headers.get(name);
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("no JSON: " + body, e);
        }
    }

    /** A field of the body, as text. */
    public String text(String field) {
        return json().path(field).asText();
    }

    /** Fails unless the status is this one. */
    public Answer hasStatus(int expected) {
        assertThat(status).as("status of the answer %s", body).isEqualTo(expected);
        return this;
    }

    /** Fails unless this is that error, in the contract's form. */
    public Answer isError(int expected, String code) {
        hasStatus(expected);
        assertThat(header("Content-Type")).as("Content-Type").isEqualTo("application/json");
        assertThat(text("code")).as("code of the answer %s", body).isEqualTo(code);
        assertThat(text("error")).as("error of the answer %s", body).isNotBlank();
        return this;
    }
}
