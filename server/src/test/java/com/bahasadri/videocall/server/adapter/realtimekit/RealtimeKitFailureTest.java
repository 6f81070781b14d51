package com.bahasadri.videocall.server.adapter.realtimekit;

import static com.bahasadri.videocall.server.adapter.realtimekit.StubbedRealtimeKit.TOKEN;
import static com.bahasadri.videocall.server.adapter.realtimekit.StubbedRealtimeKit.json;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.CallBudget;
import com.bahasadri.videocall.server.port.MediaEngine.NewParticipant;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

/** How the engine fails: always alike to the caller, with one line in the log, and never with a secret. */
class RealtimeKitFailureTest {
    private static final NewParticipant OWN = new NewParticipant(null, "vc-1", "group_call_participant");
    private static final String EMPTY = "";

    private final StubbedRealtimeKit kit = new StubbedRealtimeKit();

    @AfterEach
    void close() {
        kit.close();
    }

    static Stream<Arguments> badAnswers() {
        String huge = "{\"success\":true,\"data\":{\"id\":\"" + "x".repeat(1024 * 1024) + "\"}}";
        return Stream.of(
                Arguments.of(
                        200, "{\"success\":false,\"error\":{\"code\":400,\"message\":\"bad title\"}}", "400 bad title"),
                Arguments.of(500, "{\"success\":false,\"error\":{\"code\":500,\"message\":\"oops\"}}", "500 oops"),
                Arguments.of(
                        401,
                        "{\"success\":false,\"errors\":[{\"code\":10000,\"message\":\"Authentication error\"}],"
                                + "\"messages\":[],\"result\":null}",
                        "10000 Authentication error"),
                Arguments.of(400, "{\"success\":false,\"error\":\"plain words\"}", "plain words"),
                Arguments.of(400, "{\"success\":false,\"errors\":null,\"error\":7}", "no message"),
                Arguments.of(403, EMPTY, "no message"),
                Arguments.of(502, "<html><body>Bad gateway</body></html>", "not JSON"),
                Arguments.of(503, EMPTY, "no message"),
                Arguments.of(200, EMPTY, "no message"),
                Arguments.of(200, "{\"success\":true,\"data\":{\"id\":", "not JSON"),
                Arguments.of(200, "{\"success\":true,\"data\":{\"id\":\"m1\"}} trailing", "not JSON"),
                Arguments.of(200, "[]", "no message"),
                Arguments.of(200, "null", "no message"),
                Arguments.of(200, "{\"success\":true}", "no data.id"),
                Arguments.of(200, "{\"success\":true,\"data\":{\"id\":7}}", "no data.id"),
                Arguments.of(200, "{\"success\":\"yes\",\"data\":{\"id\":\"m1\"}}", "no message"),
                Arguments.of(200, huge, "more than 1048576 bytes"),
                Arguments.of(302, "{\"success\":true,\"data\":{\"id\":\"m1\"}}", "no message"));
    }

    @ParameterizedTest
    @MethodSource("badAnswers")
    void createMeeting_badAnswer_isOneErrorAndOneLine(int status, String body, String detail) {
        kit.always(json(status, body).withHeader("Location", "http://127.0.0.1:1/"));

        assertFails(() -> kit.engine.createMeeting("Room"), status, detail);

        assertThat(kit.sent()).containsExactly("POST /meetings");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void createMeeting_brokenConnection_isOneErrorAndOneLine(Fault fault) {
        kit.always(aResponse().withStatus(201).withFault(fault));

        ServiceException failure = failureOf(() -> kit.engine.createMeeting("Room"));

        assertThat(failure.code()).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);
        assertThat(kit.log()).hasSize(1);
        assertThat(kit.sent()).as("a POST is never repeated").hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void createMeeting_silence_failsAfterTheTimeout() {
        try (StubbedRealtimeKit slow = new StubbedRealtimeKit(
                StubbedRealtimeKit.hasty(Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofSeconds(15)),
                CallBudget.UNLIMITED)) {
            slow.always(json(201, "{}").withFixedDelay(5000));

            ServiceException failure = failureOf(() -> slow.engine.createMeeting("Room"));

            assertThat(failure.code()).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);
            assertThat(failure.getCause())
                    .hasMessageContaining("POST /meetings got no answer")
                    .hasMessageContaining("took too long");
            assertThat(value(slow.log().get(0), "status")).isEqualTo(0);
        }
    }

