package com.bahasadri.videocall.server.support.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Sends bytes that no HTTP library would, and reads what comes back until the server closes. */
public final class RawHttp {
    private static final int PATIENCE_MILLIS = 15_000;

    private RawHttp() {}

    /** Everything that the server at a port of this machine answers to some text, one byte for each character. */
    public static String exchange(int port, String text) {
        return exchange(port, text, false);
    }

    /** The same, and tells the server that no more will come. */
    public static String exchangeAndEnd(int port, String text) {
        return exchange(port, text, true);
    }

    /** The one answer to some text; it must ask for the connection to be closed. */
    public static Answer answer(int port, String text) {
        return parse(exchange(port, text));
    }

    /** An answer as it stands on the wire; its body must have been sent whole, not in chunks. */
    public static Answer parse(String wire) {
        String[] parts = wire.split("\r\n\r\n", 2);
        String[] lines = parts[0].split("\r\n");
        TreeMap<String, List<String>> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] header = lines[i].split(":", 2);
            headers.computeIfAbsent(header[0], name -> new ArrayList<>()).add(header[1].strip());
        }
        return Answer.of(Integer.parseInt(lines[0].split(" ")[1]), headers, parts[1]);
    }

    /** Sends the beginning of something and leaves it at that; the caller closes the connection. */
    public static Socket begin(int port, String text) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String exchange(int port, String text, boolean end) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            if (end) {
                socket.shutdownOutput();
            }
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            in.transferTo(received);
            return received.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
