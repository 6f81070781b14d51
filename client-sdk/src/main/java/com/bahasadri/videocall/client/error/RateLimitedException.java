package com.bahasadri.videocall.client.error;

/** 429: too many requests; {@link #retryAfter()} tells how long to wait. */
public final class RateLimitedException extends ApiException {
    RateLimitedException(Failure failure) {
        super(failure);
    }
}
