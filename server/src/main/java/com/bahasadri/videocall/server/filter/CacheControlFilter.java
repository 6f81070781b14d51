package com.bahasadri.videocall.server.filter;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Keeps answers out of caches, unless they say how long they hold: they tell how things are now, and hold tokens and
 * signed URLs. Without a word a cache may guess (RFC 9111, section 4.2.2), also for a read that needs no token.
 */
@Priority(FilterPriorities.CACHE_CONTROL)
public final class CacheControlFilter implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL)) {
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
