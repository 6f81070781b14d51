package com.bahasadri.videocall.client.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * There was no answer, or not all of it; {@link #reason()} tells why. Whether the server did what was asked is not known: the call
 * may be repeated with its idempotency key. The message names the operation and, where an answer had begun, its request id.
 *
 * <pre>{@code
 * RequestOptions once =
 *         RequestOptions.defaults().withIdempotencyKey(UUID.randomUUID().toString());
 * try {
 *     client.sessions().create(request, once);
 * } catch (TransportException e) {
 *     // It may have been done: under the same key it is not done twice.
 *     client.sessions().create(request, once);
 * }
 * }</pre>
 */
public final class TransportException extends VideoCallException {
    /** What happened. */
    private final Reason reason;

    /**
     * Creates the exception.
     *
     * @param reason what happened
     * @param message what went wrong
     * @param cause why, or null
     */
    public TransportException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason is null");
    }

    /**
     * What happened.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /** What can happen to a request. */
    public enum Reason {
        /** The server was not reached: its name is unknown, it refused, or no secure connection came about. Nothing was sent. */
        CONNECT,
        /** Connecting, sending or waiting took too long. */
        TIMEOUT,
        /** The connection broke off, or what came was no HTTP. */
        CUT
    }
}
