package com.bahasadri.videocall.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The video to upload could not be read, or it has more or fewer bytes than it said: a file, for example, that is still being
 * written. The server has stored nothing.
 */
public final class SourceException extends VideoCallException {

    /**
     * Creates the exception.
     *
     * @param message which video, and what is wrong with it
     * @param cause why, or null
     */
    public SourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
