package com.bahasadri.videocall.server.filter;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/**
 * Reads the headers that the choice of an operation depends on, before it is made: Jersey answers one that it cannot
 * read with a bare 400, past every mapper.
 */
@PreMatching
@Priority(FilterPriorities.HEADER_FORM)
public final class HeaderFormFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        try {
            request.getAcceptableMediaTypes();
        } catch (ProcessingException e) {
            throw new ServiceException(ErrorCode.NOT_ACCEPTABLE, "The Accept header is malformed", e);
        }
        try {
            request.getMediaType();
        } catch (ProcessingException e) {
            // A type that nobody takes: refused where there is an operation that takes a body, and ignored elsewhere.
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        }
    }
}
