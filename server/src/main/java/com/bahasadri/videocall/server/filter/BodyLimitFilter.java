package com.bahasadri.videocall.server.filter;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.http.AwaitedStream;
import com.bahasadri.videocall.server.http.BoundedStream;
import com.bahasadri.videocall.server.http.Stopping;
import jakarta.annotation.Priority;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import org.glassfish.grizzly.http.server.Response;

/**
 * Refuses bodies of more than 64 KiB, with and without a {@code Content-Length}; uploads have a limit of their own,
 * and nothing is read of them, nor asked for, before their operation reads it.
 */
@Priority(FilterPriorities.BODY_LIMIT)
public final class BodyLimitFilter implements ContainerRequestFilter {
    /** How many bytes a body may have. */
    public static final int MAX_BYTES = 65_536;

    /** How long a body may take that has a limit of its own. */
    public static final Duration UPLOAD_PATIENCE = Duration.ofHours(1);

    @Context
    private Provider<Response> transportResponse;

    private final Stopping stopping;

    /**
     * Limits every operation.
     *
     * @param stopping whether there is time for a body that has a limit of its own
     */
    @SuppressWarnings("NullAway.Init")
    public BodyLimitFilter(Stopping stopping) {
        this.stopping = stopping;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (MatchedOperation.of(request).filter(Operation::streamed).isPresent()) {
            request.setEntityStream(new AwaitedStream(
                    request.getEntityStream(), transportResponse.get(), UPLOAD_PATIENCE, this::requireTime));
            return;
        }
        if (announced(request) > MAX_BYTES) {
            throw tooLarge();
        }
        request.setEntityStream(new BoundedStream(request.getEntityStream(), MAX_BYTES, BodyLimitFilter::tooLarge));
    }

    /** The announced length; Jersey's own reading of it ends at 2 GiB. The listener has refused what is no number. */
    private static long announced(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }

    private void requireTime() {
        if (stopping.over()) {
            throw new ServiceException(ErrorCode.UNAVAILABLE, "The server stops");
        }
    }

    private static ServiceException tooLarge() {
        return new ServiceException(ErrorCode.PAYLOAD_TOO_LARGE, "The body has more than " + MAX_BYTES + " bytes");
    }
}
