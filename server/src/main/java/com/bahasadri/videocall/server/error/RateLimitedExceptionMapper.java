package com.bahasadri.videocall.server.error;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.port.RateLimiter.Limit;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** A limit that was hit, as an answer with the headers that say when to try again. */
public final class RateLimitedExceptionMapper implements ExceptionMapper<RateLimitedException> {
    @Override
    public Response toResponse(RateLimitedException refusal) {
        long seconds = refusal.retryAfterSeconds();
        Limit limit = refusal.limit();
        return ErrorAnswers.builder(ErrorCode.RATE_LIMITED, "Too many requests; try again in " + seconds + " seconds")
                .header(HttpHeaders.RETRY_AFTER, seconds)
                .header("RateLimit", "\"%s\";r=0;t=%d".formatted(limit.wireName(), seconds))
                .header(
                        "RateLimit-Policy",
                        "\"%s\";q=%d;w=%d".formatted(limit.wireName(), limit.quota(), Limit.WINDOW.toSeconds()))
                .build();
    }
}
