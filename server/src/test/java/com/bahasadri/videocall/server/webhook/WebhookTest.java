package com.bahasadri.videocall.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.emulator.RealtimeKitEmulator;
import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.Eventually;
import com.bahasadri.videocall.server.support.KeyServer;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.RealtimeKitApi;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.Configs;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RealtimeKit tells, as it comes over HTTP. */
class WebhookTest {
    private static final String PATH = "/api/video-call/webhooks/realtimekit";
    private static final String CALL = "realtimekit-session";

    private static final KeyServer KEYS = new KeyServer();
    private static final RealtimeKitEmulator UPSTREAM =
            RealtimeKitEmulator.start(RealtimeKitEmulator.Settings.temporary());
    private static final LiveServer SERVER = new LiveServer(
                    Configs.onRealtimeKit(new Config.Cloudflare(
                            UPSTREAM.baseUrl(),
                            RealtimeKitEmulator.ACCOUNT_ID,
                            RealtimeKitEmulator.APP_ID,
                            RealtimeKitEmulator.API_TOKEN,
                            KEYS.url(),
                            null)),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(3))
            .start();
    private final LiveServer.Call call = SERVER.newCall();
    private final RealtimeKitApi realtimeKit = new RealtimeKitApi(UPSTREAM);

    @AfterEach
    void closeClients() throws Exception {
        SERVER.afterEach(null);
    }

    @AfterAll
    static void close() {
        SERVER.stop();
        UPSTREAM.close();
        KEYS.close();
    }

    @Test
    void joined_ofSomebodyWithoutAPage_makesAParticipant() {
        LiveServer.Token ann = call.newToken("Ann");

        assertThat(send(joined(ann, "p1")).status()).isEqualTo(200);

        JsonNode participant = participants().get(0);
        assertThat(participant.path("participant_id").asText()).isEqualTo(ann.id());
        assertThat(participant.path("name").asText()).isEqualTo("Ann");
        assertThat(participant.path("is_muted").asBoolean()).isTrue();
        assertThat(participant.path("is_camera_on").asBoolean()).isFalse();
        assertThat(events()).containsExactly("participant_joined");
        assertThat(eventNodes().get(0).at("/actor/kind").asText()).isEqualTo("realtimekit");
    }

    @Test
    void left_ofSomebodyWithoutAPage_makesItLeave() {
        LiveServer.Token ann = call.newToken("Ann");
        send(joined(ann, "p1"));

        send(left(ann, "p1"));

        assertThat(participants()).isEmpty();
        assertThat(events()).containsExactly("participant_joined", "participant_left");
        assertThat(eventNodes().get(1).at("/actor/kind").asText()).isEqualTo("realtimekit");
    }

    @Test
    void left_beforeJoined_leavesNobodyBehind() {
        LiveServer.Token ann = call.newToken("Ann");

        send(left(ann, "p1"));
        send(joined(ann, "p1"));

        assertThat(participants()).isEmpty();
    }

    @Test
    void left_ofOneOfTwoConnections_keepsTheParticipant() {
        LiveServer.Token ann = call.newToken("Ann");
        send(joined(ann, "p1"));
        send(joined(ann, "p2"));

        send(left(ann, "p1"));
        assertThat(participants()).hasSize(1);
        send(left(ann, "p2"));

        assertThat(participants()).isEmpty();
    }

    @Test
    void left_ofSomebodyWhosePageIsConnected_changesNothing() {
        LiveServer.Token ann = call.newToken("Ann");
        send(joined(ann, "p1"));
        ChannelClient page = call.page(ann);
        page.report("{'is_muted':false}").await("participant_unmuted");

        send(left(ann, "p1"));

        assertThat(participants()).hasSize(1);
        assertThat(events()).doesNotContain("participant_left");
    }

    @Test
    void joined_ofSomebodyWhosePageIsConnected_isNoSecondJoining() {
        LiveServer.Token ann = call.newToken("Ann");
        call.join(ann);

        send(joined(ann, "p1"));

        assertThat(participants()).hasSize(1);
        assertThat(participants().get(0).path("is_muted").asBoolean()).isFalse();
        assertThat(events()).containsExactly("participant_joined");
    }

