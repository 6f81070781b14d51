package com.bahasadri.videocall.server.adapter.realtimekit;

import static com.bahasadri.videocall.server.adapter.realtimekit.StubbedRealtimeKit.APP;
import static com.bahasadri.videocall.server.adapter.realtimekit.StubbedRealtimeKit.json;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.CallBudget;
import com.bahasadri.videocall.server.port.MediaEngine.IssuedToken;
import com.bahasadri.videocall.server.port.MediaEngine.NewParticipant;
import com.bahasadri.videocall.server.support.Together;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again, when, and what never is. */
class RepeatedCallTest {
    private static final String OK = "{\"success\":true,\"data\":{}}";
    private static final String ADDED = "{\"success\":true,\"data\":{\"id\":\"p1\",\"token\":\"eyJ.a.b\"}}";
    private static final NewParticipant OWN = new NewParticipant(null, "vc-1", "group_call_participant");
    private static final String PARTICIPANTS = "/meetings/m1/participants";
    private static final String PATCH = "PATCH /meetings/m1";
    private static final String KICK_ALL = "POST /meetings/m1/active-session/kick-all";
    private static final ResponseDefinitionBuilder NO_RECORDING = json(404, "");

    private final StubbedRealtimeKit kit = new StubbedRealtimeKit();

    @AfterEach
    void close() {
        assertThat(kit.busyConnections()).isZero();
        kit.close();
    }

    @Test
    void end_failsTwice_isSentThreeTimesWithGrowingWaits() {
        endable();
        kit.inTurn("PATCH", "/meetings/m1", json(503, ""), json(500, "<html>"), json(200, OK));

        kit.engine.end("m1");

        assertThat(kit.sent()).startsWith(PATCH, PATCH, PATCH).endsWith(KICK_ALL);
        assertThat(kit.waits).hasSize(2);
        assertThat(kit.waits.get(0)).isBetween(Duration.ofMillis(100), Duration.ofMillis(300));
        assertThat(kit.waits.get(1)).isBetween(Duration.ofMillis(200), Duration.ofMillis(600));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void end_connectionBreaks_isSentAgain(Fault fault) {
        endable();
        kit.inTurn("PATCH", "/meetings/m1", aResponse().withFault(fault), json(200, OK));
        kit.inTurn("POST", "/meetings/m1/active-session/kick-all", aResponse().withFault(fault), json(200, OK));

        kit.engine.end("m1");

        assertThat(kit.sent()).containsSubsequence(PATCH, PATCH, KICK_ALL, KICK_ALL);
    }

    @Test
    void end_answeredWithHtml_isSentAgain() {
        endable();
        kit.inTurn("PATCH", "/meetings/m1", aResponse().withStatus(200).withBody("<html>"), json(200, OK));

        kit.engine.end("m1");

        assertThat(kit.sent()).startsWith(PATCH, PATCH);
    }

    @Test
    void end_closingFails_stillRemovesEveryoneAndSaysThatItFailed() {
        endable();
        kit.on("PATCH", "/meetings/m1", json(400, "{\"success\":false,\"error\":{\"code\":400,\"message\":\"no\"}}"));

        assertThat(failureOf(() -> kit.engine.end("m1")).code()).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);

        assertThat(kit.sent()).containsOnlyOnce(PATCH).endsWith(KICK_ALL);
        assertThat(kit.log()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 405, 500, 503})
    void end_recordingFails_endsAllTheSame(int status) {
        endable();
        kit.on("GET", "/recordings/active-recording/m1", aResponse().withStatus(status));

        kit.engine.end("m1");

        assertThat(kit.sent())
                .as("a recording is tried once")
                .containsExactly(PATCH, "GET /recordings/active-recording/m1", KICK_ALL);
    }

