package com.bahasadri.videocall.client.error;

/** 409: the state does not allow it: the session has ended, or the playback has changed since; {@link #code()} tells which. */
public final class ConflictException extends ApiException {
    ConflictException(Failure failure) {
        super(failure);
    }
}
