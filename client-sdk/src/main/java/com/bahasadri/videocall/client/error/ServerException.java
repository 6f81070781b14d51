package com.bahasadri.videocall.client.error;

/**
 * 5xx: the server or RealtimeKit failed (500), something it needs cannot be reached (503, {@link #retryAfter()} tells for how
 * long), or there is no room for a file (507); {@link #code()} tells which.
 */
public final class ServerException extends ApiException {
    ServerException(Failure failure) {
        super(failure);
    }
}
