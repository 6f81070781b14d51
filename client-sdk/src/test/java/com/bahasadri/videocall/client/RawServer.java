package com.bahasadri.videocall.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of bytes: what it does with each connection is the test's. It notes the head of each request that is read. */
final class RawServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final List<String> heads = new CopyOnWriteArrayList<>();

    RawServer(Script script) throws IOException {
        this(InetAddress.getByName("127.0.0.1"), script);
    }

    RawServer(InetAddress address, Script script) throws IOException {
        socket = new ServerSocket(0, 50, address);
        Thread acceptor = new Thread(() -> accept(script), "raw-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    String address() {
        String host = socket.getInetAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + socket.getLocalPort();
    }

    /** The requests whose head was read, oldest first. */
    List<String> heads() {
        return heads;
    }

    /** Reads up to the empty line; null where the connection has ended. */
    String head(Socket connection) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        InputStream in = connection.getInputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            read.write(next);
        }
        String head = read.toString(StandardCharsets.ISO_8859_1);
        heads.add(head);
        return head;
    }

    /** Reads a body to its end, or to that of the connection, and counts its bytes, of chunks those of their frames too. */
    static long discardBody(Socket connection, String head) throws IOException {
        int at = head.indexOf("Content-Length: ");
        long length = at < 0 ? Long.MAX_VALUE : Long.parseLong(head.substring(at + 16, head.indexOf("\r\n", at)));
        byte[] buffer = new byte[64 * 1024];
        String end = "";
        long read = 0;
        while (read < length && !(at < 0 && end.endsWith("\r\n0\r\n\r\n"))) {
            int count = connection.getInputStream().read(buffer, 0, (int) Math.min(buffer.length, length - read));
            if (count < 0) {
                break;
            }
            read += count;
            int last = Math.min(8, count);
            end += new String(buffer, count - last, last, StandardCharsets.ISO_8859_1);
            end = end.substring(Math.max(0, end.length() - 8));
        }
        return read;
    }

    static void answer(Socket connection, int status, String body, String... headers) throws IOException {
        StringBuilder answer =
                new StringBuilder("HTTP/1.1 " + status + " Status\r\nContent-Type: application/json\r\n");
        for (String header : headers) {
            answer.append(header).append("\r\n");
        }
        answer.append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body);
        connection.getOutputStream().write(answer.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept(Script script) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                Thread thread = new Thread(() -> serve(script, connection), "raw-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Script script, Socket connection) {
        try (connection) {
            script.serve(this, connection);
        } catch (IOException e) {
            // The client has broken off, which the test sees on its side.
        }
    }

    /** What happens on one connection, which is closed at the end. */
    @FunctionalInterface
    interface Script {
        void serve(RawServer server, Socket connection) throws IOException;
    }
}
