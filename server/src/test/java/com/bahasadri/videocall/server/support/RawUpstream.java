package com.bahasadri.videocall.server.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers every connection with bytes of the test's, proper or not. */
public final class RawUpstream implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private RawUpstream(Conversation conversation) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(() -> accept(conversation));
    }

    /** Each connection is talked to, once its request has begun to arrive. */
    public static RawUpstream saying(Conversation conversation) {
        return new RawUpstream(conversation);
    }

    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/client/v4");
    }

    /** How many there were. */
    public int connections() {
        return connections.get();
    }

    private void accept(Conversation conversation) {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                start(() -> talk(socket, conversation));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private static void talk(Socket socket, Conversation conversation) {
        try (socket) {
            socket.getInputStream().read();
            conversation.hold(socket);
        } catch (IOException e) {
            // The other side has had enough.
        }
    }

    /** Writes text. */
    public static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Ends a connection with a reset. */
    public static void reset(Socket socket) throws SocketException {
        socket.setSoLinger(true, 0);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "raw-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a connection is told. */
    public interface Conversation {
        void hold(Socket socket) throws IOException;
    }
}