    @Test
    void joined_ofAnOperator_isNoParticipant() {
        // Who asked for the control token is the only one that the meeting has yet.
        String operator = realtimeKit.firstCustomId(call.id());

        send(joined(new LiveServer.Token("operator", operator), "p1", operator));

        assertThat(participants()).isEmpty();
    }

    @Test
    void delivered_againAfterLeaving_doesNotBringItBack() {
        LiveServer.Token ann = call.newToken("Ann");
        String joined = joined(ann, "p1");
        send(joined);
        send(left(ann, "p1"));

        assertThat(send(joined).status()).isEqualTo(200);

        assertThat(participants()).isEmpty();
    }

    @Test
    void delivered_withTheSameIdAgain_isTakenOnce() {
        LiveServer.Token ann = call.newToken("Ann");
        String id = UUID.randomUUID().toString();
        send(joined(ann, "p1"), id);

        send(left(ann, "p1"), id);

        assertThat(participants()).hasSize(1);
    }

    @Test
    void delivered_manyTimesAtOnce_isTakenOnce() {
        LiveServer.Token ann = call.newToken("Ann");
        String joined = joined(ann, "p1");
        var threads = Executors.newFixedThreadPool(8);
        try {
            List<CompletableFuture<Answer>> answers = IntStream.range(0, 16)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> send(joined), threads))
                    .toList();

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        } finally {
            threads.shutdownNow();
        }
        assertThat(events()).containsExactly("participant_joined");
    }

    @Test
    void joined_aDayAgo_isNotBelieved() {
        LiveServer.Token ann = call.newToken("Ann");

        send(joined(ann, "p1").replaceAll("\"joinedAt\":\"[^\"]+\"", "\"joinedAt\":\"2020-01-02T03:04:05.000Z\""));

        assertThat(participants()).isEmpty();
    }

    @Test
    void ended_lettingNobodyKnowOfLeaving_letsThemGo() {
        LiveServer.Token ann = call.newToken("Ann");
        LiveServer.Token bob = call.newToken("Bob");
        send(joined(ann, "p1"));
        call.join(bob);

        send(ended("ALL_PARTICIPANTS_LEFT"));

        assertThat(participants()).extracting(one -> one.path("name").asText()).containsExactly("Bob");
    }

    @Test
    void ended_beforeJoinedOfTheSameSession_leavesNobodyBehind() {
        LiveServer.Token ann = call.newToken("Ann");

        send(ended("ALL_PARTICIPANTS_LEFT"));
        send(joined(ann, "p1"));

        assertThat(participants()).isEmpty();
    }

    @Test
    void participantWithoutPage_staysBeyondTheGracePeriod() throws Exception {
        LiveServer.Token ann = call.newToken("Ann");
        LiveServer.Token bob = call.newToken("Bob");
        send(joined(ann, "p1"));
        call.join(bob).close();

        // Once Bob's time is over, so would Ann's be.
        Eventually.until("Bob leaves", () -> participants().size() == 1);

        assertThat(participants().get(0).path("name").asText()).isEqualTo("Ann");
    }

    @Test
    void forged_isRefusedAndChangesNothing() {
        byte[] body = joined(call.newToken("Ann"), "p1").getBytes(StandardCharsets.UTF_8);

        Answer answer =
                SERVER.api().with("rtk-signature", KeyServer.forge(body)).post(PATH, body);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(participants()).isEmpty();
    }

    @Test
    void unsigned_isRefused() {
        assertThat(SERVER.api().post(PATH, joined(call.newToken("Ann"), "p1")).status())
                .isEqualTo(401);
    }

    @Test
    void truncated_isRefused() {
        String body = joined(call.newToken("Ann"), "p1");
        String signature = KEYS.sign(body.getBytes(StandardCharsets.UTF_8));

        Answer answer = SERVER.api().with("rtk-signature", signature).post(PATH, body.substring(0, body.length() - 1));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void huge_isRefused() {
        assertThat(send("{\"event\":\"meeting.started\",\"x\":\"" + "x".repeat(70_000) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, text/html",
        "application/x-www-form-urlencoded, application/json",
        "application/json; charset=utf-8, image/png",
        "nonsense, */*"
    })
    void joined_ofWhateverContentTypeAndAccept_makesAParticipant(String type, String accept) {
        byte[] body = joined(call.newToken("Ann"), "p1").getBytes(StandardCharsets.UTF_8);

        Answer answer = SERVER.api()
                .with("rtk-signature", KEYS.sign(body))
                .with("Content-Type", type)
                .with("Accept", accept)
                .send("POST", PATH, BodyPublishers.ofByteArray(body));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(participants()).hasSize(1);
    }

    @Test
    void forgedAndOfAnotherContentTypeAndAccept_isRefusedAsAnyOther() {
        SERVER.api()
                .with("Content-Type", "text/plain")
                .with("Accept", "text/html")
                .send("POST", PATH, BodyPublishers.ofString("{}"))
                .isError(401, "UNAUTHORIZED");
    }

    @Test
    void signedButNoJson_isRefused() {
        assertThat(send("meeting.started").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"event\":\"meeting.somethingNew\",\"meeting\":{\"id\":\"m\",\"sessionId\":\"s\"}}",
                "{\"event\":\"meeting.participantJoined\",\"meeting\":{\"id\":\"m\",\"sessionId\":\"s\"}}",
                "{\"event\":7,\"meeting\":[]}",
                "{\"event\":\"meeting.participantLeft\",\"meeting\":{\"id\":\"nobody's\",\"sessionId\":\"s\"},"
                        + "\"participant\":{\"peerId\":\"p\"}}"
            })
    void unknown_isTakenAndIgnored(String body) {
        assertThat(send(body).status()).isEqualTo(200);
    }

    @Test
    void keyCannotBeRead_isToBeSentAgain() {
        KEYS.rotate();
        KEYS.answer(500);
        String joined = joined(call.newToken("Ann"), "p1");
        assertThat(send(joined).status()).isEqualTo(503);
        assertThat(participants()).isEmpty();

        KEYS.answer(200);

        Eventually.until("the key is read", () -> send(joined).status() == 200);
        assertThat(participants()).hasSize(1);
    }

    private Answer send(String body) {
        return send(body, UUID.randomUUID().toString());
    }

    private Answer send(String body, String id) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return SERVER.api()
                .with("rtk-signature", KEYS.sign(bytes))
                .with("rtk-uuid", id)
                .with("rtk-webhook-id", "webhook")
                .post(PATH, bytes);
    }

    private String joined(LiveServer.Token who, String peer) {
        return joined(who, peer, realtimeKit.customId(call.id(), who.id()));
    }

    private String joined(LiveServer.Token who, String peer, String customId) {
        return event("participantJoined", peer, customId);
    }

    private String left(LiveServer.Token who, String peer) {
        return event("participantLeft", peer, realtimeKit.customId(call.id(), who.id()));
    }

    private String event(String event, String peer, String customId) {
        return """
                {"event":"meeting.%s","meeting":{"id":"%s","sessionId":"%s","title":"x","status":"LIVE"},
                "participant":{"peerId":"%s","userDisplayName":"Ann","customParticipantId":"%s","joinedAt":"%s"}}""".formatted(event, call.id(), CALL, peer, customId, Instant.now(Clock.systemUTC()));
    }

    private String ended(String reason) {
        return """
                {"event":"meeting.ended","reason":"%s","meeting":{"id":"%s","sessionId":"%s","status":"LIVE"}}""".formatted(reason, call.id(), CALL);
    }

    private List<JsonNode> participants() {
        return nodes(call.rest().get(call.path()).hasStatus(200).json().path("participants"));
    }

    private List<JsonNode> eventNodes() {
        return nodes(
                call.rest().get(call.path() + "/events").hasStatus(200).json().path("events"));
    }

    private List<String> events() {
        return eventNodes().stream().map(event -> event.path("type").asText()).toList();
    }

    private static List<JsonNode> nodes(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
