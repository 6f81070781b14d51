package com.bahasadri.videocall.client.error;

/** 400: something in the request is missing, malformed or too long. The same call fails again. */
public final class InvalidInputException extends ApiException {
    InvalidInputException(Failure failure) {
        super(failure);
    }
}
