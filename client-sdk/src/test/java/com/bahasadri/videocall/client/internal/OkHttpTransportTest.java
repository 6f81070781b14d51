package com.bahasadri.videocall.client.internal;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.Timeout;
import com.bahasadri.videocall.client.error.ApiException;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.ConflictException;
import com.bahasadri.videocall.client.error.ForbiddenException;
import com.bahasadri.videocall.client.error.InvalidInputException;
import com.bahasadri.videocall.client.error.MalformedAnswerException;
import com.bahasadri.videocall.client.error.NotFoundException;
import com.bahasadri.videocall.client.error.RateLimitedException;
import com.bahasadri.videocall.client.error.ServerException;
import com.bahasadri.videocall.client.error.TooLargeException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.error.UnauthorizedException;
import com.bahasadri.videocall.client.error.VideoCallException;
import com.bahasadri.videocall.client.model.ErrorCode;
import com.bahasadri.videocall.client.model.Health;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.contract.Contract;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpTransportTest {
    private static final String TOKEN = "s3cr3t-t0k3n";
    private static final String REQUEST_ID = "4f1b8c2e9d7a4b63";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);
    private static final Request HEALTH = Request.builder("getHealth", "GET", "/health")
            .accept("application/json")
            .build();
    private static final Request CREATE =
            Request.builder("createSession", "POST", "/api/video-call/session").build();
    private static final String UP = """
            {"status": "up", "version": "1.0.0", "media": "emulator"}""";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final OkHttpClient http =
            new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(10)).build();
    private final Caller transport = transport(http, SERVER.baseUrl());

    @AfterEach
    void everyResponseIsClosed() {
        assertThat(http.connectionPool().connectionCount())
                .isEqualTo(http.connectionPool().idleConnectionCount());
        http.connectionPool().evictAll();
    }

    static Stream<Arguments> families() {
        return Stream.of(
                Arguments.of(400, "INVALID_INPUT", InvalidInputException.class),
                Arguments.of(400, "INVALID_FILE_TYPE", InvalidInputException.class),
                Arguments.of(401, "UNAUTHORIZED", UnauthorizedException.class),
                Arguments.of(403, "FORBIDDEN", ForbiddenException.class),
                Arguments.of(404, "SESSION_NOT_FOUND", NotFoundException.class),
                Arguments.of(404, "PARTICIPANT_NOT_FOUND", NotFoundException.class),
                Arguments.of(404, "NOT_FOUND", NotFoundException.class),
                Arguments.of(405, "METHOD_NOT_ALLOWED", ApiException.class),
                Arguments.of(406, "NOT_ACCEPTABLE", ApiException.class),
                Arguments.of(409, "SESSION_ENDED", ConflictException.class),
                Arguments.of(413, "FILE_TOO_LARGE", TooLargeException.class),
                Arguments.of(413, "PAYLOAD_TOO_LARGE", TooLargeException.class),
                Arguments.of(415, "UNSUPPORTED_MEDIA_TYPE", ApiException.class),
                Arguments.of(429, "RATE_LIMITED", RateLimitedException.class),
                Arguments.of(500, "REALTIMEKIT_ERROR", ServerException.class),
                Arguments.of(500, "INTERNAL_ERROR", ServerException.class),
                Arguments.of(404, "FILE_NOT_FOUND", NotFoundException.class),
                Arguments.of(409, "STALE_REVISION", ConflictException.class),
                Arguments.of(409, "IDEMPOTENCY_KEY_REUSED", ConflictException.class),
                Arguments.of(416, "RANGE_NOT_SATISFIABLE", ApiException.class),
                Arguments.of(503, "UNAVAILABLE", ServerException.class),
                Arguments.of(507, "STORAGE_FULL", ServerException.class));
    }

    @Test
    void families_all_areTheErrorCodesOfTheContract() {
        Map<String, Integer> tested = new HashMap<>();
        families().forEach(family -> tested.put((String) family.get()[1], (Integer) family.get()[0]));
        assertThat(tested).isEqualTo(Contract.load().errorStatuses());
    }

    @ParameterizedTest
    @MethodSource("families")
    void send_errorAnswer_throwsTheExceptionOfItsFamily(int status, String code, Class<?> expected) {
        answer(error(status, code, "Something went wrong"));
        ApiException exception = apiException();
        assertThat(exception).isExactlyInstanceOf(expected);
        assertThat(exception.status()).isEqualTo(status);
        assertThat(exception.code().value()).isEqualTo(code);
        assertThat(exception.code().known().name()).isEqualTo(code);
        assertThat(exception.requestId()).hasValue(REQUEST_ID);
        assertThat(exception.retryAfter()).isEmpty();
        assertThat(exception)
                .hasMessage("getHealth failed with " + status + " " + code + " (request id " + REQUEST_ID
                        + "): Something went wrong");
    }

    @Test
    void send_unknownCode_isKept() {
        answer(error(409, "FROM_THE_FUTURE", "New"));
        assertThat(apiException().code().value()).isEqualTo("FROM_THE_FUTURE");
        assertThat(apiException().code().known()).isEqualTo(ErrorCode.Known.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body><h1>502 Bad Gateway</h1></body></html>",
                "{}",
                "[]",
                "null",
                "\"text\"",
                "{\"error\": null, \"code\": null}",
                "{\"error\": \"\", \"code\": \"\"}",
                "{\"error\": {\"a\": 1}, \"code\": []}",
                "{\"error\": \"cut o",
                "{\"code\": \"<script>\"}",
            })
    void send_bodyThatIsNotTheErrorOfTheContract_stillThrowsTheFamily(String body) {
        answer(aResponse()
                .withStatus(502)
                .withHeader("Content-Type", "text/html")
                .withHeader("Content-Length", String.valueOf(body.length()))
                .withHeader("Server", "a proxy")
                .withBody(body));
        ApiException exception = apiException();
        assertThat(exception).isExactlyInstanceOf(ServerException.class);
        assertThat(exception.code().value()).isEqualTo("UNKNOWN");
        assertThat(exception.code().known()).isEqualTo(ErrorCode.Known.UNKNOWN);
        assertThat(exception.requestId()).isEmpty();
        assertThat(exception)
                .hasMessage("getHealth failed with 502 UNKNOWN (request id unknown, Server: a proxy, "
                        + "Content-Type: text/html, Content-Length: " + body.length()
                        + "): the answer does not say why");
    }

    @Test
    void send_hugeErrorBody_isNotRead() {
        String padding = "x".repeat(Exchange.MAX_ERROR_BYTES);
        answer(aResponse().withStatus(500).withBody("{\"error\": \"" + padding + "\", \"code\": \"INTERNAL_ERROR\"}"));
        assertThat(apiException().code().value()).isEqualTo("UNKNOWN");
        assertThat(apiException().getMessage()).hasSizeLessThan(200);
    }

    @Test
    void send_errorBodyThatBreaksOff_stillThrowsTheFamily() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try (Socket connection = socket.accept()) {
                    connection
                            .getOutputStream()
                            .write("HTTP/1.1 404 Not Found\r\nContent-Length: 500\r\n\r\n{\"error\": \"cut".getBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Caller cut = transport(http, "http://127.0.0.1:" + socket.getLocalPort());
            assertThat(catchThrowableOfType(ApiException.class, () -> cut.send(HEALTH, Health.class)))
                    .isExactlyInstanceOf(NotFoundException.class)
                    .hasMessageContaining("404 UNKNOWN");
            served.join();
        }
    }

    @Test
    void send_longServerText_isCutAndOnOneLine() {
        answer(error(400, "INVALID_INPUT", "forged\\n2026-11-20 ERROR line " + "y".repeat(2_000)));
        assertThat(apiException().getMessage())
                .contains("forged 2026-11-20 ERROR line")
                .doesNotContain("\n")
                .hasSizeLessThan(700);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "has a blank in it", "quote\"quote"})
    void send_malformedRequestId_isNotBelieved(String requestId) {
        answer(error(404, "NOT_FOUND", "No").withHeader("X-Request-Id", requestId));
        assertThat(apiException().requestId()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "42, PT42S",
        "0, PT0S",
        "1000000000, PT277777H46M40S",
        "99999999999999999999, PT8760000H",
        "'Fri, 20 Nov 2026 10:01:30 GMT', PT1M30S",
        "'Fri, 20 Nov 2026 09:00:00 GMT', PT0S",
    })
    void send_retryAfter_isAWait(String header, Duration wait) {
        answer(error(429, "RATE_LIMITED", "Too many requests").withHeader("Retry-After", header));
        assertThat(apiException().retryAfter()).hasValue(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "", "0x10"})
    void send_unreadableRetryAfter_isNone(String header) {
        answer(error(429, "RATE_LIMITED", "Too many requests").withHeader("Retry-After", header));
        assertThat(apiException().retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "{\"status\": \"up\"", "<html></html>", "{} {}", "{\"media\": {\"a\": 1}}", "[1]"})
    void send_successThatIsNotThePromisedJson_isAMalformedAnswer(String body) {
        answer(okJson(body).withHeader("X-Request-Id", REQUEST_ID));
        VideoCallException exception = failure(HEALTH);
        assertThat(exception).isExactlyInstanceOf(MalformedAnswerException.class);
        assertThat(exception)
                .hasMessageContaining("getHealth")
                .hasMessageContaining(REQUEST_ID)
                .hasMessageContaining("200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\": \"up\", \"version\": \"1\"}",
                "{\"status\": \"up\", \"version\": \"1\", \"media\": null}"
            })
    void send_successWithoutWhatIsPromised_isAMalformedAnswerThatNamesIt(String body) {
        answer(okJson(body).withHeader("X-Request-Id", REQUEST_ID));
        assertThat(failure(HEALTH))
                .isExactlyInstanceOf(MalformedAnswerException.class)
                .hasMessageStartingWith(
                        "getHealth got 200 (request id " + REQUEST_ID + "), but not the promised JSON: ")
                .hasMessageEndingWith(", in /media");
    }

    @ParameterizedTest
    @CsvSource({"{\"error\": \"No\"}, UNKNOWN, No", "{\"code\": \"NOT_FOUND\"}, NOT_FOUND, the answer does not say why"
    })
    void send_errorThatLacksOne_isReadForTheOther(String body, String code, String text) {
        answer(aResponse().withStatus(404).withBody(body));
        assertThat(apiException()).hasMessage("getHealth failed with 404 " + code + " (request id unknown): " + text);
    }

    @Test
    void send_pageInsteadOfThePromisedJson_isToldToBeOne() {
        answer(aResponse()
                .withHeader("Content-Type", "Text/HTML; charset=utf-8")
                .withBody("<html>Sign in</html>"));
        assertThat(failure(HEALTH))
                .isExactlyInstanceOf(MalformedAnswerException.class)
                .hasMessageStartingWith("getHealth got 200 (request id unknown), but HTML and not the promised JSON: ");
    }

    @Test
    void send_noContentWherePromised_isAMalformedAnswer() {
        answer(aResponse().withStatus(204));
        assertThat(failure(HEALTH))
                .isExactlyInstanceOf(MalformedAnswerException.class)
                .hasMessageContaining("204");
    }

    @Test
    void send_redirectWithAQuery_isToldWithoutIt() {
        SERVER.stubFor(any(urlEqualTo("/health"))
                .willReturn(
                        aResponse().withStatus(302).withHeader("Location", "https://sso.example/in?code=one-time")));
        assertThat(apiException())
                .hasMessageContaining(", Location: https://sso.example/in)")
                .hasMessageNotContaining("one-time");
    }

    @Test
    void send_redirect_isAnError() {
        SERVER.stubFor(any(urlEqualTo("/health"))
                .willReturn(aResponse().withStatus(302).withHeader("Location", SERVER.baseUrl() + "/elsewhere")));
        assertThat(apiException().status()).isEqualTo(302);
        SERVER.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EMPTY_RESPONSE",
                "CONNECTION_RESET_BY_PEER",
                "RANDOM_DATA_THEN_CLOSE",
                "MALFORMED_RESPONSE_CHUNK"
            })
    void send_brokenConnection_isATransportException(String fault) {
        answer(aResponse().withFault(Fault.valueOf(fault)));
        assertThat(failure(HEALTH))
                .isExactlyInstanceOf(TransportException.class)
                .hasMessageContaining("getHealth");
    }

    @Test
    void send_connectionRefused_isATransportException() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Caller nowhere = transport(http, "http://127.0.0.1:" + port);
        assertThat(catchThrowableOfType(TransportException.class, () -> nowhere.send(HEALTH, Health.class)))
                .hasMessageContaining("getHealth got no answer")
                .hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void send_silentServer_isATransportExceptionAfterTheReadTimeout() {
        OkHttpClient impatient =
                http.newBuilder().readTimeout(Duration.ofMillis(50)).build();
        answer(okJson(UP).withFixedDelay(60_000));
        assertThat(catchThrowableOfType(TransportException.class, () -> transport(impatient, SERVER.baseUrl())
                        .send(HEALTH, Health.class)))
                .hasMessageContaining("getHealth got no answer")
                .hasCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void send_wholeCallTakesTooLong_isToldWithTheTimeThatItHad() {
        answer(okJson(UP).withFixedDelay(60_000));
        RequestOptions hasty =
                RequestOptions.defaults().withTimeout(Timeout.defaults().withCall(Duration.ofMillis(200)));
        assertThat(failure(HEALTH.toBuilder().options(hasty).build()))
                .isExactlyInstanceOf(TransportException.class)
                .hasMessageStartingWith("getHealth got no answer within PT0.2S: ");
    }

    @Test
    void send_interruptedThread_failsAndStaysInterrupted() {
        answer(okJson(UP));
        Thread.currentThread().interrupt();
        VideoCallException exception = failure(HEALTH);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(exception).isExactlyInstanceOf(CancelledException.class).hasMessage("getHealth was interrupted");
    }

    @Test
    void send_connectionThatDiesAfterThePost_doesNotPostTwice() {
        answer(okJson(UP));
        transport.send(HEALTH, Health.class);
        answer(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(failure(CREATE)).isExactlyInstanceOf(TransportException.class);
        SERVER.verify(1, postRequestedFor(anyUrl()));
    }

    @Test
    void send_pathAndQuery_areEncoded() {
        answer(okJson(UP));
        transport.send(
                Request.builder("x", "GET", "/session/{session_id}")
                        .path("session_id", "a/b c?d")
                        .query("cursor", "1+2=3&4")
                        .build(),
                Health.class);
        SERVER.verify(getRequestedFor(urlEqualTo("/session/a%2Fb%20c%3Fd?cursor=1%2B2%3D3%264")));
    }

    @Test
    void send_baseUrlWithAPath_keepsIt() {
        answer(okJson(UP));
        for (String base : List.of("/calls", "/calls/")) {
            transport(http, SERVER.baseUrl() + base).send(HEALTH, Health.class);
        }
        SERVER.verify(2, getRequestedFor(urlEqualTo("/calls/health")));
    }

    @Test
    void send_anyCall_hasItsHeaders() {
        answer(okJson(UP));
        transport.send(HEALTH, Health.class);
        SERVER.verify(getRequestedFor(urlEqualTo("/health"))
                .withHeader("Accept", equalTo("application/json"))
                .withHeader("Authorization", equalTo("Bearer " + TOKEN))
                .withHeader("User-Agent", matching("video-call-client/[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?")));
    }

    @Test
    void send_withoutToken_hasNoAuthorization() {
        answer(okJson(UP));
        caller(http, SERVER.baseUrl(), null).send(HEALTH, Health.class);
        SERVER.verify(getRequestedFor(urlEqualTo("/health")).withoutHeader("Authorization"));
    }

    @Test
    void send_postWithoutBody_isEmptyAndUntyped() {
        answer(okJson(UP));
        transport.send(CREATE, Health.class);
        SERVER.verify(postRequestedFor(anyUrl())
                .withHeader("Content-Length", equalTo("0"))
                .withoutHeader("Content-Type"));
    }

    @Test
    void send_text_isReadAsItIs() {
        answer(aResponse().withHeader("Content-Type", "text/html;charset=UTF-8").withBody("<p>ü</p>"));
        assertThat(transport
                        .send(HEALTH.toBuilder().accept("text/html").build(), String.class)
                        .body())
                .isEqualTo("<p>ü</p>");
        SERVER.verify(getRequestedFor(anyUrl()).withHeader("Accept", equalTo("text/html")));
    }

    static Stream<ResponseDefinitionBuilder> answersThatRepeatTheToken() {
        return Stream.of(
                error(401, "UNAUTHORIZED", "Bearer " + TOKEN + " is unknown"),
                error(400, TOKEN, "What?"),
                error(400, "INVALID_INPUT", "What?").withHeader("X-Request-Id", TOKEN),
                okJson("").withHeader("X-Request-Id", TOKEN),
                aResponse().withStatus(500).withBody("Authorization: Bearer " + TOKEN),
                okJson("{\"status\": " + TOKEN + "}"),
                okJson("{\"" + TOKEN + "\": "),
                okJson("{\"media\": {\"" + TOKEN + "\": 1}}"),
                aResponse().withFault(Fault.EMPTY_RESPONSE));
    }

    @ParameterizedTest
    @MethodSource("answersThatRepeatTheToken")
    void send_anyFailure_doesNotTellTheToken(ResponseDefinitionBuilder answer) {
        answer(answer);
        StringWriter trace = new StringWriter();
        failure(HEALTH).printStackTrace(new PrintWriter(trace, true));
        assertThat(trace.toString()).contains("getHealth").doesNotContain(TOKEN);
        assertThat(transport.toString()).doesNotContain(TOKEN);
    }

    private ApiException apiException() {
        return catchThrowableOfType(ApiException.class, () -> transport.send(HEALTH, Health.class));
    }

    private VideoCallException failure(Request call) {
        return catchThrowableOfType(VideoCallException.class, () -> transport.send(call, Health.class));
    }

    private static Caller transport(OkHttpClient http, String baseUrl) {
        return caller(http, baseUrl, TOKEN);
    }

    private static Caller caller(OkHttpClient http, String baseUrl, @Nullable String token) {
        Time time = new FakeTime(CLOCK.instant());
        return new Caller(
                new OkHttpTransport(http, HttpUrl.get(baseUrl), Runnable::run, new Cancellation()),
                new Settings(
                        () -> token,
                        Timeouts.of(http),
                        0,
                        Duration.ZERO,
                        null,
                        Runnable::run,
                        time,
                        new Lifecycle(() -> {})));
    }

    private static void answer(ResponseDefinitionBuilder response) {
        SERVER.stubFor(any(anyUrl()).willReturn(response));
    }

    private static ResponseDefinitionBuilder error(int status, String code, String text) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withHeader("X-Request-Id", REQUEST_ID)
                .withBody("{\"error\": \"" + text + "\", \"code\": \"" + code + "\", \"new_field\": 1}");
    }
}
