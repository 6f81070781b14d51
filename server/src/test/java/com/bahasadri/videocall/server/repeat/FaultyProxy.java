package com.bahasadri.videocall.server.repeat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands before a server and spoils every other connection's request, in each way in turn. */
final class FaultyProxy implements AutoCloseable {
    /** What becomes of a request. */
    enum Fault {
        NONE,
        CUT_BEFORE_THE_SERVER,
        CUT_BEFORE_THE_ANSWER,
        CUT_IN_THE_HEADERS,
        CUT_IN_THE_BODY,
        DELAYED_TOO_LONG,
        SENT_TWICE
    }

    private final URI target;
    private final ServerSocket socket;
    private final List<Fault> met = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    FaultyProxy(URI target) throws IOException {
        this.target = target;
        socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        daemon(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** The faults that requests have met. */
    List<Fault> met() {
        return met;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }

    private void accept() {
        try {
            for (int i = 0; ; i++) {
                Fault fault = i % 2 == 0 ? Fault.values()[i / 2 % Fault.values().length] : Fault.NONE;
                Socket connection = socket.accept();
                daemon(() -> serve(connection, fault));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket connection, Fault fault) {
        try (connection) {
            byte[] request = message(connection.getInputStream());
            met.add(fault);
            if (fault == Fault.CUT_BEFORE_THE_SERVER) {
                return;
            }
            byte[] answer = forward(request);
            switch (fault) {
                case SENT_TWICE -> answer = forward(request);
                case CUT_BEFORE_THE_ANSWER -> answer = new byte[0];
                case CUT_IN_THE_HEADERS -> answer = beginning(answer, 30);
                case CUT_IN_THE_BODY -> answer = beginning(answer, answer.length - 10);
                case DELAYED_TOO_LONG -> closed.await(30, TimeUnit.SECONDS);
                default -> {}
            }
            connection.getOutputStream().write(answer);
        } catch (IOException e) {
            // The client has given up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] forward(byte[] request) throws IOException {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        String once = text.replaceFirst("\r\n", "\r\nConnection: close\r\n");
        try (Socket server = new Socket(target.getHost(), target.getPort())) {
            server.getOutputStream().write(once.getBytes(StandardCharsets.ISO_8859_1));
            return server.getInputStream().readAllBytes();
        }
    }

    /** A request with its head and as many bytes of body as it says. */
    private static byte[] message(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("it ended in its head");
            }
            read.write(next);
            head = read.toString(StandardCharsets.ISO_8859_1);
        }
        String small = head.toLowerCase(Locale.ROOT);
        int at = small.indexOf("content-length: ");
        if (at >= 0) {
            read.write(in.readNBytes(Integer.parseInt(small.substring(at + 16, small.indexOf("\r\n", at)))));
        }
        return read.toByteArray();
    }

    private static byte[] beginning(byte[] bytes, int length) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .substring(0, length)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "faulty-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
