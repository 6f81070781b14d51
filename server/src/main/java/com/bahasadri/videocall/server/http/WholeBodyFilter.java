package com.bahasadri.videocall.server.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.HttpStatus;

/**
 * Lets a request go to its handler once its body is there, so that a body that trickles in holds no thread: some
 * hundred such requests would hold them all. A body of more than 64 KiB, which no handler reads to its end, and a
 * form with a file go on at once. A body that is not there after 30 seconds ends the connection.
 */
final class WholeBodyFilter extends BaseFilter {
    private static final int MAX_BYTES = 65_536;
    private static final Executor PATIENCE = CompletableFuture.delayedExecutor(30, TimeUnit.SECONDS);
    private static final String WAITING = WholeBodyFilter.class.getName();

    @Override
    public NextAction handleRead(FilterChainContext context) {
        HttpContent content = context.getMessage();
        if (!(content.getHttpHeader() instanceof HttpRequestPacket request) || request.isUpgrade()) {
            return context.getInvokeAction();
        }
        AtomicBoolean waiting = (AtomicBoolean) request.getAttribute(WAITING);
        if (waiting != null && !waiting.get()) {
            // The rest of one that went on.
            return context.getInvokeAction();
        }
        // A refused upgrade expects no more, and has no last part.
        boolean goesOn = content.isLast()
                || !request.isExpectContent()
                || request.getContentLength() > MAX_BYTES
                || content.getContent().remaining() > MAX_BYTES
                || isForm(request);
        if (goesOn) {
            if (waiting != null) {
                waiting.set(false);
            } else if (!content.isLast()) {
                request.setAttribute(WAITING, new AtomicBoolean(false));
            }
            return context.getInvokeAction();
        }
        if (waiting == null) {
            await(context, request);
        }
        return context.getStopAction(content);
    }

    private static void await(FilterChainContext context, HttpRequestPacket request) {
        AtomicBoolean waiting = new AtomicBoolean(true);
        request.setAttribute(WAITING, waiting);
        if (request.requiresAcknowledgement()) {
            // It sends no body before.
            HttpResponsePacket response = request.getResponse();
            response.setStatus(HttpStatus.CONINTUE_100);
            response.setAcknowledgement(true);
            context.write(response);
            response.setStatus(HttpStatus.OK_200);
        }
        var connection = context.getConnection();
        PATIENCE.execute(() -> {
            if (waiting.get()) {
                connection.closeSilently();
            }
        });
    }

    private static boolean isForm(HttpRequestPacket request) {
        String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }
}
