package com.bahasadri.videocall.server.upstream;

import static com.bahasadri.videocall.server.upstream.FailingRealtimeKit.TOKEN;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.log.CapturedLog;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which RealtimeKit may fail: what callers get, in what time, and that it is over when the fault is. */
class UpstreamFaultTest {
    private static final String CREATE = "/api/video-call/session";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BROKEN = 500;
    private static final int BUSY = 503;

    private final CapturedLog log = new CapturedLog();
    private final FailingRealtimeKit kit = FailingRealtimeKit.start();
    private final ApiClient client = kit.client();

    @AfterEach
    void close() {
        kit.close();
        log.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("silence", BROKEN, aResponse().withStatus(200).withFixedDelay(30_000)),
                fault(
                        "slow drip",
                        BROKEN,
                        aResponse().withStatus(200).withBody(" ".repeat(200)).withChunkedDribbleDelay(200, 30_000)),
                fault("reset", BROKEN, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)),
                fault("reset in the body", BROKEN, aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK)),
                fault("garbage", BROKEN, aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
                fault("no answer", BROKEN, aResponse().withFault(Fault.EMPTY_RESPONSE)),
                fault("server error", BROKEN, kitError(500, "secret " + TOKEN)),
                fault(
                        "bad gateway in HTML",
                        BROKEN,
                        aResponse().withStatus(502).withBody("<html>" + TOKEN + "</html>")),
                fault("HTML for success", BROKEN, aResponse().withStatus(200).withBody("<html>" + TOKEN + "</html>")),
                fault(
                        "other JSON for success",
                        BROKEN,
                        aResponse().withStatus(200).withBody("[1]")),
                fault("nothing for success", BROKEN, aResponse().withStatus(200)),
                fault("too much", BROKEN, aResponse().withStatus(200).withBody(" ".repeat(2_000_000))),
                fault("too deep", BROKEN, aResponse().withStatus(200).withBody("[".repeat(100_000))),
                fault("redirection", BROKEN, aResponse().withStatus(302).withHeader("Location", "http://127.0.0.1:1/")),
                fault("API token expired", BROKEN, edgeError(401, 1000, "Invalid API Token " + TOKEN)),
                fault("API token without permission", BROKEN, edgeError(403, 10000, "Authentication error")),
                fault("refused by RealtimeKit itself", BROKEN, kitError(401, "Unauthorized")),
                fault("too many requests", BUSY, edgeError(429, 971, "Please wait")),
                fault(
                        "too many requests, later",
                        BUSY,
                        edgeError(429, 971, "Wait").withHeader("Retry-After", "77")),
                fault(
                        "too many requests, now",
                        BUSY,
                        edgeError(429, 971, "Wait").withHeader("Retry-After", "0")),
                fault("overloaded, later", BUSY, aResponse().withStatus(503).withHeader("Retry-After", "77")),
                fault("wrong account", BROKEN, edgeError(404, 7003, "Could not route to /client/v4/...")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void fault_everywhere_isAnsweredInTimeAndOverWithTheFault(
            String name, int status, ResponseDefinitionBuilder answer) {
        String session = session();
        ApiClient control = control(session);
        String participant = participant(session).text("participant_id");
        kit.always(answer);
        Set<Thread> earlier = threads();
        long start = System.nanoTime();

        String waits = "too many requests, later".equals(name) || "overloaded, later".equals(name) ? "77" : null;
        fails(status, waits, client.post(CREATE));
        fails(status, waits, client.post(session + "/participant-token"));
        fails(status, waits, control.post(session + "/kick", "{\"participant_id\":\"" + participant + "\"}"));
        fails(status, waits, control.delete(session));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
        assertThat(client.get(session).hasStatus(200).text("status"))
                .as("the end holds here")
                .isEqualTo("ended");
        kit.well();
        succeeds(() -> control.delete(session));
        succeeds(() -> client.post(CREATE));
        assertThat(log.text()).doesNotContain(TOKEN);
        Set<Thread> made = threads();
        made.removeAll(earlier);
        assertThat(made).hasSizeLessThan(10);
    }

    @Test
    void certificate_thatNobodyVouchesFor_isAnErrorWithoutACall() {
        try (FailingRealtimeKit untrusted = FailingRealtimeKit.untrusted()) {
            fails(BROKEN, null, untrusted.client().post(CREATE));

            assertThat(untrusted.requests()).isZero();
        }
    }

    @Test
    void clockOfTheOtherSide_yearsWrong_doesNoHarm() {
        kit.always(FailingRealtimeKit.json(201, "{\"id\":\"m1\",\"created_at\":\"2001-01-01T00:00:00Z\"}")
                .withHeader("Date", "Mon, 01 Jan 2001 00:00:00 GMT"));

        Answer created = client.post(CREATE).hasStatus(200);

        assertThat(created.text("session_id")).isEqualTo("m1");
    }

    @Test
    void wrongTypes_whereSomethingIsNeeded_areAnError() {
        String session = session();
        kit.always(FailingRealtimeKit.json(201, "{\"id\":7,\"token\":[\"x\"],\"created_at\":{}}"));

        fails(BROKEN, null, client.post(CREATE));
        fails(BROKEN, null, client.post(session + "/participant-token"));
    }

    @Test
    void wrongTypes_whereNothingIsNeeded_areSuccess() {
        String session = session();
        ApiClient control = control(session);
        kit.always(FailingRealtimeKit.json(200, "[null,7,{\"id\":false}]"));

        control.delete(session).hasStatus(200);
    }

    @Test
    void burstOfServerErrors_holdsCallsBackAndIsOverByItself() {
        kit.always(kitError(500, "x"));
        for (int i = 0; i < 20; i++) {
            fails(BROKEN, null, client.post(CREATE));
        }
        int sent = kit.requests();

        fails(BUSY, "1", client.post(CREATE));
        assertThat(kit.requests()).as("nothing more is sent").isEqualTo(sent);

        kit.well();
        succeeds(() -> client.post(CREATE));
    }

    @Test
    void end_halfDone_isRepairedByTheNext() {
        String session = session();
        ApiClient control = control(session);
        kit.always(kitError(500, "x"));
        fails(BROKEN, null, control.delete(session));
        kit.well();
        int before = kit.requests();

        control.delete(session).hasStatus(200);
        int repaired = kit.requests();
        control.delete(session).hasStatus(200);

        assertThat(repaired).as("closed, looked for a recording, emptied").isEqualTo(before + 3);
        assertThat(kit.requests()).as("nothing is left to do").isEqualTo(repaired);
    }

    private String session() {
        return TestServer.path(client.post(CREATE).hasStatus(200).text("session_id"));
    }

    private ApiClient control(String session) {
        return client.bearer(
                client.post(session + "/control-token").hasStatus(200).text("token"));
    }

    private Answer participant(String session) {
        return client.post(session + "/participant-token").hasStatus(200);
    }

    private static void fails(int status, String retryAfter, Answer answer) {
        answer.isError(status, status == BUSY ? "UNAVAILABLE" : "REALTIMEKIT_ERROR");
        assertThat(answer.body()).doesNotContain(TOKEN, "html", "Exception", "localhost", "/client/v4");
        if (status == BUSY) {
            assertThat(answer.header("Retry-After")).matches(retryAfter == null ? "[1-9]\\d*" : retryAfter);
        }
    }

    /** Until the calls are no longer held back. */
    private static void succeeds(Supplier<Answer> request) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Answer answer = request.get();
        while (answer.status() == BUSY && System.nanoTime() < end) {
            answer = request.get();
        }
        answer.hasStatus(200);
    }

    /** The threads that HTTP clients have, those of tests before this one among them, which end at any time. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("OkHttp"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Arguments fault(String name, int status, ResponseDefinitionBuilder answer) {
        return Arguments.of(name, status, answer);
    }

    private static ResponseDefinitionBuilder kitError(int status, String message) {
        return aResponse()
                .withStatus(status)
                .withBody("{\"success\":false,\"error\":{\"code\":" + status + ",\"message\":\"" + message + "\"}}");
    }

    private static ResponseDefinitionBuilder edgeError(int status, int code, String message) {
        return aResponse()
                .withStatus(status)
                .withBody("{\"success\":false,\"errors\":[{\"code\":" + code + ",\"message\":\"" + message
                        + "\"}],\"messages\":[],\"result\":null}");
    }
}
