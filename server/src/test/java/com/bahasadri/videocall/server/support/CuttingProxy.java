package com.bahasadri.videocall.server.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A bad network: passes TCP on to a port of this machine, until it is told otherwise. */
public final class CuttingProxy implements AutoCloseable {
    private final int target;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private volatile boolean refusing;
    private volatile boolean mute;

    /** Passes on to a port. */
    public CuttingProxy(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(this::accept);
    }

    /** Where it is, as a Redis. */
    public URI url() {
        return URI.create("redis://127.0.0.1:" + listener.getLocalPort());
    }

    /** Ends all connections. */
    public void cut() {
        open.forEach(CuttingProxy::close);
        open.clear();
    }

    /** Ends new connections at once, or no longer. */
    public void refuse(boolean refuses) {
        refusing = refuses;
    }

    /**
     * Lets arrive what clients say, and no answer to it. A connection that lost an answer has none any more, and stays
     * open; one that is made when this is over has them.
     */
    public void swallowAnswers(boolean swallows) {
        mute = swallows;
    }

    /** Tells the clients that nothing more comes, and goes on to read what they say. */
    public void halfClose() {
        for (Socket socket : open) {
            try {
                socket.shutdownOutput();
            } catch (IOException e) {
                close(socket);
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void accept() {
        while (true) {
            try {
                Socket client = listener.accept();
                if (refusing) {
                    close(client);
                    continue;
                }
                Socket server = new Socket();
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
                if (server.getLocalPort() == target) {
                    // To itself: nobody listens, and this end of it was given that very port.
                    close(server);
                    close(client);
                    continue;
                }
                open.add(client);
                open.add(server);
                run(() -> pass(client, server, false));
                run(() -> pass(server, client, true));
            } catch (IOException e) {
                if (listener.isClosed()) {
                    return;
                }
            }
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[16_384];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            boolean lost = false;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                lost |= answers && mute;
                if (!lost) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // Cut.
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            // As an abrupt end: nothing that waits is sent any more.
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // Closed already.
        }
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
