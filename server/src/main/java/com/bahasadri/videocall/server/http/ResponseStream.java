package com.bahasadri.videocall.server.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.SocketAddress;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.CloseType;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.server.Response.SuspendedContextImpl;
import org.glassfish.grizzly.memory.Buffers;

/**
 * A body without an end, sent piece by piece as the client takes it. No method waits for the client, and no thread is
 * held between the pieces; who sends keeps account of what is not sent yet. Safe for use by many threads.
 */
public final class ResponseStream {
    private final Response response;
    private final Connection<SocketAddress> connection;
    private final FilterChainContext context;
    private final HttpResponsePacket packet;
    private final SuspendedContextImpl suspension;
    private final Runnable ended;
    private final CloseListener<Closeable, CloseType> lost = (closed, type) -> end();
    private boolean open = true;
    private boolean suspended;

    /**
     * Makes a stream of an answer, which sends nothing before it begins.
     *
     * @param response the answer, of which nothing was sent
     * @param ended is told once, however the stream ends after it has begun; it must return at once
     */
    @SuppressWarnings("unchecked") // A connection of HTTP is one over TCP.
    public ResponseStream(Response response, Runnable ended) {
        this.response = requireNonNull(response, "response is null");
        this.connection = response.getRequest().getContext().getConnection();
        this.context = response.getRequest().getContext();
        this.packet = response.getResponse();
        this.suspension = (SuspendedContextImpl) response.getSuspendContext();
        this.ended = requireNonNull(ended, "ended is null");
    }

    /**
     * Sends the headers, and keeps the answer open when the request's handler returns.
     *
     * @throws IOException if the client is gone
     */
    public void begin() throws IOException {
        response.setContentLengthLong(-1);
        response.flush();
        suspend();
    }

    /**
     * Sends a piece; nothing before the stream has begun, and once it has ended.
     *
     * @param piece the bytes, which must not change any more
     * @param sent is told when the client's side has taken it, or never will
     */
    public synchronized void send(byte[] piece, Runnable sent) {
        if (!isOpen()) {
            sent.run();
            return;
        }
        connection.write(
                packet.httpContentBuilder()
                        .content(Buffers.wrap(connection.getMemoryManager(), piece))
                        .build(),
                new EmptyCompletionHandler<WriteResult<HttpContent, SocketAddress>>() {
                    @Override
                    public void completed(WriteResult<HttpContent, SocketAddress> result) {
                        sent.run();
                    }

                    @Override
                    public void failed(Throwable failure) {
                        sent.run();
                        abort();
                    }
                });
    }

    /**
     * Whether it has begun and goes on.
     *
     * @return false before it has begun, and once it has ended
     */
    public synchronized boolean isOpen() {
        return open && suspended;
    }

    /** Ends the body, behind all that was sent. */
    public void end() {
        synchronized (this) {
            if (!open) {
                return;
            }
            open = false;
            if (!suspended) {
                return;
            }
        }
        connection.removeCloseListener(lost);
        ended.run();
        if (suspension.markResumed()) {
            context.resume();
        }
    }

    /** Ends the connection, whatever is still to be sent. */
    public void abort() {
        connection.terminateSilently();
    }

    /**
     * Both under the lock, for the connection may be lost between the two. The listener comes first, so that the request
     * is completed in the ordinary way: Grizzly's own would drop it, and count it as one in flight for ever.
     */
    private synchronized void suspend() {
        connection.addCloseListener(lost);
        if (open) {
            suspended = true;
            response.suspend();
        } else {
            ended.run();
        }
    }
}
