package com.bahasadri.videocall.client;

import java.util.Objects;
import java.util.Optional;

/**
 * An answer with what came around it. Immutable, as its body is.
 *
 * <pre>{@code
 * RawResponse<CreatedSession> answer = client.sessions().withRawResponse().create();
 * print(answer.status() + ", request " + answer.requestId().orElse("unknown"));
 * String createdId = answer.body().sessionId();
 * }</pre>
 *
 * @param status the HTTP status, from 200 to 299
 * @param headers the answer's headers
 * @param body what the operation answers
 * @param <T> the type of the body
 */
public record RawResponse<T>(int status, Headers headers, T body) {

    /**
     * Requires all of it.
     *
     * @param status the HTTP status
     * @param headers the answer's headers
     * @param body what the operation answers
     */
    public RawResponse {
        Objects.requireNonNull(headers, "headers is null");
        Objects.requireNonNull(body, "body is null");
    }

    /**
     * What names the request in the server's log.
     *
     * @return the answer's {@code X-Request-Id}; empty where it had none
     */
    public Optional<String> requestId() {
        return headers.first("X-Request-Id");
    }

    /**
     * Whether this is the stored answer to an earlier request with the same idempotency key.
     *
     * @return whether the server did nothing this time
     */
    public boolean isReplayed() {
        return headers.first("Idempotency-Replayed").filter("true"::equals).isPresent();
    }
}
