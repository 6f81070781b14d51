package com.bahasadri.videocall.server.filter;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.jspecify.annotations.Nullable;

/** Finds the contract's operation that a request was matched to. */
final class MatchedOperation {
    private static final String SESSION_ID = "session_id";

    private MatchedOperation() {}

    static Optional<Operation> of(ContainerRequestContext request) {
        ResourceMethod method = ((ExtendedUriInfo) request.getUriInfo()).getMatchedResourceMethod();
        return Optional.ofNullable(method)
                .map(matched -> matched.getInvocable().getDefinitionMethod().getAnnotation(Operation.class));
    }

    static @Nullable String sessionId(ContainerRequestContext request) {
        return request.getUriInfo().getPathParameters().getFirst(SESSION_ID);
    }
}
