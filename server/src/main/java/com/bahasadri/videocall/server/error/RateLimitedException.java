package com.bahasadri.videocall.server.error;

import com.bahasadri.videocall.server.port.RateLimiter.Limit;
import com.bahasadri.videocall.server.port.RateLimiter.Verdict;

/** A request that came after too many others. */
public final class RateLimitedException extends RuntimeException {
    private final transient Limit limit;
    private final transient Verdict verdict;

    /**
     * Refuses a request.
     *
     * @param limit the limit that was hit
     * @param verdict when the next request is within it
     */
    public RateLimitedException(Limit limit, Verdict verdict) {
        super("rate limit " + limit.wireName());
        this.limit = limit;
        this.verdict = verdict;
    }

    /**
     * Lets a use that was within its limit pass.
     *
     * @param verdict what became of it
     * @param limit the limit
     * @throws RateLimitedException if it was not
     */
    public static void throwUnlessAllowed(Verdict verdict, Limit limit) {
        if (!verdict.allowed()) {
            throw new RateLimitedException(limit, verdict);
        }
    }

    /**
     * The limit that was hit.
     *
     * @return the limit
     */
    public Limit limit() {
        return limit;
    }

    /**
     * How long until the next request is within the limit.
     *
     * @return whole seconds, at least 1
     */
    public long retryAfterSeconds() {
        return verdict.retryAfterSeconds();
    }
}
