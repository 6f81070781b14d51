package com.bahasadri.videocall.client.error;

import org.jspecify.annotations.Nullable;

/**
 * There was no answer (no connection, a timeout, a connection that broke off), or none that could be read. The message names
 * the operation and, where an answer had begun, its request id. Whether the server did what was asked is not known.
 */
public final class TransportException extends VideoCallException {

    /**
     * Creates the exception.
     *
     * @param message what went wrong
     * @param cause why, or null
     */
    public TransportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
