package com.bahasadri.videocall.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Configs;
import com.bahasadri.videocall.server.support.http.RawHttp;
import com.bahasadri.videocall.server.support.http.SelfSigned;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS with a certificate from PEM files. */
class TlsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC"})
    void certificate_ofEitherKind_servesHttps(String algorithm) {
        SelfSigned certificate = SelfSigned.in(directory, algorithm);
        try (Application server = Application.start(Configs.secured(certificate.files()))) {
            HttpClient trusting = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(certificate.trusting())
                    .build();
            ApiClient client = new ApiClient(
                            URI.create("https://127.0.0.1:" + server.address().getPort()))
                    .over(trusting);

            assertThat(server.address()).hasScheme("https");
            client.get("/health").hasStatus(200);
            String session =
                    client.post("/api/video-call/session").hasStatus(200).text("session_id");
            assertThat(client.post("/api/video-call/session/" + session + "/participant-token")
                            .text("join_url"))
                    .startsWith("https://127.0.0.1:");
        }
    }

    @Test
    void plainRequest_toHttps_isNotAnsweredAndHarmsNothing() {
        SelfSigned certificate = SelfSigned.in(directory, "EC");
        try (Application server = Application.start(Configs.secured(certificate.files()))) {
            int port = server.address().getPort();

            assertThat(RawHttp.exchangeAndEnd(port, "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"))
                    .doesNotContain("HTTP/1.1");

            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(certificate.trusting()).build();
            new ApiClient(URI.create("https://127.0.0.1:" + port))
                    .over(trusting)
                    .get("/health")
                    .hasStatus(200);
        }
    }

    @Test
    void key_thatIsNone_failsTheStartAndNamesTheVariable() throws IOException {
        SelfSigned certificate = SelfSigned.in(directory, "EC");
        Path none = Files.writeString(directory.resolve("none.pem"), "-----BEGIN EC PRIVATE KEY-----\n");
        Config config = Configs.secured(new Config.Tls(certificate.files().certificate(), none));

        assertThatThrownBy(() -> Application.start(config)).hasMessageContaining("VIDEO_CALL_TLS_KEY");
    }

    @Test
    void certificate_thatIsNone_failsTheStartAndNamesTheVariable() throws IOException {
        SelfSigned certificate = SelfSigned.in(directory, "EC");
        Path empty = Files.writeString(directory.resolve("empty.pem"), "");
        Config config =
                Configs.secured(new Config.Tls(empty, certificate.files().key()));

        assertThatThrownBy(() -> Application.start(config)).hasMessageContaining("VIDEO_CALL_TLS_CERTIFICATE");
    }

    @Test
    void key_ofAnotherCertificate_failsTheStartAndNamesTheVariable() throws IOException {
        SelfSigned one = SelfSigned.in(Files.createDirectory(directory.resolve("one")), "EC");
        SelfSigned other = SelfSigned.in(Files.createDirectory(directory.resolve("other")), "EC");
        Config config = Configs.secured(
                new Config.Tls(one.files().certificate(), other.files().key()));

        assertThatThrownBy(() -> Application.start(config)).hasMessageContaining("VIDEO_CALL_TLS");
    }
}
