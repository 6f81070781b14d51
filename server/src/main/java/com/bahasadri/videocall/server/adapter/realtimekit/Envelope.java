package com.bahasadri.videocall.server.adapter.realtimekit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * What an answer says of itself: success, RealtimeKit's error (singular {@code error}) or that of Cloudflare's edge
 * (plural {@code errors}).
 *
 * @param body the answer, of any shape
 */
record Envelope(JsonNode body) {
    private static final int MAX_DETAIL = 300;
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}+");
    private static final Pattern TOKENS = Pattern.compile("eyJ[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]*)*");

    /** The edge's codes for a path that leads nowhere: a wrong account, or no such API. */
    private static final Set<Integer> NO_ROUTE = Set.of(7000, 7003);

    boolean success() {
        return body.path("success").isBoolean() && body.path("success").booleanValue();
    }

    /** Whether the edge did not know where to send the call. */
    boolean unrouted() {
        for (JsonNode error : body.path("errors")) {
            if (NO_ROUTE.contains(error.path("code").asInt())) {
                return true;
            }
        }
        return false;
    }

    /** The other side's words, fit for one line of a log. */
    String message(String secret) {
        StringJoiner words = new StringJoiner("; ");
        add(words, body.path("error"));
        body.path("errors").forEach(error -> add(words, error));
        return clean(words.length() == 0 ? "no message" : words.toString(), secret);
    }

    private static void add(StringJoiner words, JsonNode error) {
        if (error.isTextual()) {
            words.add(error.textValue());
        } else if (error.path("message").isTextual()) {
            words.add(
                    (error.path("code").asText("") + " " + error.path("message").textValue()).strip());
        }
    }

    /** Fit for one line of a log: without control characters and secrets, and of at most 300 characters. */
    static String clean(String text, String secret) {
        String plain = CONTROLS.matcher(text.replace(secret, "***")).replaceAll(" ");
        String masked = TOKENS.matcher(plain).replaceAll("***");
        return masked.length() <= MAX_DETAIL ? masked : masked.substring(0, MAX_DETAIL) + "...";
    }
}
