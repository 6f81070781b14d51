package com.bahasadri.videocall.server.filter;

import com.bahasadri.videocall.server.error.RateLimitedException;
import com.bahasadri.videocall.server.http.ClientAddress;
import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.port.RateLimiter.Limit;
import jakarta.annotation.Priority;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import org.glassfish.grizzly.http.server.Request;

/** Counts operations against the limit that the contract has for them: by session where there is one, else by client. */
@Priority(FilterPriorities.RATE_LIMIT)
public final class RateLimitFilter implements ContainerRequestFilter {
    private final RateLimiter limiter;
    private final ClientAddress clientAddress;

    @Context
    private Provider<Request> transportRequest;

    /**
     * Applies the limits.
     *
     * @param limiter counts
     * @param clientAddress tells whose request it is
     */
    @SuppressWarnings("NullAway.Init")
    public RateLimitFilter(RateLimiter limiter, ClientAddress clientAddress) {
        this.limiter = limiter;
        this.clientAddress = clientAddress;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        MatchedOperation.of(request)
                .filter(operation -> !operation.rateLimit().isEmpty())
                .ifPresent(operation -> {
                    Limit limit = Limit.named(operation.rateLimit());
                    String session = MatchedOperation.sessionId(request);
                    String key = session != null ? session : clientAddress.of(transportRequest.get());
                    RateLimitedException.throwUnlessAllowed(limiter.tryAcquire(limit, key), limit);
                });
    }
}
