package com.bahasadri.videocall.server.support;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A client of the channel that sends any bytes at all, and neither answers nor reads unless told to. For one thread.
 */
public final class RawChannel implements AutoCloseable {
    /** The code of a connection that ended without one. */
    public static final int NO_CODE = 1006;

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    private final Socket socket;
    private final DataInputStream in;
    private long bytesRead;

    private RawChannel(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** Opens the channel and sends frames in the same breath as the handshake; reads the handshake's answer. */
    public static RawChannel open(URI server, String path, String token, byte... frames) {
        try {
            RawChannel channel = new RawChannel(new Socket(InetAddress.getLoopbackAddress(), server.getPort()));
            channel.socket.setSoTimeout(PATIENCE_MILLIS);
            String head = "GET " + path + "/events HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                    + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer " + token + "\r\n\r\n";
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes(frames);
            channel.send(bytes.toByteArray());
            String answer = channel.readHead();
            if (!answer.startsWith("HTTP/1.1 101 ")) {
                throw new IllegalStateException(answer);
            }
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A frame with a first byte such as {@code 0x81}, masked. */
    public static byte[] frame(int first, byte... payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else if (payload.length < 0x10000) {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(0x80 | 127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                frame.write((int) ((long) payload.length >> shift));
            }
        }
        // A mask of zeros leaves the payload as it is.
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** A text frame, from text in which {@code '} stands for a quotation mark. */
    public static byte[] text(String json) {
        return frame(TEXT, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes. */
    public RawChannel send(byte... bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Reads on until a text contains some words. */
    public String awaitText(String words) {
        while (true) {
            Frame frame = read();
            if (frame.first == TEXT && frame.text().contains(words)) {
                return frame.text();
            }
            if (frame.first == CLOSE) {
                throw new IllegalStateException("closed with " + frame.code());
            }
        }
    }

    /** Reads on until the server closes, and tells the code with which it did. */
    public int closeCode() {
        while (true) {
            Frame frame = read();
            if (frame.first == CLOSE) {
                return frame.code();
            }
        }
    }

    /** How much was read of what frames carried. */
    public long bytesRead() {
        return bytesRead;
    }

    /** Ends the connection. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Frame read() {
        try {
            int first = in.readUnsignedByte();
            long length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            bytesRead += length;
            return new Frame(first, in.readNBytes((int) length));
        } catch (EOFException | SocketException e) {
            return new Frame(CLOSE, new byte[] {NO_CODE >> 8, (byte) NO_CODE});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private record Frame(int first, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int code() {
            return payload.length < 2 ? NO_CODE : (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        }
    }
}
