package com.bahasadri.videocall.client.error;

/** 404: there is no such session, participant, file, meeting or path; {@link #code()} tells which. */
public final class NotFoundException extends ApiException {
    NotFoundException(Failure failure) {
        super(failure);
    }
}
