package com.bahasadri.videocall.client.error;

import org.jspecify.annotations.Nullable;

/**
 * What every failed call throws: an {@link ApiException} where the server answered with an error, a
 * {@link TransportException} where there was no answer, or none that could be read. No message holds a token.
 */
public class VideoCallException extends RuntimeException {

    /**
     * Creates the exception.
     *
     * @param message what went wrong
     * @param cause why, or null
     */
    protected VideoCallException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
