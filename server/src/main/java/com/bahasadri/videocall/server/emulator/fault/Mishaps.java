package com.bahasadri.videocall.server.emulator.fault;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.emulation.model.FaultOutcome;
import com.bahasadri.videocall.server.emulation.model.RequestFault;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Lets go wrong with requests what the plan says. Safe for use by many threads. */
public final class Mishaps implements ContainerResponseFilter {
    private static final String LOSS = Mishaps.class.getName();
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;
    private static final String ERROR =
            "{\"success\":false,\"error\":{\"code\":%d,\"message\":\"A fault that was asked for\"}}";
    private static final String EDGE_ERROR =
            "{\"success\":false,\"errors\":[{\"code\":%d,\"message\":\"%s\"}],\"messages\":[],\"result\":null}";

    private static final String FAULT = EDGE_ERROR.formatted(10000, "A fault that was asked for");
    private static final String EXPIRED = EDGE_ERROR.formatted(1000, "Invalid API Token");
    private static final String FORBIDDEN_HERE = EDGE_ERROR.formatted(10000, "Authentication error");
    private static final String PAGE = "<!DOCTYPE html>\n<html><head><title>%d</title></head>"
            + "<body><h1>A fault that was asked for</h1></body></html>\n";

    private final FaultPlan plan;

    /**
     * Follows a plan.
     *
     * @param plan the plan
     */
    public Mishaps(FaultPlan plan) {
        this.plan = requireNonNull(plan, "plan is null");
    }

    /**
     * Does to a request what the plan says, if anything.
     *
     * @param request the request
     * @param response its answer
     * @return whether that was all: it is answered, or its connection is cut
     * @throws IOException if the answer cannot be written
     */
    public boolean befall(Request request, Response response) throws IOException {
        RequestFault fault = plan.take(request.getMethod().getMethodString(), request.getRequestURI());
        if (fault == null) {
            return false;
        }
        hold(fault.latencyMillis() == null ? 0 : fault.latencyMillis());
        FaultOutcome outcome = fault.outcome() == null ? FaultOutcome.NONE : fault.outcome();
        int status = fault.status() == null ? UNAVAILABLE : fault.status();
        return switch (outcome.known()) {
            case NONE, UNKNOWN -> false;
            case LOSE -> {
                request.setAttribute(LOSS, (Runnable) () -> cut(request));
                yield false;
            }
            case DROP -> {
                cut(request);
                yield true;
            }
            case ERROR -> answer(response, fault, status, "application/json", ERROR.formatted(status));
            case EDGE_ERROR -> answer(response, fault, status, "application/json", FAULT);
            case EXPIRED_TOKEN -> answer(response, fault, UNAUTHORIZED, "application/json", EXPIRED);
            case MISSING_PERMISSION -> answer(response, fault, FORBIDDEN, "application/json", FORBIDDEN_HERE);
            case HTML -> answer(response, fault, status, "text/html;charset=UTF-8", PAGE.formatted(status));
        };
    }

    /** Cuts the connection of a request that was carried out, where its answer is to be lost. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(LOSS) instanceof Runnable loss) {
            loss.run();
        }
    }

    private static boolean answer(Response response, RequestFault fault, int status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        if (fault.retryAfterSeconds() != null) {
            response.setHeader("Retry-After", fault.retryAfterSeconds().toString());
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        return true;
    }

    private static void cut(Request request) {
        request.getContext().getConnection().terminateSilently();
    }

    private static void hold(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            // The emulator is being closed.
            Thread.currentThread().interrupt();
        }
    }
}
