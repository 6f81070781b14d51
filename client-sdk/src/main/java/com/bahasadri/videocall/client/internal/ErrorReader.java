package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Headers;
import com.bahasadri.videocall.client.error.ApiException;
import com.bahasadri.videocall.client.error.Failure;
import com.bahasadri.videocall.client.model.ErrorCode;
import com.bahasadri.videocall.client.transport.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns an answer that is an error into its exception. The answer may come from anything on the way, so nothing of it is trusted: a
 * body that is not the contract's gives the code {@code UNKNOWN}. Immutable and safe for use by many threads.
 */
final class ErrorReader {
    private static final int MAX_TEXT = 500;
    private static final ErrorCode UNKNOWN = ErrorCode.of("UNKNOWN");
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final Time time;

    ErrorReader(Time time) {
        this.time = time;
    }

    ApiException read(String operationId, Answer answer) {
        JsonNode body = body(answer);
        String code = body.path("code").textValue();
        String text = body.path("error").textValue();
        return ApiException.of(new Failure(
                operationId,
                answer.status(),
                code != null && CODE.matcher(code).matches() ? ErrorCode.of(code) : UNKNOWN,
                requestId(answer.headers()),
                text == null || text.isBlank() ? "the answer does not say why" : printable(text),
                RetryAfter.of(answer.headers(), time.now()).orElse(null),
                answer.headers()));
    }

    static @Nullable String requestId(Headers headers) {
        List<String> ids = headers.all("X-Request-Id");
        return ids.size() == 1 && REQUEST_ID.matcher(ids.get(0)).matches() ? ids.get(0) : null;
    }

    /** How it begins what is told of an answer that is no error, and yet not what was promised. */
    static String got(String operationId, int status, Headers headers) {
        String id = requestId(headers);
        return operationId + " got " + status + " (request id " + (id == null ? "unknown" : id) + "), but ";
    }

    /** As {@link #got}, and whether it is a page, of a proxy or of another server's. No more of its type: it may be anything. */
    static String gotInstead(String operationId, int status, Headers headers) {
        String type = headers.first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return got(operationId, status, headers) + (type.startsWith("text/html") ? "HTML and " : "");
    }

    private static JsonNode body(Answer answer) {
        try {
            return Json.read(answer.body(), JsonNode.class);
        } catch (Json.UnreadableException e) {
            return MissingNode.getInstance();
        }
    }

    // A line break would forge a line in the caller's log.
    private static String printable(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return oneLine.length() <= MAX_TEXT ? oneLine : oneLine.substring(0, MAX_TEXT) + "...";
    }
}