    @Test
    void createMeeting_nobodyListens_isAnError() {
        RealtimeKitSettings nowhere =
                RealtimeKitSettings.of(URI.create("http://127.0.0.1:1/client/v4"), "a", "b", TOKEN);
        try (RealtimeKitEngine engine = new RealtimeKitEngine(nowhere, Clock.systemUTC(), CallBudget.UNLIMITED)) {
            assertThat(failureOf(() -> engine.createMeeting(null)).code()).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);
        }
    }

    @ParameterizedTest
    @MethodSource("notFounds")
    void admit_notFound_dependsOnWhoSaysSo(String body, ErrorCode code) {
        kit.always(json(404, body));

        assertThat(failureOf(() -> kit.engine.admit("m1", OWN)).code()).isEqualTo(code);
    }

    static Stream<Arguments> notFounds() {
        return Stream.of(
                Arguments.of("{\"success\":false,\"error\":{\"code\":404,\"message\":\"x\"}}", ErrorCode.NOT_FOUND),
                Arguments.of("{\"success\":false,\"errors\":[{\"code\":1001,\"message\":\"x\"}]}", ErrorCode.NOT_FOUND),
                Arguments.of("{}", ErrorCode.NOT_FOUND),
                Arguments.of("", ErrorCode.NOT_FOUND),
                // A wrong account or address is not the caller's fault.
                Arguments.of(
                        "{\"success\":false,\"errors\":[{\"code\":7003,\"message\":\"Could not route\"}]}",
                        ErrorCode.REALTIMEKIT_ERROR),
                Arguments.of("<html>nothing here</html>", ErrorCode.REALTIMEKIT_ERROR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"m1\nforged", "\u001b[31m", "m\u0000", "m\u0085x"})
    void admit_controlCharacterInTheId_isNotFoundWithoutACall(String id) {
        assertThatThrownBy(() -> kit.engine.admit(id, OWN))
                .isInstanceOfSatisfying(ServiceException.class, failure -> assertThat(failure.code())
                        .isEqualTo(ErrorCode.NOT_FOUND));
        assertThat(kit.sent()).isEmpty();
    }

    @Test
    void failure_idOfTheCallers_cannotForgeTheLog() {
        kit.always(json(503, EMPTY));

        assertThatThrownBy(() -> kit.engine.admit("m1\u2028forged request_id=x", OWN))
                .isInstanceOf(ServiceException.class);

        assertThat(value(kit.log().get(0), "detail").toString()).contains("m1?forged?request_id=x");
    }

    @Test
    void admit_notFound_isNotAWarning() {
        kit.always(json(404, "{\"success\":false,\"error\":{\"code\":404,\"message\":\"x\"}}"));

        failureOf(() -> kit.engine.admit("m1", OWN));

        assertThat(kit.log()).isEmpty();
    }

    @Test
    void admit_answerWithoutToken_isAnError() {
        kit.always(json(201, "{\"success\":true,\"data\":{\"id\":\"p1\"}}"));

        assertFails(() -> kit.engine.admit("m1", OWN), 201, "no data.token");
    }

    @Test
    void admitOperator_presetsFail_isTriedAgainTheNextTime() {
        kit.on("GET", "/presets", json(404, "{\"success\":false,\"error\":{\"code\":404,\"message\":\"x\"}}"));
        assertFails(() -> kit.engine.admitOperator("m1", "vc-1"), 404, "404 x");

        kit.on("GET", "/presets", json(200, "{\"success\":true,\"data\":[{\"name\":\"video_call_operator\"}]}"));
        kit.on(
                "POST",
                "/meetings/m1/participants",
                json(201, "{\"success\":true,\"data\":{\"id\":\"p1\",\"token\":\"t\"}}"));

        assertThat(kit.engine.admitOperator("m1", "vc-1").participantId()).isEqualTo("p1");
    }

    @Test
    void removeAndEnd_failure_isAnError() {
        ResponseDefinitionBuilder failure = json(500, "{\"success\":false,\"error\":{\"code\":500,\"message\":\"x\"}}");
        kit.always(failure);

        assertThat(failureOf(() -> kit.engine.remove("m1", "p1")).code()).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);
        assertThat(failureOf(() -> kit.engine.end("m1")).code()).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);
        assertThat(failureOf(() -> kit.engine.mute("m1", "p1")).code()).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);
        assertThat(kit.log()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void failure_answerThatQuotesSecrets_hidesThem(String body) {
        kit.always(json(400, body));

        ServiceException failure = failureOf(() -> kit.engine.createMeeting("Room"));

        assertThat(text(failure) + text(kit.log().get(0))).doesNotContain(TOKEN, "eyJhbGciOi", "\r\n injected");
    }

    static Stream<String> echoes() {
        return Stream.of(
                "{\"success\":false,\"error\":{\"code\":400,\"message\":\"Bearer " + TOKEN
                        + " is bad\\r\\n injected\"}}",
                "{\"success\":false,\"error\":{\"code\":400,\"message\":\"token eyJhbGciOiJIUzI1NiJ9.e30.c2ln\"}}",
                "eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
                TOKEN);
    }

    @Test
    void settings_asText_maskTheToken() {
        assertThat(RealtimeKitSettings.of(RealtimeKitSettings.CLOUDFLARE, "a", "b", TOKEN)
                        .toString())
                .doesNotContain(TOKEN)
                .contains("apiToken=***");
    }

    @ParameterizedTest
    @MethodSource("badSettings")
    void settings_unusable_areRefusedWithoutTheToken(URI address, String account, String app, String token) {
        assertThatThrownBy(() -> RealtimeKitSettings.of(address, account, app, token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("SECRET");
    }

    static Stream<Arguments> badSettings() {
        URI address = RealtimeKitSettings.CLOUDFLARE;
        return Stream.of(
                Arguments.of(URI.create("ftp://host/x"), "a", "b", TOKEN),
                Arguments.of(URI.create("/relative"), "a", "b", TOKEN),
                Arguments.of(address, "", "b", TOKEN),
                Arguments.of(address, "a", "..", TOKEN),
                Arguments.of(address, "a", "b", ""),
                Arguments.of(address, "a", "b", "SECRET\r\nX: y"));
    }

    private void assertFails(ThrowingCallable call, int status, String detail) {
        ServiceException failure = failureOf(call);
        assertThat(failure.code()).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);
        assertThat(failure).hasMessage("RealtimeKit did not do what was asked");
        assertThat(failure.getCause())
                .hasMessageContaining("was answered " + status)
                .hasMessageContaining(detail);
        assertThat(text(failure)).doesNotContain(TOKEN);
        assertThat(kit.log()).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(value(line, "status")).isEqualTo(status);
            assertThat(value(line, "operation")).isNotNull();
            assertThat((Long) value(line, "duration_ms")).isNotNegative();
            assertThat(value(line, "detail").toString()).contains(detail).doesNotContain(TOKEN);
        });
    }

    private static ServiceException failureOf(ThrowingCallable call) {
        return catchThrowableOfType(ServiceException.class, call);
    }

    private static Object value(ILoggingEvent line, String key) {
        return line.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals(key))
                .map(pair -> pair.value)
                .findFirst()
                .orElseThrow();
    }

    private static String text(ILoggingEvent line) {
        StringBuilder text = new StringBuilder(line.getFormattedMessage());
        for (KeyValuePair pair : line.getKeyValuePairs()) {
            text.append(' ').append(pair);
        }
        return text.toString();
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
