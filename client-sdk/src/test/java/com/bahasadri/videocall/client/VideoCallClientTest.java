package com.bahasadri.videocall.client;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.bahasadri.videocall.client.error.TransportException;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Duration;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoCallClientTest {
    private static final String TOKEN = "s3cr3t-t0k3n";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @BeforeEach
    void up() {
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("""
                {"status": "up", "version": "1.0.0", "media": "emulator"}""")));
    }

    @Test
    void toString_aClientWithAToken_masksIt() {
        try (VideoCallClient client = VideoCallClient.builder().token(TOKEN).build()) {
            assertThat(client).hasToString("VideoCallClient[baseUrl=http://localhost:8787/, token=***]");
            assertThat(VideoCallClient.builder().token(TOKEN).toString()).doesNotContain(TOKEN);
        }
    }

    @Test
    void withToken_aView_sendsItsOwnToken() {
        try (VideoCallClient client =
                VideoCallClient.builder().baseUrl(URI.create(SERVER.baseUrl())).build()) {
            client.withToken(TOKEN).service().health();
            SERVER.verify(getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer " + TOKEN)));
            SERVER.resetRequests();
            client.service().health();
            SERVER.verify(getRequestedFor(anyUrl()).withoutHeader("Authorization"));
        }
    }

    @Test
    void withToken_closedView_leavesTheClientOpen() {
        OkHttpClient http = new OkHttpClient();
        VideoCallClient client = VideoCallClient.builder()
                .baseUrl(SERVER.baseUrl())
                .httpClient(http)
                .build();
        client.service().health();
        try (VideoCallClient view = client.withToken(TOKEN)) {
            view.service().health();
            assertThat(http.connectionPool().connectionCount())
                    .as("shared connections")
                    .isEqualTo(1);
        }
        assertThat(http.connectionPool().connectionCount()).isEqualTo(1);
        http.connectionPool().evictAll();
    }

    @Test
    void close_injectedClient_isLeftOpen() {
        OkHttpClient http = new OkHttpClient();
        try (VideoCallClient client = VideoCallClient.builder()
                .baseUrl(SERVER.baseUrl())
                .httpClient(http)
                .build()) {
            client.service().health();
        }
        assertThat(http.connectionPool().idleConnectionCount()).isEqualTo(1);
        assertThat(http.dispatcher().executorService().isShutdown()).isFalse();
        http.connectionPool().evictAll();
        http.dispatcher().executorService().shutdown();
    }

    @Test
    void timeout_injectedClient_replacesItsOwn() {
        OkHttpClient http = new OkHttpClient();
        SERVER.stubFor(any(anyUrl()).willReturn(okJson("{}").withFixedDelay(60_000)));
        VideoCallClient client = VideoCallClient.builder()
                .baseUrl(SERVER.baseUrl())
                .httpClient(http)
                .timeout(Timeout.defaults().withCall(Duration.ofMillis(50)))
                .build();
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> client.service().health());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:8787",
                "ftp://localhost",
                "/api",
                "http://",
                "http://u:p@localhost",
                "http://localhost?a=b",
                "http://localhost#a"
            })
    void baseUrl_malformed_isRefused(String baseUrl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VideoCallClient.builder().baseUrl(baseUrl))
                .withMessageStartingWith("baseUrl must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nX-Injected: 1", "tökén"})
    void token_thatNoHeaderCanCarry_isRefusedWithoutQuotingIt(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VideoCallClient.builder().token(token))
                .withMessage("token must be printable ASCII without spaces, and not empty");
    }
}
