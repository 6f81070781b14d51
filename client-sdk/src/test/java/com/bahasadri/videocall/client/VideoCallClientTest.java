package com.bahasadri.videocall.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.bahasadri.videocall.client.error.ApiException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.model.CreatedSession;
import com.bahasadri.videocall.client.testing.FakeTransport;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
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

    private static final String UP = """
            {"status": "up", "version": "1.0.0", "media": "emulator"}""";

    @BeforeEach
    void up() {
        SERVER.stubFor(any(anyUrl()).willReturn(okJson(UP)));
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

    @Test
    void withOptions_aView_hasItsOwnAndLeavesTheClientAsItIs() {
        try (VideoCallClient client = VideoCallClient.builder()
                .baseUrl("http://127.0.0.1:1")
                .maxRetries(0)
                .build()) {
            VideoCallClient view = client.withOptions(
                    options -> options.baseUrl(SERVER.baseUrl() + "/prefix/").token(TOKEN));
            view.service().health();
            SERVER.verify(getRequestedFor(urlEqualTo("/prefix/health"))
                    .withHeader("Authorization", equalTo("Bearer " + TOKEN)));
            assertThat(client).hasToString("VideoCallClient[baseUrl=http://127.0.0.1:1/, token=none]");
        }
    }

    @Test
    void withOptions_ofAView_addsToIt() {
        try (VideoCallClient client =
                VideoCallClient.builder().baseUrl(SERVER.baseUrl()).build()) {
            client.withToken(TOKEN)
                    .withOptions(options -> options.maxRetries(0))
                    .service()
                    .health();
            SERVER.verify(getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer " + TOKEN)));
        }
    }

    @Test
    void withOptions_builderKeptForLater_changesNoView() {
        AtomicReference<VideoCallClientBuilder> kept = new AtomicReference<>();
        try (VideoCallClient client =
                VideoCallClient.builder().baseUrl(SERVER.baseUrl()).build()) {
            VideoCallClient view = client.withOptions(kept::set);
            kept.get().token(TOKEN);
            assertThat(view.toString()).contains("token=none");
            assertThatIllegalStateException().isThrownBy(() -> kept.get().build());
        }
    }

    @Test
    void withOptions_connectionsOfItsOwn_areRefused() {
        try (VideoCallClient client = VideoCallClient.builder().build()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> client.withOptions(options -> options.httpClient(new OkHttpClient())))
                    .withMessage("a view shares its client's connections");
            assertThatIllegalStateException()
                    .isThrownBy(() -> client.withOptions(options -> options.transport(new FakeTransport())));
        }
    }

    @Test
    void call_afterClose_saysSo() {
        VideoCallClient client =
                VideoCallClient.builder().baseUrl(SERVER.baseUrl()).build();
        VideoCallClient view = client.withToken(TOKEN);
        view.close();
        view.service().health();
        client.close();
        client.close();
        for (VideoCallClient closed : List.of(client, view)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> closed.service().health())
                    .withMessage("this client is closed");
            assertThatIllegalStateException()
                    .isThrownBy(() -> closed.async().service().health());
            assertThatIllegalStateException().isThrownBy(() -> closed.withToken(TOKEN));
        }
    }

    @Test
    void call_pathPrefixAndTrailingSlash_areKept() {
        for (String base : List.of("", "/", "/calls", "/calls/", "/a%20b/c//")) {
            try (VideoCallClient client =
                    VideoCallClient.builder().baseUrl(SERVER.baseUrl() + base).build()) {
                client.service().health();
            }
        }
        SERVER.verify(2, getRequestedFor(urlEqualTo("/health")));
        SERVER.verify(2, getRequestedFor(urlEqualTo("/calls/health")));
    }

    @Test
    void call_ipv6Address_isReached() throws IOException {
        try (RawServer server = new RawServer(InetAddress.getByName("::1"), (raw, connection) -> {
                    raw.head(connection);
                    RawServer.answer(connection, 200, UP, "Connection: close");
                });
                VideoCallClient client =
                        VideoCallClient.builder().baseUrl(server.address()).build()) {
            assertThat(client.service().health().status()).isEqualTo("up");
            assertThat(server.heads().get(0)).contains("Host: [::1]:");
        }
    }

    @Test
    void call_redirectToAnotherHost_isNotFollowed() throws IOException {
        try (RawServer elsewhere = new RawServer((raw, connection) -> raw.head(connection));
                VideoCallClient client = VideoCallClient.builder()
                        .baseUrl(SERVER.baseUrl())
                        .httpClient(new OkHttpClient())
                        .token(TOKEN)
                        .build()) {
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                SERVER.stubFor(any(anyUrl())
                        .willReturn(aResponse().withStatus(status).withHeader("Location", elsewhere.address())));
                ApiException refused = catchThrowableOfType(
                        ApiException.class, () -> client.sessions().create());
                assertThat(refused.status()).isEqualTo(status);
                assertThat(refused.headers().first("Location")).hasValue(elsewhere.address());
            }
            assertThat(elsewhere.heads()).isEmpty();
        }
    }

    @Test
    void withRawResponse_anAnswer_tellsStatusHeadersAndRequestId() {
        SERVER.stubFor(any(anyUrl())
                .willReturn(okJson(
                                "{\"session_id\": \"s\", \"meeting_id\": \"s\", \"created_at\": \"2026-11-20T10:00:00.000Z\"}")
                        .withHeader("X-Request-Id", "4f1b8c2e9d7a4b63")
                        .withHeader("Idempotency-Replayed", "true")));
        try (VideoCallClient client =
                VideoCallClient.builder().baseUrl(SERVER.baseUrl()).build()) {
            RawResponse<CreatedSession> answer =
                    client.sessions().withRawResponse().create();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.requestId()).hasValue("4f1b8c2e9d7a4b63");
            assertThat(answer.isReplayed()).isTrue();
            assertThat(answer.headers().first("content-type")).hasValue("application/json");
            assertThat(answer.body().sessionId()).isEqualTo("s");
        }
    }
}
