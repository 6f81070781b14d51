package com.bahasadri.videocall.client.error;

/** 403: the token is valid, but for another session or role. */
public final class ForbiddenException extends ApiException {
    ForbiddenException(Failure failure) {
        super(failure);
    }
}
