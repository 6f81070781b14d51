package com.bahasadri.videocall.server.adapter.realtimekit;

import static com.bahasadri.videocall.server.adapter.realtimekit.StubbedRealtimeKit.APP;
import static com.bahasadri.videocall.server.adapter.realtimekit.StubbedRealtimeKit.NOW;
import static com.bahasadri.videocall.server.adapter.realtimekit.StubbedRealtimeKit.json;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.MediaEngine.IssuedToken;
import com.bahasadri.videocall.server.port.MediaEngine.Meeting;
import com.bahasadri.videocall.server.port.MediaEngine.NewParticipant;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine sends, and how it reads answers that are good. */
class RealtimeKitEngineTest {
    private static final String OK = "{\"success\":true,\"data\":{}}";
    private static final String ADDED = "{\"success\":true,\"data\":{\"id\":\"p1\",\"token\":\"eyJ.a.b\",\"new\":1}}";
    private static final NewParticipant ANN = new NewParticipant("Ann", "ann", "group_call_participant");

    private final StubbedRealtimeKit kit = new StubbedRealtimeKit();

    @AfterEach
    void close() {
        kit.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":true,\"data\":{\"id\":\"m1\",\"created_at\":\"2026-11-20T12:00:00.5+02:00\",\"x\":[1]}}",
                "{\"success\":true,\"data\":{\"meeting\":{\"id\":\"m1\",\"created_at\":\"2026-11-20T10:00:00.5Z\"}},\"y\":2}"
            })
    void createMeeting_flatOrNested_isRead(String answer) {
        kit.on("POST", "/meetings", json(201, answer));

        assertThat(kit.engine.createMeeting("Room"))
                .isEqualTo(new Meeting("m1", Instant.parse("2026-11-20T10:00:00.500Z")));
        assertThat(kit.bodies()).containsExactly("{\"title\":\"Room\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"m1\"}",
                "{\"id\":\"m1\",\"created_at\":\"yesterday\"}",
                "{\"id\":\"m1\",\"created_at\":7}"
            })
    void createMeeting_withoutReadableTime_isOfNow(String data) {
        kit.on("POST", "/meetings", json(201, "{\"success\":true,\"data\":" + data + "}"));

        assertThat(kit.engine.createMeeting(null).createdAt()).isEqualTo(NOW);
        assertThat(kit.bodies()).containsExactly("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../../x\\r\\nevil", " "})
    void createMeetingAndAdmit_idThatIsNone_failAndTellItNobody(String id) {
        kit.always(json(201, "{\"success\":true,\"data\":{\"id\":\"" + id + "\",\"token\":\"eyJ.a.b\"}}"));

        assertThat(codeOf(() -> kit.engine.createMeeting(null))).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);
        assertThat(codeOf(() -> kit.engine.admit("m1", new NewParticipant(null, "vc-7", "group_call_participant"))))
                .isEqualTo(ErrorCode.REALTIMEKIT_ERROR);
        assertThat(kit.log())
                .noneMatch(event -> event.getKeyValuePairs().toString().contains("evil"));
    }

    @Test
    void everyCall_sendsTheTokenAndAcceptsJson() {
        kit.on(post(urlPathEqualTo(APP + "/meetings"))
                .withHeader("Authorization", equalTo("Bearer " + StubbedRealtimeKit.TOKEN))
                .withHeader("Accept", equalTo("application/json"))
                .willReturn(json(201, "{\"success\":true,\"data\":{\"id\":\"m1\"}}")));

        assertThat(kit.engine.createMeeting(null).id()).isEqualTo("m1");
    }

    @Test
    void admit_ownId_isAddedWithoutLookingItUp() {
        kit.on("POST", "/meetings/m1/participants", json(201, ADDED));

        IssuedToken token = kit.engine.admit("m1", new NewParticipant(null, "vc-7", "group_call_participant"));

        assertThat(token).isEqualTo(new IssuedToken("p1", "eyJ.a.b"));
        assertThat(kit.sent()).containsExactly("POST /meetings/m1/participants");
    }

    @Test
    void admit_foreignIdOnTheSecondPage_isRefreshed() {
        String paging = "\"paging\":{\"total_count\":2}";
        page(1, "{\"success\":true,\"data\":[{\"id\":\"p0\",\"custom_participant_id\":\"bob\"}]," + paging + "}");
        page(2, "{\"success\":true,\"data\":[{\"id\":\"p1\",\"custom_participant_id\":\"ann\"}]," + paging + "}");
        refreshed();

        assertThat(kit.engine.admit("m1", ANN)).isEqualTo(new IssuedToken("p1", "eyJ.c.d"));
        assertThat(kit.bodies()).last().isEqualTo("");
    }

    @Test
    void admit_pagesFromZero_startsAgainAtZero() {
        page(1, "{\"success\":true,\"data\":[],\"paging\":{\"start_offset\":0,\"total_count\":1}}");
        page(0, "{\"success\":true,\"data\":{\"participants\":[{\"id\":\"p1\",\"custom_participant_id\":\"ann\"}]}}");
        refreshed();

        assertThat(kit.engine.admit("m1", ANN).participantId()).isEqualTo("p1");
    }

    @Test
    void admit_listWithoutPagingThatRepeatsItself_endsAndAdds() {
        kit.on(
                "GET",
                "/meetings/m1/participants",
                json(200, "{\"success\":true,\"data\":[{\"id\":\"p0\",\"custom_participant_id\":\"bob\"}]}"));
        kit.on("POST", "/meetings/m1/participants", json(201, ADDED));

        assertThat(kit.engine.admit("m1", ANN).participantId()).isEqualTo("p1");
        assertThat(kit.sent()).hasSize(3);
    }

    @Test
    void admit_strangeIds_arePercentEncoded() {
        kit.always(json(201, ADDED));

        kit.engine.admit("a/b?c#d e%2e\u00fc", new NewParticipant(null, "vc-7", "group_call_participant"));

        assertThat(kit.sent()).containsExactly("POST /meetings/a%2Fb%3Fc%23d%20e%252e%C3%BC/participants");
    }

    @Test
    void admitOperator_presetOnTheSecondPage_isNotCreatedAndRemembered() {
        kit.on(get(urlPathEqualTo(APP + "/presets"))
                .withQueryParam("page_no", equalTo("1"))
                .willReturn(
                        json(200, "{\"success\":true,\"data\":[{\"name\":\"a\"}],\"paging\":{\"total_count\":2}}")));
        kit.on(
                get(urlPathEqualTo(APP + "/presets"))
                        .withQueryParam("page_no", equalTo("2"))
                        .willReturn(
                                json(
                                        200,
                                        "{\"success\":true,\"data\":[{\"name\":\"video_call_operator\"}],\"paging\":{\"total_count\":2}}")));
        kit.on("POST", "/meetings/m1/participants", json(201, ADDED));

        kit.engine.admitOperator("m1", "vc-1");
        kit.engine.admitOperator("m1", "vc-2");

        assertThat(kit.sent())
                .containsExactly(
                        "GET /presets?page_no=1&per_page=100",
                        "GET /presets?page_no=2&per_page=100",
                        "POST /meetings/m1/participants",
                        "POST /meetings/m1/participants");
    }

    @Test
    void mute_confirmed_isTrueAndSendsBothLists() {
        kit.always(json(200, "{\"success\":true,\"data\":{\"action\":\"mute\",\"participants\":[{\"id\":\"p1\"}]}}"));

        assertThat(kit.engine.mute("m1", "p1")).isTrue();
        assertThat(kit.bodies()).containsExactly("{\"participant_ids\":[\"p1\"],\"custom_participant_ids\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"id\":\"p2\"}]", "[null,3]"})
    void mute_answerWithoutTheParticipant_isFalse(String list) {
        kit.always(json(200, "{\"success\":true,\"data\":{\"participants\":" + list + "}}"));

        assertThat(kit.engine.mute("m1", "p1")).isFalse();
    }

    @Test
    void mute_answerWithoutList_isTrue() {
        kit.always(json(200, OK));

        assertThat(kit.engine.mute("m1", "p1")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":true}",
                "{\"success\":true,\"data\":null}",
                "{\"success\":true,\"data\":\"muted\"}",
                "{\"success\":true,\"data\":{\"participants\":null}}",
                "{\"success\":true,\"data\":{\"participants\":{\"id\":\"p1\"}}}"
            })
    void mute_answerThatSaysNothingOfAnybody_isFalse(String answer) {
        kit.always(json(200, answer));

        assertThat(kit.engine.mute("m1", "p1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void mute_notThere_isFalseWhateverTheBody(int status) {
        kit.always(aResponse().withStatus(status).withBody("<html>no such page</html>"));

        assertThat(kit.engine.mute("m1", "p1")).isFalse();
        assertThat(kit.sent()).as("a mute is never repeated").hasSize(1);
        assertThat(kit.log()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {405, 501})
    void mute_notSupported_isAskedForAgainOnlyAfterTenMinutes(int status) {
        kit.always(json(status, ""));
        kit.engine.mute("m1", "p1");

        kit.clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(kit.engine.mute("m2", "p2")).isFalse();
        assertThat(kit.sent()).hasSize(1);

        kit.always(json(200, OK));
        kit.clock.advance(Duration.ofMillis(1));
        assertThat(kit.engine.mute("m2", "p2")).isTrue();
    }

    @Test
    void mute_nobodyOfThatId_isAskedForTheNextOne() {
        kit.always(json(404, ""));

        kit.engine.mute("m1", "p1");
        kit.engine.mute("m1", "p2");

        assertThat(kit.sent()).hasSize(2);
    }

    @Test
    void remove_deletesThenKicks() {
        kit.always(json(200, OK));

        kit.engine.remove("m1", "p1");

        assertThat(kit.sent())
                .containsExactly("DELETE /meetings/m1/participants/p1", "POST /meetings/m1/active-session/kick");
        assertThat(kit.bodies()).last().isEqualTo("{\"participant_ids\":[\"p1\"],\"custom_participant_ids\":[]}");
    }

    @Test
    void end_closesThenStopsTheRecordingThenKicksAll() {
        kit.always(json(200, OK));
        recording("{\"id\":\"r1\",\"status\":\"RECORDING\"}");

        kit.engine.end("m1");

        assertThat(kit.sent())
                .containsExactly(
                        "PATCH /meetings/m1",
                        "GET /recordings/active-recording/m1",
                        "PUT /recordings/r1",
                        "POST /meetings/m1/active-session/kick-all");
        assertThat(kit.bodies()).containsExactly("{\"status\":\"INACTIVE\"}", "", "{\"action\":\"stop\"}", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"r1\",\"status\":\"UPLOADING\"}",
                "{\"id\":\"r1\",\"status\":\"ERRORED\"}",
                "{\"id\":7}",
                "{}",
                "[]",
                "null"
            })
    void end_nothingIsRecorded_stopsNothing(String data) {
        kit.always(json(200, OK));
        recording(data);

        kit.engine.end("m1");

        assertThat(kit.sent())
                .containsExactly(
                        "PATCH /meetings/m1",
                        "GET /recordings/active-recording/m1",
                        "POST /meetings/m1/active-session/kick-all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\":\"ACTIVE\"}", "{\"meeting\":{\"status\":\"\"}}"})
    void end_meetingStaysOpen_failsAndStillRemovesEveryone(String data) {
        kit.always(json(200, OK));
        kit.on("PATCH", "/meetings/m1", json(200, "{\"success\":true,\"data\":" + data + "}"));

        assertThat(codeOf(() -> kit.engine.end("m1"))).isEqualTo(ErrorCode.REALTIMEKIT_ERROR);
        assertThat(kit.sent()).contains("POST /meetings/m1/active-session/kick-all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\":\"INACTIVE\"}", "{\"meeting\":{\"status\":\"INACTIVE\"}}", "[]", "null"})
    void end_meetingIsClosedOrNothingIsSaid_isDone(String data) {
        kit.always(json(200, OK));
        kit.on("PATCH", "/meetings/m1", json(200, "{\"success\":true,\"data\":" + data + "}"));

        kit.engine.end("m1");

        assertThat(kit.log()).isEmpty();
    }

    @Test
    void end_recordingUnderItsName_isStopped() {
        kit.always(json(200, OK));
        recording("{\"recording\":{\"id\":\"r1\",\"status\":\"PAUSED\"}}");

        kit.engine.end("m1");

        assertThat(kit.sent()).contains("PUT /recordings/r1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"success\":false,\"error\":{\"code\":404,\"message\":\"No user found with id p1\"}}",
                "{\"success\":false,\"errors\":[{\"code\":404,\"message\":\"not found\"}],\"messages\":[],\"result\":null}",
                ""
            })
    void removeAndEnd_nobodyThere_doNoHarm(String body) {
        kit.always(json(404, body));

        kit.engine.remove("m1", "p1");
        kit.engine.end("m1");

        assertThat(kit.sent()).hasSize(5);
        assertThat(kit.log()).isEmpty();
    }

    private static ErrorCode codeOf(ThrowingCallable call) {
        return catchThrowableOfType(ServiceException.class, call).code();
    }

    private void recording(String data) {
        kit.on("GET", "/recordings/active-recording/m1", json(200, "{\"success\":true,\"data\":" + data + "}"));
    }

    private void refreshed() {
        String token = "{\"success\":true,\"data\":{\"token\":\"eyJ.c.d\"}}";
        kit.on("POST", "/meetings/m1/participants/p1/token", json(200, token));
    }

    private void page(int number, String answer) {
        kit.on(get(urlPathEqualTo(APP + "/meetings/m1/participants"))
                .withQueryParam("page_no", equalTo(Integer.toString(number)))
                .willReturn(json(200, answer)));
    }
}
