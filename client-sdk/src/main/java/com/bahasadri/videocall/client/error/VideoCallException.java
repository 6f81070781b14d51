package com.bahasadri.videocall.client.error;

import org.jspecify.annotations.Nullable;

/**
 * What every failed call throws: an {@link ApiException} where the server answered with an error, a
 * {@link TransportException} where there was no answer, or none that could be read, a {@link SourceException} where the file to
 * upload was not as it said, a {@link CancelledException} where this side ended it. No message holds a token.
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
