package com.bahasadri.videocall.server.filter;

import com.bahasadri.videocall.server.log.OperationLog;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.time.Duration;
import java.util.Set;

/** Writes one line for every operation that changes something: sessions created and ended, tokens, control commands. */
@Priority(FilterPriorities.OPERATION_LOG)
public final class OperationLogFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String STARTED = OperationLogFilter.class.getName();
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(STARTED, System.nanoTime());
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MatchedOperation.of(request)
                .filter(operation -> !READING.contains(request.getMethod()))
                .ifPresent(operation -> OperationLog.write(
                        operation.id(), MatchedOperation.sessionId(request), outcome(response), elapsed(request)));
    }

    private static String outcome(ContainerResponseContext response) {
        boolean replayed = response.getHeaders().containsKey(IdempotencyFilter.REPLAYED);
        return response.getStatus() + (replayed ? " replayed" : "");
    }

    private static Duration elapsed(ContainerRequestContext request) {
        return request.getProperty(STARTED) instanceof Long started
                ? Duration.ofNanos(System.nanoTime() - started)
                : Duration.ZERO;
    }
}
