package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.error.TransportException;
import java.util.function.Supplier;

/**
 * The token of a try got no answer, so that the try was not made. It has had its own tries by then: the retries of the call are not
 * for it. {@link Caller} throws what is in it.
 */
final class NoTokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private NoTokenException(TransportException failure) {
        super(null, failure, false, false);
    }

    /** What asking for a token gives; this exception where it got no answer. */
    static <T> T had(Supplier<T> asking) {
        try {
            return asking.get();
        } catch (TransportException e) {
            throw new NoTokenException(e);
        }
    }

    /** What the caller is to be told. */
    static Throwable unwrapped(Throwable failure) {
        return failure instanceof NoTokenException e ? e.getCause() : failure;
    }
}
