package com.bahasadri.videocall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.event.EventStream;
import com.bahasadri.videocall.client.internal.FakeTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers whose certificate is not to be trusted: what a call says of it, and how often it tries. */
@Timeout(60)
class CertificateTest {
    private final FakeTime time = new FakeTime(Instant.EPOCH);

    @Test
    void call_toAnAuthorityThatIsTrusted_isAnswered() throws IOException {
        try (SecureServer server = new SecureServer("127.0.0.1", request -> SecureServer.up());
                VideoCallClient client = client(server, server.trusting().build())) {
            assertThat(client.service().health().status()).isEqualTo("up");
        }
    }

    @Test
    void call_toAnAuthorityThatNobodyKnows_saysSoAfterItsTries() throws IOException {
        try (SecureServer server = new SecureServer("127.0.0.1", request -> SecureServer.up());
                VideoCallClient client = client(server, new OkHttpClient())) {
            isRefused(
                    catchThrowable(() -> client.service().health()),
                    "getHealth got no answer: .*SSLHandshakeException.*unable to find valid certification path.*");
        }
    }

    @Test
    void call_toACertificateOfAnotherName_saysSoAfterItsTries() throws IOException {
        try (SecureServer server = new SecureServer("calls.example.com", request -> SecureServer.up());
                VideoCallClient client = client(server, server.trusting().build())) {
            isRefused(
                    catchThrowable(() -> client.service().health()),
                    "(?s)getHealth got no answer: .*Hostname 127.0.0.1 not verified.*calls.example.com.*");
        }
    }

    @Test
    void asyncCall_toAnAuthorityThatNobodyKnows_saysSoAfterItsTries() throws IOException {
        try (SecureServer server = new SecureServer("127.0.0.1", request -> SecureServer.up());
                VideoCallClient client = client(server, new OkHttpClient())) {
            Throwable thrown =
                    catchThrowable(() -> client.async().service().health().get(30, TimeUnit.SECONDS));

            assertThat(thrown).isInstanceOf(ExecutionException.class);
            isRefused(thrown.getCause(), ".*unable to find valid certification path.*");
        }
    }

    @Test
    void events_ofAnAuthorityThatNobodyKnows_endAtOnce() throws IOException {
        try (SecureServer server = new SecureServer("127.0.0.1", request -> SecureServer.up());
                VideoCallClient client = client(server, new OkHttpClient())) {
            endAtOnce(client, ".*unable to find valid certification path.*");
        }
    }

    @Test
    void events_ofACertificateOfAnotherName_endAtOnce() throws IOException {
        try (SecureServer server = new SecureServer("calls.example.com", request -> SecureServer.up());
                VideoCallClient client = client(server, server.trusting().build())) {
            endAtOnce(client, "(?s).*Hostname 127.0.0.1 not verified.*");
        }
    }

    private void endAtOnce(VideoCallClient client, String message) {
        try (EventStream events = client.events("s").open()) {
            isRefused(catchThrowable(() -> events.poll(Duration.ofSeconds(30))), message);
        }
        assertThat(time.waits()).as("waits for another connection").isEmpty();
    }

    private void isRefused(Throwable thrown, String message) {
        assertThat(thrown)
                .isInstanceOfSatisfying(TransportException.class, failure -> assertThat(failure.reason())
                        .isEqualTo(TransportException.Reason.CONNECT))
                .hasMessageMatching(message);
        assertThat(time.waits()).as("waits between tries").hasSizeLessThanOrEqualTo(2);
    }

    private VideoCallClient client(SecureServer server, OkHttpClient http) {
        return VideoCallClient.builder()
                .baseUrl(server.address())
                .httpClient(http)
                .time(time)
                .build();
    }
}
