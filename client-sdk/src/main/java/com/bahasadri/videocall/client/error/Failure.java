package com.bahasadri.videocall.client.error;

import com.bahasadri.videocall.client.model.ErrorCode;
import java.time.Duration;
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
 */
public record Failure(
        String operationId,
        int status,
        ErrorCode code,
        @Nullable String requestId,
        String text,
        @Nullable Duration retryAfter) {

    /**
     * Requires what an answer always has.
     *
     * @param operationId the operation that was called
     * @param status the HTTP status
     * @param code what went wrong, for programs
     * @param requestId what names the request in the server's log, or null
     * @param text what went wrong, for people
     * @param retryAfter how long the server asks to wait, or null
     */
    public Failure {
        Objects.requireNonNull(operationId, "operationId is null");
        Objects.requireNonNull(code, "code is null");
        Objects.requireNonNull(text, "text is null");
    }

    String message() {
        return operationId + " failed with " + status + " " + code.value() + " (request id "
                + (requestId == null ? "unknown" : requestId) + "): " + text;
    }
}
