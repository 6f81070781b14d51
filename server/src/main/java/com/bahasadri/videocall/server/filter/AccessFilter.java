package com.bahasadri.videocall.server.filter;

import com.bahasadri.videocall.server.domain.token.AccessPolicy;
import com.bahasadri.videocall.server.domain.token.Grant;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Holds every operation to the access that the contract has for it. */
@Priority(FilterPriorities.ACCESS)
public final class AccessFilter implements ContainerRequestFilter {
    private static final String BEARER = "bearer ";
    /** Ending a session again is answered again, so a token that the end revoked still counts there. */
    private static final String END_SESSION = "endSession";

    private final AccessPolicy policy;

    /**
     * Applies a policy.
     *
     * @param policy decides
     */
    public AccessFilter(AccessPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        MatchedOperation.of(request).ifPresent(operation -> {
            Supplier<Optional<Grant>> check = check(request, operation);
            check.get()
                    .ifPresent(grant -> request.setSecurityContext(new Caller(
                            new TokenHolder(grant, check::get),
                            request.getSecurityContext().isSecure())));
        });
    }

    private Supplier<Optional<Grant>> check(ContainerRequestContext request, Operation operation) {
        String bearer = bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        String sessionId = MatchedOperation.sessionId(request);
        boolean evenIfEnded = operation.id().equals(END_SESSION);
        return () -> policy.check(operation.access(), bearer, sessionId, evenIfEnded);
    }

    /**
     * Reads the token of an {@code Authorization} header.
     *
     * @param authorization the header, or null
     * @return the token, or null where there is none
     */
    public static @Nullable String bearer(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        String token = authorization.substring(BEARER.length()).strip();
        return token.isEmpty() ? null : token;
    }
}
