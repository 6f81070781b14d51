package com.bahasadri.videocall.client.error;

import com.bahasadri.videocall.client.Headers;
import com.bahasadri.videocall.client.model.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is an error, as {@link ApiException} reports it. Immutable and safe for use by many threads.
 *
 * @param operationId the operation that was called
 * @param status the HTTP status
 * @param code what went wrong, for programs; {@code UNKNOWN} where the answer had none
 * @param requestId what names the request in the server's log, or null where the answer had none
 * @param text what went wrong, for people
 * @param retryAfter how long the server asks to wait, or null where it does not say
 * @param headers the answer's headers
 */
public record Failure(
        String operationId,
        int status,
        ErrorCode code,
        @Nullable String requestId,
        String text,
        @Nullable Duration retryAfter,
        Headers headers) {

    private static final int MAX_HEADER = 100;
    private static final List<String> TOLD = List.of("RateLimit", "Allow", "Location", "Idempotency-Replayed");
    private static final ErrorCode UNKNOWN = ErrorCode.of("UNKNOWN");

    /** Whose answer it is that is none of the server's, such as a proxy's page; what it says may be anything, and is not told. */
    private static final List<String> TOLD_OF_OTHERS = List.of("Server", "Content-Type", "Content-Length");

    /**
     * Requires what an answer always has.
     *
     * @param operationId the operation that was called
     * @param status the HTTP status
     * @param code what went wrong, for programs
     * @param requestId what names the request in the server's log, or null
     * @param text what went wrong, for people
     * @param retryAfter how long the server asks to wait, or null
     * @param headers the answer's headers
     */
    public Failure {
        Objects.requireNonNull(operationId, "operationId is null");
        Objects.requireNonNull(code, "code is null");
        Objects.requireNonNull(text, "text is null");
        Objects.requireNonNull(headers, "headers is null");
    }

    String message() {
        StringBuilder details = new StringBuilder("request id " + (requestId == null ? "unknown" : requestId));
        if (retryAfter != null) {
            details.append(", retry after ").append(retryAfter.toSeconds()).append(" s");
        }
        tell(TOLD, details);
        if (code.equals(UNKNOWN)) {
            tell(TOLD_OF_OTHERS, details);
        }
        return operationId + " failed with " + status + " " + code.value() + " (" + details + "): " + text;
    }

    private void tell(List<String> names, StringBuilder details) {
        for (String name : names) {
            String value = headers.first(name).orElse(null);
            if (value != null) {
                details.append(", ").append(name).append(": ").append(printable(withoutQuery(value)));
            }
        }
    }

    // What a sign-on page is sent to may carry a secret in it; no other header that is told has one.
    private static String withoutQuery(String value) {
        int question = value.indexOf('?');
        return question < 0 ? value : value.substring(0, question);
    }

    private static String printable(String header) {
        String oneLine = header.replaceAll("\\p{Cntrl}+", " ").strip();
        return oneLine.length() <= MAX_HEADER ? oneLine : oneLine.substring(0, MAX_HEADER) + "...";
    }
}