    @Test
    void end_recordingCannotBeStopped_endsAllTheSame() {
        endable();
        kit.on("GET", "/recordings/active-recording/m1", json(200, "{\"success\":true,\"data\":{\"id\":\"r1\"}}"));
        kit.on("PUT", "/recordings/r1", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        kit.engine.end("m1");

        assertThat(kit.sent()).containsOnlyOnce("PUT /recordings/r1").endsWith(KICK_ALL);
    }

    @Test
    void remove_fails_isSentAgain() {
        kit.inTurn("DELETE", PARTICIPANTS + "/p1", json(502, "<html>"), json(200, OK));
        kit.inTurn("POST", "/meetings/m1/active-session/kick", json(502, "<html>"), json(200, OK));

        kit.engine.remove("m1", "p1");

        assertThat(kit.sent()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void createMeetingAndMute_fail_areSentOnce(int status) {
        kit.always(json(status, ""));

        failureOf(() -> kit.engine.createMeeting(null));
        failureOf(() -> kit.engine.mute("m1", "p1"));

        assertThat(kit.sent()).hasSize(2);
        assertThat(kit.waits).isEmpty();
    }

    @Test
    void createMeeting_nobodyListens_isTriedThreeTimes() {
        List<Duration> waits = new ArrayList<>();
        RealtimeKitSettings nowhere =
                RealtimeKitSettings.of(URI.create("http://127.0.0.1:1/client/v4"), "a", "b", "token");
        Means means = new Means(new OkHttpClient(), CallBudget.UNLIMITED, Clock.systemUTC(), waits::add);
        try (RealtimeKitEngine engine = new RealtimeKitEngine(nowhere, means)) {
            assertThat(failureOf(() -> engine.createMeeting(null)).code()).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);
        }

        assertThat(waits).as("nothing was sent, so nothing is repeated").hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void retryAfter_short_isWaitedFor(int status) {
        endable();
        kit.inTurn("PATCH", "/meetings/m1", json(status, "").withHeader("Retry-After", "4"), json(200, OK));

        kit.engine.end("m1");

        assertThat(kit.waits).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void retryAfter_byAClockThatIsYearsWrong_isWaitedForByThatClock() {
        endable();
        kit.inTurn(
                "PATCH",
                "/meetings/m1",
                json(429, "")
                        .withHeader("Date", "Tue, 20 Nov 2001 10:00:00 GMT")
                        .withHeader("Retry-After", "Tue, 20 Nov 2001 10:00:03 GMT"),
                json(200, OK));

        kit.engine.end("m1");

        assertThat(kit.waits).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void retryAfter_long_failsWithIt() {
        endable();
        kit.on("PATCH", "/meetings/m1", json(429, "").withHeader("Retry-After", "6"));

        ServiceException failure = failureOf(() -> kit.engine.end("m1"));

        assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(6));
        assertThat(kit.sent()).containsOnlyOnce(PATCH);
        assertThat(kit.waits).isEmpty();
    }

    @Test
    void tooManyRequests_withoutRetryAfter_isTriedAgainAndThenAskedBackLater() {
        endable();
        kit.on("PATCH", "/meetings/m1", json(429, "{\"success\":false,\"errors\":[{\"code\":971,\"message\":\"x\"}]}"));

        ServiceException failure = failureOf(() -> kit.engine.end("m1"));

        assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(kit.waits).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void admit_answerIsLost_findsWhoWasAdded(Fault fault) {
        kit.on("POST", PARTICIPANTS, aResponse().withStatus(201).withFault(fault));
        participants("[{\"id\":\"p1\",\"custom_participant_id\":\"vc-1\"}]");
        kit.on("POST", PARTICIPANTS + "/p1/token", json(200, "{\"success\":true,\"data\":{\"token\":\"eyJ.c.d\"}}"));

        assertThat(kit.engine.admit("m1", OWN)).isEqualTo(new IssuedToken("p1", "eyJ.c.d"));
        assertThat(kit.sent()).containsOnlyOnce("POST " + PARTICIPANTS);
    }

    @Test
    void admit_failsAndNobodyWasAdded_isAddedOnceMore() {
        kit.inTurn("POST", PARTICIPANTS, json(500, ""), json(201, ADDED));
        participants("[]");

        assertThat(kit.engine.admit("m1", OWN).participantId()).isEqualTo("p1");
        assertThat(kit.sent())
                .containsExactly(
                        "POST " + PARTICIPANTS,
                        "GET " + PARTICIPANTS + "?page_no=1&per_page=100",
                        "POST " + PARTICIPANTS);
    }

    @Test
    void admit_failsAndNobodyKnowsWhoIsThere_isNotAddedAgain() {
        kit.on("POST", PARTICIPANTS, json(500, "{\"success\":false,\"error\":{\"code\":500,\"message\":\"first\"}}"));
        kit.on("GET", PARTICIPANTS, json(500, "{\"success\":false,\"error\":{\"code\":500,\"message\":\"second\"}}"));

        assertThat(failureOf(() -> kit.engine.admit("m1", OWN)).getCause()).hasMessageContaining("first");

        assertThat(kit.sent()).containsOnlyOnce("POST " + PARTICIPANTS);
    }

    @Test
    void admit_sameIdAtOnce_isAddedOnce() {
        String list = APP + PARTICIPANTS;
        kit.on(get(urlPathEqualTo(list))
                .inScenario("ann")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(json(200, "{\"success\":true,\"data\":[]}").withFixedDelay(100)));
        kit.on(post(urlPathEqualTo(list))
                .inScenario("ann")
                .willSetStateTo("added")
                .willReturn(json(201, ADDED)));
        kit.on(get(urlPathEqualTo(list))
                .inScenario("ann")
                .whenScenarioStateIs("added")
                .willReturn(
                        json(200, "{\"success\":true,\"data\":[{\"id\":\"p1\",\"custom_participant_id\":\"ann\"}]}")));
        kit.on("POST", PARTICIPANTS + "/p1/token", json(200, "{\"success\":true,\"data\":{\"token\":\"eyJ.c.d\"}}"));

        Together.run(4, thread -> assertThat(kit.engine
                        .admit("m1", new NewParticipant(null, "ann", "group_call_participant"))
                        .participantId())
                .isEqualTo("p1"));

        assertThat(kit.sent()).containsOnlyOnce("POST " + PARTICIPANTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 429})
    void admit_refused_isNotLookedUp(int status) {
        kit.always(json(status, ""));

        failureOf(() -> kit.engine.admit("m1", OWN));

        assertThat(kit.sent()).hasSize(1);
    }

    @Test
    void interruptedWait_endsTheRepeats() {
        RealtimeKitSettings nowhere =
                RealtimeKitSettings.of(URI.create("http://127.0.0.1:1/client/v4"), "a", "b", "token");
        List<Duration> waits = new ArrayList<>();
        Pause interrupted = time -> {
            waits.add(time);
            throw new InterruptedException();
        };
        Means means = new Means(new OkHttpClient(), CallBudget.UNLIMITED, Clock.systemUTC(), interrupted);
        try (RealtimeKitEngine engine = new RealtimeKitEngine(nowhere, means)) {
            failureOf(() -> engine.createMeeting(null));
        }

        assertThat(Thread.interrupted()).isTrue();
        assertThat(waits).hasSize(1);
    }

    private void endable() {
        kit.always(json(200, OK));
        kit.on("GET", "/recordings/active-recording/m1", NO_RECORDING);
    }

    private void participants(String list) {
        kit.on("GET", PARTICIPANTS, json(200, "{\"success\":true,\"data\":" + list + "}"));
    }

    private static ServiceException failureOf(ThrowingCallable call) {
        ServiceException failure = catchThrowableOfType(ServiceException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }
}
