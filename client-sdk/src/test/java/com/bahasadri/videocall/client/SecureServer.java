package com.bahasadri.videocall.client;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A server on loopback that speaks HTTP/2 over TLS, with a certificate of an authority that no other program knows. */
final class SecureServer implements AutoCloseable {
    static final String UP = "{\"status\": \"up\", \"version\": \"1\", \"media\": \"emulator\"}";

    private final HeldCertificate authority =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private final MockWebServer server = new MockWebServer();

    /**
     * Answers each request.
     *
     * @param name whom the certificate is for
     * @param answers the answers
     */
    SecureServer(String name, Function<RecordedRequest, MockResponse> answers) throws IOException {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .signedBy(authority)
                .addSubjectAlternativeName(name)
                .build();
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answers.apply(request);
            }
        });
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    /** Says that the service is up, in JSON. */
    static MockResponse up() {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(UP)
                .build();
    }

    String address() {
        return "https://127.0.0.1:" + server.getPort();
    }

    /** What has a program's client trust this server. */
    OkHttpClient.Builder trusting() {
        HandshakeCertificates trusted = new HandshakeCertificates.Builder()
                .addTrustedCertificate(authority.certificate())
                .build();
        return new OkHttpClient.Builder().sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager());
    }

    /** The next request that has come, without waiting; null if there was none. */
    RecordedRequest request() throws InterruptedException {
        return server.takeRequest(0, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.close();
    }
}
