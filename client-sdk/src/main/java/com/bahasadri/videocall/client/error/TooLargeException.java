package com.bahasadri.videocall.client.error;

/** 413: the body or the file is larger than the server takes. */
public final class TooLargeException extends ApiException {
    TooLargeException(Failure failure) {
        super(failure);
    }
}
