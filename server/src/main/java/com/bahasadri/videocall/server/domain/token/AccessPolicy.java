package com.bahasadri.videocall.server.domain.token;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.session.SessionService;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides whether a bearer token opens an operation. Immutable and safe for use by many threads. */
public final class AccessPolicy {
    private final TokenService tokens;
    private final SessionService sessions;
    private final Set<String> operatorKeyDigests;

    /**
     * Makes a policy.
     *
     * @param tokens recognises the tokens of sessions
     * @param sessions knows the sessions
     * @param operatorKeys the operator keys; none for the open mode
     */
    public AccessPolicy(TokenService tokens, SessionService sessions, Collection<String> operatorKeys) {
        this.tokens = requireNonNull(tokens, "tokens is null");
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.operatorKeyDigests = operatorKeys.stream().map(TokenDigest::of).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Lets a caller through or says why not.
     *
     * @param access who may call
     * @param bearer the caller's bearer token, or null
     * @param sessionId the session that the operation is about, or null
     * @param evenIfEnded whether a control token still counts once its session has ended
     * @return what the caller's token opens; empty where it needed none, or had an operator key
     * @throws ServiceException with {@link ErrorCode#UNAUTHORIZED}, {@link ErrorCode#FORBIDDEN} or
     *     {@link ErrorCode#SESSION_NOT_FOUND}
     */
    public Optional<Grant> check(
            Access access, @Nullable String bearer, @Nullable String sessionId, boolean evenIfEnded) {
        boolean open = operatorKeyDigests.isEmpty() && access != Access.CONTROL;
        boolean told = access == Access.SHARE && bearer != null;
        if (access == Access.NONE || (open && !told)) {
            return Optional.empty();
        }
        if (bearer == null) {
            throw unauthorized("A valid token is required");
        }
        if (isOperatorKey(bearer)) {
            if (access == Access.CONTROL) {
                throw forbidden();
            }
            return Optional.empty();
        }
        Grant grant =
                tokens.recognise(bearer).orElseThrow(() -> unauthorized("The token is unknown, expired or revoked"));
        if (sessionId == null || access == Access.OPERATOR) {
            throw forbidden();
        }
        Session session = sessions.get(sessionId);
        boolean anyRole = access == Access.READ || access == Access.SHARE;
        if (!grant.sessionId().equals(sessionId) || !(anyRole || grant.role() == Role.CONTROL)) {
            throw forbidden();
        }
        if (session.ended() && !anyRole && !evenIfEnded) {
            throw unauthorized("The session has ended; its tokens only read it");
        }
        return Optional.of(grant);
    }

    private boolean isOperatorKey(String bearer) {
        byte[] digest = TokenDigest.of(bearer).getBytes(StandardCharsets.US_ASCII);
        boolean found = false;
        for (String known : operatorKeyDigests) {
            found |= MessageDigest.isEqual(digest, known.getBytes(StandardCharsets.US_ASCII));
        }
        return found;
    }

    private static ServiceException unauthorized(String message) {
        return new ServiceException(ErrorCode.UNAUTHORIZED, message);
    }

    private static ServiceException forbidden() {
        return new ServiceException(ErrorCode.FORBIDDEN, "This token may not do this");
    }
}
