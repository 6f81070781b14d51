package com.bahasadri.videocall.server.filter;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.List;

/**
 * Joins the lines of {@code Prefer}, which is a list: Jersey gives a resource the first one alone, and several mean the
 * same as one (RFC 9110, section 5.3).
 */
@PreMatching
@Priority(FilterPriorities.HEADER_FORM)
public final class HeaderLinesFilter implements ContainerRequestFilter {
    private static final String PREFER = "Prefer";

    @Override
    public void filter(ContainerRequestContext request) {
        List<String> lines = request.getHeaders().get(PREFER);
        if (lines != null && lines.size() > 1) {
            request.getHeaders().putSingle(PREFER, String.join(", ", lines));
        }
    }
}
