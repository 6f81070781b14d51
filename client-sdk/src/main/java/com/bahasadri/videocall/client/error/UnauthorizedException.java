package com.bahasadri.videocall.client.error;

/** 401: no token was given, or it is unknown, expired or revoked. */
public final class UnauthorizedException extends ApiException {
    UnauthorizedException(Failure failure) {
        super(failure);
    }
}
