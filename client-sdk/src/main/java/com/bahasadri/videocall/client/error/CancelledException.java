package com.bahasadri.videocall.client.error;

import org.jspecify.annotations.Nullable;

/**
 * The call was ended on this side: by a {@link com.bahasadri.videocall.client.Cancellation}, because its thread was interrupted, which
 * it then still is, or because its client was closed while it waited. An interrupt ends a call within 100 ms, unless its thread is in
 * code that is not the client's, such as a source that blocks. Whether the server did what was asked is not known.
 */
public final class CancelledException extends VideoCallException {

    /**
     * Creates the exception.
     *
     * @param message what was ended, and by what
     * @param cause where it was when it ended, or null
     */
    public CancelledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
