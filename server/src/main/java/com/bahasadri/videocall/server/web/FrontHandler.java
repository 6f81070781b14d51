package com.bahasadri.videocall.server.web;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.error.ErrorAnswers;
import com.bahasadri.videocall.server.error.Statuses;
import com.bahasadri.videocall.server.http.AwaitedStream;
import com.bahasadri.videocall.server.http.JerseyHandler;
import com.bahasadri.videocall.server.http.Stopping;
import com.bahasadri.videocall.server.http.StreamedAnswer;
import com.bahasadri.videocall.server.http.UnreadBody;
import com.bahasadri.videocall.server.json.ApiJson;
import com.bahasadri.videocall.server.log.RequestId;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.jersey.server.ResourceConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request meets first: it gets its id and the security headers, the built-in pages are answered here,
 * refused upgrades told, and all else is Jersey's.
 */
public final class FrontHandler extends JerseyHandler {
    /** The request attribute in which who meets a request before, as the channel's gate does, leaves why it is refused. */
    public static final String REFUSAL = FrontHandler.class.getName() + ".refusal";

    private static final Logger LOG = LoggerFactory.getLogger(FrontHandler.class);
    private static final String API = "/api";
    private static final String PAGE_METHODS = "GET, HEAD, OPTIONS";
    private static final Set<String> ALSO_UNDER_API = Set.of("/api/health", "/api/openapi.yaml", "/api/docs");

    private final Pages pages = new Pages();
    private final SecurityHeaders security;
    private final UnreadBody unread;
    private final Stopping stopping;

    /**
     * Stands before an application.
     *
     * @param application the API
     * @param threads where each request runs
     * @param security what every answer tells browsers
     * @param unread bounds what arrives of a body after the answer
     * @param stopping whether requests are still taken in
     */
    public FrontHandler(
            ResourceConfig application,
            Executor threads,
            SecurityHeaders security,
            UnreadBody unread,
            Stopping stopping) {
        super(application, threads);
        this.stopping = requireNonNull(stopping, "stopping is null");
        this.unread = requireNonNull(unread, "unread is null");
        this.security = requireNonNull(security, "security is null");
    }

    @Override
    public void service(Request request, Response response) {
        String requestId = RequestId.choose(request.getHeader(RequestId.HEADER));
        response.setHeader(RequestId.HEADER, requestId);
        unread.announce(request, response);
        response.getOutputBuffer().registerLifeCycleListener(() -> {
            if (stopping.begun()) {
                response.setHeader("Connection", "close");
            }
        });
        RequestId.within(requestId, () -> answerUnlessStopping(request, response));
        unread.bound(request);
        if (request.getAttribute(StreamedAnswer.ATTRIBUTE) instanceof StreamedAnswer streamed) {
            // The last of all: from then on another thread may end the request.
            RequestId.within(requestId, () -> begin(streamed, response));
        }
    }

    private void answerUnlessStopping(Request request, Response response) {
        if (!stopping.enter()) {
            refuse(response, ErrorCode.UNAVAILABLE, "The server stops");
            return;
        }
        try {
            answerSafely(request, response);
        } finally {
            stopping.leave();
        }
    }

    /** Who reads the body asks for it: see {@link AwaitedStream}. */
    @Override
    protected boolean sendAcknowledgment(Request request, Response response) {
        return true;
    }

    private void answerSafely(Request request, Response response) {
        try {
            answer(request, response);
        } catch (IOException e) {
            LOG.debug("the client is gone", e);
        } catch (Exception e) {
            LOG.error("unexpected failure", e);
            refuse(response, ErrorCode.INTERNAL_ERROR, "Something went wrong on our side");
        }
    }

    private static void begin(StreamedAnswer streamed, Response response) {
        try {
            streamed.begin(response);
        } catch (IOException e) {
            LOG.debug("the client is gone", e);
        }
    }

    private void answer(Request request, Response response) throws Exception {
        String path = request.getRequestURI();
        security.apply(path, response);
        if (request.getAttribute(REFUSAL) instanceof ServiceException refusal) {
            refuse(response, refusal.code(), String.valueOf(refusal.getMessage()));
            return;
        }
        if (!hasReadableHost(request)) {
            refuse(response, ErrorCode.INVALID_INPUT, "The Host header is malformed");
            return;
        }
        Pages.Page page = pages.find(path);
        if (page != null) {
            answer(page, request, response);
            return;
        }
        if (ALSO_UNDER_API.contains(path)) {
            request.getRequest().setRequestURI(path.substring(API.length()));
        }
        try {
            super.service(request, response);
        } catch (IllegalArgumentException e) {
            // Jersey's container reads the target before any of our mappers stands behind it.
            if (!(e.getCause() instanceof URISyntaxException)) {
                throw e;
            }
            refuse(response, ErrorCode.INVALID_INPUT, "The request's target is malformed");
        }
    }

    /** Whether links to this server can be made of the host that the caller says it is. */
    private static boolean hasReadableHost(Request request) {
        try {
            String host = request.getServerName();
            return new URI(request.getScheme(), null, host, request.getServerPort(), "/", null, null).getHost() != null;
        } catch (URISyntaxException | IllegalStateException e) {
            return false;
        }
    }

    private static void answer(Pages.Page page, Request request, Response response) throws IOException {
        if (request.getMethod() == Method.GET || request.getMethod() == Method.HEAD) {
            send(page, request, response);
            return;
        }
        response.setHeader("Allow", PAGE_METHODS);
        if (request.getMethod() == Method.OPTIONS) {
            response.setStatus(HttpStatus.NO_CONTENT_204);
        } else {
            refuse(response, ErrorCode.METHOD_NOT_ALLOWED, "This path does not have this method");
        }
    }

    private static void send(Pages.Page page, Request request, Response response) throws IOException {
        response.setHeader("ETag", page.tag());
        response.setHeader("Cache-Control", "no-cache");
        if (page.isKnownTo(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpStatus.NOT_MODIFIED_304);
            return;
        }
        response.setContentType(page.type());
        response.setContentLength(page.content().length);
        if (request.getMethod() == Method.GET) {
            response.getOutputStream().write(page.content());
        }
    }

    private static void refuse(Response response, ErrorCode code, String message) {
        if (response.isCommitted()) {
            return;
        }
        try {
            write(response, code, ApiJson.mapper().writeValueAsBytes(ErrorAnswers.body(code, message)));
        } catch (IOException e) {
            LOG.debug("the client is gone", e);
        }
    }

    private static void write(Response response, ErrorCode code, byte[] body) throws IOException {
        response.setStatus(Statuses.of(code));
        if (code == ErrorCode.UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        if (code == ErrorCode.UNAVAILABLE && response.getHeader("Retry-After") == null) {
            response.setHeader("Retry-After", String.valueOf(ErrorAnswers.RETRY_AFTER_SECONDS));
        }
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
