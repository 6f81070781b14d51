package com.bahasadri.videocall.server.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes the key of webhooks as RealtimeKit does, and signs with it. The key can be changed, and the server fail. */
public final class KeyServer implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger reads = new AtomicInteger();
    private volatile KeyPair keys = newKeys();
    private volatile int status = 200;
    private volatile CountDownLatch held = new CountDownLatch(0);

    /** A server on any free port of loopback. */
    public KeyServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where the key is. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/webhooks.json");
    }

    /** How often it was read. */
    public int reads() {
        return reads.get();
    }

    /** Takes another key. */
    public void rotate() {
        keys = newKeys();
    }

    /** Answers with a status from now on. */
    public void answer(int with) {
        status = with;
    }

    /** Answers nobody before the count is down. */
    public void answerAfter(CountDownLatch count) {
        held = count;
    }

    /** The signature of a body, by the key of now. */
    public String sign(byte[] body) {
        return sign(body, keys);
    }

    /** The signature of a body, by nobody's key. */
    public static String forge(byte[] body) {
        return sign(body, newKeys());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            reads.incrementAndGet();
            held.await();
            String pem = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(keys.getPublic().getEncoded())
                    .replace("\n", "\\n");
            byte[] json = ("{\"success\":true,\"data\":{\"publicKey\":\"-----BEGIN PUBLIC KEY-----\\n" + pem
                            + "\\n-----END PUBLIC KEY-----\\n\"},\"message\":\"\"}")
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, json.length);
            exchange.getResponseBody().write(json);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String sign(byte[] body, KeyPair keys) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(body);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
