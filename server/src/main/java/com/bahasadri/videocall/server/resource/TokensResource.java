package com.bahasadri.videocall.server.resource;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.contract.api.TokensApi;
import com.bahasadri.videocall.server.contract.model.ControlToken;
import com.bahasadri.videocall.server.contract.model.CreateParticipantTokenRequest;
import com.bahasadri.videocall.server.contract.model.CreateTokenRequest;
import com.bahasadri.videocall.server.contract.model.ParticipantToken;
import com.bahasadri.videocall.server.contract.model.Token;
import com.bahasadri.videocall.server.domain.token.TokenService;
import com.bahasadri.videocall.server.error.RateLimitedException;
import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.port.RateLimiter.Limit;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Mints tokens. */
public final class TokensResource implements TokensApi {
    private final TokenService tokens;
    private final RateLimiter limiter;
    private final Links links;

    @Context
    private UriInfo uriInfo;

    /**
     * Answers with a service.
     *
     * @param tokens the service
     * @param limiter counts the tokens of a meeting that only the body names
     * @param links makes the join links
     */
    @SuppressWarnings("NullAway.Init")
    public TokensResource(TokenService tokens, RateLimiter limiter, Links links) {
        this.tokens = requireNonNull(tokens, "tokens is null");
        this.limiter = requireNonNull(limiter, "limiter is null");
        this.links = requireNonNull(links, "links is null");
    }

    @Override
    public Response createParticipantToken(String sessionId, @Nullable CreateParticipantTokenRequest request) {
        String name = request == null ? null : ContractModels.optional(request.name());
        TokenService.Minted minted = tokens.participantToken(sessionId, name);
        return Response.ok(ParticipantToken.builder()
                        .token(minted.token())
                        .joinUrl(links.join(uriInfo.getBaseUri(), sessionId, minted.token(), name))
                        .expiresAt(minted.expiresAt())
                        .participantId(minted.participantId())
                        .build())
                .build();
    }

    @Override
    public Response createControlToken(String sessionId) {
        TokenService.Minted minted = tokens.controlToken(sessionId);
        return Response.ok(ControlToken.builder()
                        .token(minted.token())
                        .expiresAt(minted.expiresAt())
                        .build())
                .build();
    }

    @Override
    public Response createToken(CreateTokenRequest request) {
        RateLimitedException.throwUnlessAllowed(
                limiter.tryAcquire(Limit.TOKEN_GENERATION, request.meetingId()), Limit.TOKEN_GENERATION);
        String token = tokens.meetingToken(
                request.meetingId(),
                ContractModels.optional(request.name()),
                ContractModels.optional(request.customParticipantId()),
                ContractModels.optional(request.presetName()));
        return Response.ok(Token.builder().authToken(token).build()).build();
    }
}
