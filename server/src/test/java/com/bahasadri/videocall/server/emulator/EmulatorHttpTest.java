package com.bahasadri.videocall.server.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.emulation.model.FaultOutcome;
import com.bahasadri.videocall.server.emulation.model.Faults;
import com.bahasadri.videocall.server.emulation.model.RequestFault;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The emulator over plain HTTP: what other clients than ours may send. */
class EmulatorHttpTest {
    private static RealtimeKitEmulator emulator;
    private static Curl curl;

    @BeforeAll
    static void start() {
        emulator = RealtimeKitEmulator.start(RealtimeKitEmulator.Settings.temporary());
        curl = new Curl(emulator);
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "Basic local-token",
                "local-token",
                "Bearer local-token2"
            })
    void anything_withoutTheToken_isRefusedByTheEdge(String authorization) {
        Curl.Reply reply = curl.send("/meetings", request -> {
            request.removeHeader("Authorization");
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
        });

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().path("errors").path(0).path("message").asText()).isEqualTo("Authentication error");
        assertThat(reply.json().has("error")).isFalse();
        assertThat(reply.json().path("messages").isArray()).isTrue();
        assertThat(reply.json().path("result").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/client/v4/accounts/other/realtime/kit/local-app/meetings, 403",
        "/client/v4/accounts/local-account/realtime/kit/other/meetings, 404",
        "/client/v4/accounts/local-account/realtime/kit//meetings, 404",
        "/client/v4/accounts/local-account/realtime/kit/local-app/nothing, 404",
        "/client/v4/accounts/local-account/realtime/meetings, 404",
        "/, 404"
    })
    void elsewhere_isRefusedInJson(String path, int status) {
        Curl.Reply reply = curl.anything(path, request -> request.header("Authorization", "bearer local-token"));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.contentType()).isEqualTo("application/json");
        assertThat(reply.json().path("success").asBoolean(true)).isFalse();
    }

    @Test
    void method_thatIsNotThere_isRefusedInJson() {
        Curl.Reply reply = curl.anything(
                "/client/v4/accounts/local-account/realtime/kit/local-app/meetings",
                request -> request.header("Authorization", "Bearer local-token").delete());

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.json().path("error").path("code").asInt()).isEqualTo(405);
    }

    @Test
    void address_malformed_isRefusedInJson() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", emulator.port())) {
            socket.getOutputStream()
                    .write(("GET /client/v4/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/json")
                    .doesNotContainIgnoringCase("<html");
        }
    }

    @Test
    void answers_all_tellTheEmulatorsTime() {
        try (RealtimeKitEmulator moved = RealtimeKitEmulator.start(RealtimeKitEmulator.Settings.temporary())) {
            moved.clock().stop();
            moved.clock().advance(Duration.between(moved.clock().instant(), Instant.parse("2030-01-02T03:04:05.678Z")));
            moved.faults()
                    .set(Faults.builder()
                            .requests(List.of(RequestFault.builder()
                                    .path("/presets")
                                    .outcome(FaultOutcome.HTML)
                                    .build()))
                            .build());
            Curl there = new Curl(moved);
            String presets = "/client/v4/accounts/local-account/realtime/kit/local-app/presets";

            assertThat(List.of(
                            there.post("/meetings"),
                            there.get("/meetings/nope"),
                            there.anything("/client/v4", builder -> builder.get()),
                            there.anything(presets, builder -> builder.get())))
                    .extracting(Curl.Reply::date)
                    .containsOnly("Wed, 02 Jan 2030 03:04:05 GMT");
        }
    }

    @Test
    void createMeeting_withoutBody_isAccepted() {
        assertThat(curl.post("/meetings").status()).isEqualTo(201);
        assertThat(curl.post("/meetings", "").status()).isEqualTo(201);
        assertThat(curl.post("/meetings", "{}").status()).isEqualTo(201);
    }

    @Test
    void createMeeting_unknownFieldsAndHeaders_areIgnored() {
        Curl.Reply reply = curl.send("/meetings", request -> request.header("api-version", "2026-11-20")
                .post(RequestBody.create("{\"title\":\"A\",\"region\":\"x\"}", MediaType.get("application/json"))));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.data().path("title").asText()).isEqualTo("A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\":",
                "[]",
                "\"x\"",
                "{} x",
                "{\"title\":{}}",
                "{\"record_on_start\":\"x\"}",
                "{\"session_keep_alive_time_in_secs\":59}"
            })
    void createMeeting_malformed_isRefused(String body) {
        Curl.Reply reply = curl.post("/meetings", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").path("code").asInt()).isEqualTo(400);
    }

    @Test
    void createMeeting_longTitle_isRefusedByName() {
        Curl.Reply reply = curl.post("/meetings", "{\"title\":\"" + "x".repeat(1025) + "\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).startsWith("title ");
    }

    @Test
    void createMeeting_notJson_isRefused() {
        Curl.Reply reply =
                curl.send("/meetings", request -> request.post(RequestBody.create("x", MediaType.get("text/plain"))));

        assertThat(reply.status()).isEqualTo(415);
    }

    @Test
    void createMeeting_hugeBody_isRefused() {
        String huge = "{\"title\":\"" + "x".repeat(Gate.MAX_BODY_BYTES) + "\"}";

        assertThat(curl.post("/meetings", huge).status()).isEqualTo(413);
        assertThat(curl.send("/meetings", request -> request.post(chunked(huge)))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void listMeetings_pages_startAtOneAndTellWhereTheyAre() {
        for (String title : new String[] {"page-a", "page-b", "page-c"}) {
            curl.post("/meetings", "{\"title\":\"" + title + "\"}");
        }

        Curl.Reply second = curl.get("/meetings?search=PAGE-&page_no=2&per_page=2");

        assertThat(second.data()).hasSize(1);
        assertThat(second.json().path("paging")).hasToString("{\"start_offset\":3,\"end_offset\":3,\"total_count\":3}");
        assertThat(curl.get("/meetings?search=page-&page_no=0&per_page=2").data())
                .hasSize(2);
        assertThat(curl.get("/meetings?search=page-&page_no=9&per_page=0").data())
                .isEmpty();
        assertThat(curl.get("/meetings?search=page-&page_no=2147483647&per_page=1000")
                        .data())
                .isEmpty();
        assertThat(curl.get("/meetings?search=page-&page_no=").status()).isIn(200, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page_no=x", "page_no=-1", "per_page=1001", "per_page=99999999999"})
    void listMeetings_malformedPage_isRefused(String query) {
        assertThat(curl.get("/meetings?" + query).status()).isEqualTo(400);
    }

    @Test
    void updateMeeting_status_isChangedAndFilteredBy() {
        String id = curl.post("/meetings", "{\"title\":\"status\"}")
                .data()
                .path("id")
                .asText();

        assertThat(curl.patch("/meetings/" + id, "{\"status\":\"INACTIVE\"}")
                        .data()
                        .path("status")
                        .asText())
                .isEqualTo("INACTIVE");
        assertThat(curl.get("/meetings?search=status&status=INACTIVE").data()).hasSize(1);
        assertThat(curl.get("/meetings?search=status&status=ACTIVE").data()).isEmpty();
        assertThat(curl.get("/meetings/" + id).data().path("title").asText()).isEqualTo("status");
        assertThat(curl.patch("/meetings/" + id, "{\"status\":\"GONE\"}").status())
                .isEqualTo(400);
        assertThat(curl.patch("/meetings/" + id, "").status()).isEqualTo(400);
        assertThat(curl.patch("/meetings/nope", "{}").status()).isEqualTo(404);
    }

    @Test
    void addParticipant_token_isAJwtThatLastsADay() throws IOException {
        String meeting = curl.post("/meetings").data().path("id").asText();
        JsonNode added = add(meeting, "u7").data();

        String payload = added.path("token").asText().split("\\.")[1];
        JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(payload));

        assertThat(claims.path("meetingId").asText()).isEqualTo(meeting);
        assertThat(claims.path("orgId").asText()).isEqualTo("local-app");
        assertThat(claims.path("participantId").asText())
                .isEqualTo(added.path("id").asText());
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(86_400);
    }

    @Test
    void addParticipant_incompleteOrUnknown_isRefused() {
        String meeting = curl.post("/meetings").data().path("id").asText();

        assertThat(curl.post("/meetings/" + meeting + "/participants", "{\"preset_name\":\"webinar_viewer\"}")
                        .error())
                .isEqualTo("custom_participant_id must not be null");
        assertThat(curl.post("/meetings/" + meeting + "/participants").status()).isEqualTo(400);
        assertThat(curl.post(
                                "/meetings/" + meeting + "/participants",
                                "{\"preset_name\":\"nope\",\"custom_participant_id\":\"a\"}")
                        .status())
                .isEqualTo(404);
        assertThat(add("nope", "a").status()).isEqualTo(404);
    }

    @Test
    void participant_deleted_isGoneAndCanBeAddedAnew() {
        String meeting = curl.post("/meetings").data().path("id").asText();
        String id = add(meeting, "u7").data().path("id").asText();
        String path = "/meetings/" + meeting + "/participants/" + id;

        assertThat(curl.get(path).data().has("token")).isFalse();
        assertThat(curl.delete(path).data().path("custom_participant_id").asText())
                .isEqualTo("u7");

        assertThat(curl.get(path).status()).isEqualTo(404);
        assertThat(curl.delete(path).status()).isEqualTo(404);
        assertThat(curl.post(path + "/token").status()).isEqualTo(404);
        assertThat(add(meeting, "u7").data().path("id").asText()).isNotEqualTo(id);
    }

    @Test
    void presets_list_isThatOfTheDashboardWithoutPermissions() {
        JsonNode presets = curl.get("/presets").data();

        assertThat(presets.findValuesAsText("name"))
                .contains("group_call_host", "group_call_participant", "webinar_presenter", "webinar_viewer");
        assertThat(presets.path(0).has("permissions")).isFalse();
        String id = presets.path(0).path("id").asText();
        assertThat(curl.get("/presets/" + id).data().has("permissions")).isTrue();
        assertThat(curl.get("/presets/nope").status()).isEqualTo(404);
        assertThat(curl.post("/presets", "{\"name\":\"x\"}").status()).isEqualTo(400);
    }

    private static Curl.Reply add(String meeting, String customId) {
        return curl.post(
                "/meetings/" + meeting + "/participants",
                "{\"custom_participant_id\":\"" + customId + "\",\"preset_name\":\"group_call_participant\"}");
    }

    private static RequestBody chunked(String text) {
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return MediaType.get("application/json");
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                sink.writeUtf8(text);
            }
        };
    }
}
