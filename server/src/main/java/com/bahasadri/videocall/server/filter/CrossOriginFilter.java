package com.bahasadri.videocall.server.filter;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/** Lets pages of the configured origins call the API, and answers their preflight requests. */
@PreMatching
@Priority(FilterPriorities.CROSS_ORIGIN)
public final class CrossOriginFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String ORIGIN = "Origin";
    private static final String ASKED_METHOD = "Access-Control-Request-Method";
    private static final String EXPOSED =
            "X-Request-Id, Retry-After, RateLimit, RateLimit-Policy, Content-Range, Accept-Ranges, ETag, Content-Length, "
                    + "Content-Disposition, X-Content-Type-Options, Allow, WWW-Authenticate, "
                    + IdempotencyFilter.REPLAYED;
    private static final String ALLOWED =
            "Content-Type, Authorization, Range, If-Range, If-None-Match, Last-Event-ID, Prefer, X-Request-Id, "
                    + IdempotencyKey.HEADER;

    private final Set<String> origins;

    /**
     * Allows origins.
     *
     * @param origins scheme, host and port of each
     */
    public CrossOriginFilter(Set<String> origins) {
        this.origins = Set.copyOf(origins);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean preflight = HttpMethod.OPTIONS.equals(request.getMethod())
                && request.getHeaderString(ORIGIN) != null
                && request.getHeaderString(ASKED_METHOD) != null;
        if (preflight) {
            request.abortWith(Response.noContent().build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.add(HttpHeaders.VARY, ORIGIN);
        if (HttpMethod.OPTIONS.equals(request.getMethod()) && response.getStatusInfo() == Response.Status.OK) {
            // Jersey lists the methods as text; Allow says it already.
            response.setEntity(null);
            response.setStatusInfo(Response.Status.NO_CONTENT);
        }
        String origin = request.getHeaderString(ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            return;
        }
        headers.putSingle("Access-Control-Allow-Origin", origin);
        headers.putSingle("Access-Control-Expose-Headers", EXPOSED);
        if (HttpMethod.OPTIONS.equals(request.getMethod())) {
            headers.putSingle("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
            headers.putSingle("Access-Control-Allow-Headers", ALLOWED);
            headers.putSingle("Access-Control-Max-Age", "3600");
        }
    }
}
