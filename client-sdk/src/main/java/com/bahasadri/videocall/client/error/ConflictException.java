package com.bahasadri.videocall.client.error;

/** 409: the state does not allow it, for example because the session has ended. */
public final class ConflictException extends ApiException {
    ConflictException(Failure failure) {
        super(failure);
    }
}
