package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.log.RequestId;
import java.io.IOException;
import java.util.List;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.CloseType;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.nio.NIOConnection;
import org.glassfish.grizzly.websockets.ClosingFrame;
import org.glassfish.grizzly.websockets.HandshakeException;
import org.glassfish.grizzly.websockets.ProtocolHandler;
import org.glassfish.grizzly.websockets.SimpleWebSocket;
import org.glassfish.grizzly.websockets.WebSocket;
import org.glassfish.grizzly.websockets.WebSocketApplication;
import org.glassfish.grizzly.websockets.WebSocketFilter;
import org.glassfish.grizzly.websockets.WebSocketHolder;
import org.glassfish.grizzly.websockets.WebSocketListener;
import org.glassfish.grizzly.websockets.rfc6455.RFC6455Handler;

/**
 * Turns an admitted request into an open socket. Grizzly's own filter would look the application up in a registry
 * that all servers of a process share; this one knows its own.
 */
final class ChannelFilter extends WebSocketFilter {
    private static final long NO_IDLE_TIMEOUT = -1;
    /** More than 65,536 characters of three bytes with their frame; what is incomplete then never will be accepted. */
    private static final int MAX_BUFFERED = 200 * 1024;
    /** Answers to pings pile up for a client that sends them and never reads. */
    private static final int MAX_UNREAD = 16 * 1024 * 1024;

    private final Protocols protocols = new Protocols();
    private final Listeners listeners;

    ChannelFilter(Listeners listeners) {
        super(NO_IDLE_TIMEOUT);
        this.listeners = listeners;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        WebSocketHolder open = WebSocketHolder.get(context.getConnection());
        if (open != null && !open.webSocket.isConnected()) {
            // Frames that were on their way when it closed; Grizzly would take them for another handshake.
            return context.getStopAction();
        }
        NextAction next = super.handleRead(context);
        if (open != null && open.buffer != null && open.buffer.remaining() > MAX_BUFFERED) {
            open.buffer = null;
            open.webSocket.close(CloseCode.ABUSE.code(), CloseCode.ABUSE.reason());
        }
        if (open != null && open.buffer != null) {
            // Grizzly keeps all that it has read as long as a part of a frame is left: where a client sends on and on,
            // for ever.
            open.buffer.shrink();
        }
        if (open != null && unread(context) > MAX_UNREAD) {
            context.getConnection().terminateSilently();
        }
        return next;
    }

    private static int unread(FilterChainContext context) {
        return ((NIOConnection) context.getConnection()).getAsyncWriteQueue().spaceInBytes();
    }

    @Override
    protected boolean doServerUpgrade(FilterChainContext context, HttpContent content) throws IOException {
        HttpRequestPacket request = (HttpRequestPacket) content.getHttpHeader();
        Admitted admitted = (Admitted) request.getAttribute(ChannelGate.ADMITTED);
        if (admitted == null) {
            // Refused by the gate: plain HTTP from now on.
            return true;
        }
        ProtocolHandler protocol = new Protocol();
        try {
            protocol.createServerHandShake(content);
        } catch (HandshakeException e) {
            // Grizzly would answer this with nothing, and leave the connection open.
            ChannelGate.refuse(
                    request, new ServiceException(ErrorCode.INVALID_INPUT, "The WebSocket handshake is malformed"));
            return true;
        }
        protocol.setFilterChainContext(context);
        protocol.setConnection(context.getConnection());
        context.setMessage(null);
        SimpleWebSocket socket = new SimpleWebSocket(protocol);
        WebSocketHolder holder = WebSocketHolder.set(context.getConnection(), protocol, socket);
        holder.application = protocols;
        request.getResponse().setHeader(RequestId.HEADER, RequestId.choose(request.getHeader(RequestId.HEADER)));
        protocol.handshake(context, protocols, content);
        CloseListener<Closeable, CloseType> lost = (closed, type) -> {
            socket.close();
            socket.onClose(new ClosingFrame(WebSocket.END_POINT_GOING_DOWN, "connection lost"));
        };
        // In this order: a connection that is gone by now tells so at once.
        socket.add(listeners.of(socket, context.getConnection(), admitted));
        context.getConnection().addCloseListener(lost);
        socket.onConnect();
        return false;
    }

    /** Makes who listens to an admitted socket. */
    interface Listeners {
        WebSocketListener of(WebSocket socket, Connection<?> transport, Admitted admitted);
    }

    /**
     * RFC 6455, but once a socket is closed its connection ends at once. Grizzly's own waits until all that was written
     * is sent: for a client that does not read, for ever.
     */
    private static final class Protocol extends RFC6455Handler {
        Protocol() {
            super(false);
        }

        @Override
        public void doClose() {
            getConnection().terminateSilently();
        }
    }

    /** Selects the one subprotocol, never the one that carries the token. */
    private static final class Protocols extends WebSocketApplication {
        @Override
        public List<String> getSupportedProtocols(List<String> offered) {
            return List.of(ChannelRequest.PROTOCOL);
        }
    }
}
