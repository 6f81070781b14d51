package com.bahasadri.videocall.client.error;

/** 5xx: the server or RealtimeKit failed, or the operation is not implemented (501); {@link #code()} tells which. */
public final class ServerException extends ApiException {
    ServerException(Failure failure) {
        super(failure);
    }
}
