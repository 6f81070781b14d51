package com.bahasadri.videocall.server.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.bahasadri.videocall.server.emulation.model.Delivery;
import com.bahasadri.videocall.server.emulation.model.DeliveryFaults;
import com.bahasadri.videocall.server.emulation.model.Faults;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The webhooks that the emulator sends. */
class EmulatorWebhookTest {
    private static final String EVERYTHING =
            "[\"meeting.started\",\"meeting.ended\",\"meeting.participantJoined\",\"meeting.participantLeft\"]";

    private final EmulatorStore store = EmulatorStore.inMemory();
    private final RealtimeKitEmulator emulator = RealtimeKitEmulator.start(
            new RealtimeKitEmulator.Settings(0, store, Clock.systemUTC(), PeerLink.NONE, true));
    private final Curl curl = new Curl(emulator);
    private final Receiver receiver = new Receiver();
    private final String meeting =
            curl.post("/meetings", "{\"title\":\"Room\"}").data().path("id").asText();
    private final String ann = add("ann");

    @BeforeEach
    void standStill() {
        emulator.clock().stop();
    }

    @AfterEach
    void close() {
        emulator.close();
        receiver.close();
    }

    @Test
    void call_fromStartToEnd_isTold() throws InterruptedException {
        String webhook = listen(receiver.url(), EVERYTHING);

        emulator.joined(meeting, ann);
        emulator.joined(meeting, ann);
        Receiver.Arrival started = receiver.next();
        Receiver.Arrival joined = receiver.next();
        emulator.left(meeting, ann);
        Receiver.Arrival left = receiver.next();
        emulator.clock().advance(Duration.ofSeconds(60));
        Receiver.Arrival ended = receiver.next();

        assertThat(List.of(started.event(), joined.event(), left.event(), ended.event()))
                .containsExactly(
                        "meeting.started", "meeting.participantJoined", "meeting.participantLeft", "meeting.ended");
        assertThat(joined.json().at("/meeting/id").asText()).isEqualTo(meeting);
        assertThat(joined.json().at("/meeting/title").asText()).isEqualTo("Room");
        assertThat(joined.json().at("/participant/customParticipantId").asText())
                .isEqualTo("ann");
        assertThat(left.json().at("/participant/peerId"))
                .isEqualTo(joined.json().at("/participant/peerId"));
        assertThat(left.json().at("/participant/leftAt").isTextual()).isTrue();
        assertThat(ended.json().path("reason").asText()).isEqualTo("ALL_PARTICIPANTS_LEFT");
        assertThat(ended.webhookId()).isEqualTo(webhook);
        assertThat(ended.type()).isEqualTo("application/json");
        assertThat(receiver.isEmpty()).isTrue();
    }

    @Test
    void kickAll_endsTheSessionAtOnceByTheHost() throws InterruptedException {
        listen(receiver.url(), "[\"meeting.ended\"]");
        emulator.joined(meeting, ann);

        curl.post("/meetings/" + meeting + "/active-session/kick-all");

        assertThat(receiver.next().json().path("reason").asText()).isEqualTo("HOST_ENDED_MEETING");
    }

    @Test
    void return_withinTheKeepAlive_continuesTheSession() throws InterruptedException {
        listen(receiver.url(), "[\"meeting.started\",\"meeting.ended\"]");
        emulator.joined(meeting, ann);
        emulator.left(meeting, ann);
        emulator.clock().advance(Duration.ofSeconds(59));
        emulator.joined(meeting, ann);
        emulator.clock().advance(Duration.ofSeconds(59));
        emulator.left(meeting, ann);
        emulator.clock().advance(Duration.ofSeconds(59));
        assertThat(curl.get("/meetings/" + meeting + "/active-session").status())
                .isEqualTo(200);
        emulator.clock().advance(Duration.ofSeconds(1));

        assertThat(receiver.next().event()).isEqualTo("meeting.started");
        assertThat(receiver.next().event()).isEqualTo("meeting.ended");
        assertThat(receiver.isEmpty()).isTrue();
    }

    @Test
    void delivery_isSignedByTheKeyThatIsServed_alsoAfterARestart() throws InterruptedException {
        listen(receiver.url(), EVERYTHING);
        String key = key(curl);
        emulator.joined(meeting, ann);

        Receiver.Arrival arrival = receiver.next();
        assertThat(arrival.isSignedBy(key)).isTrue();
        Receiver.Arrival forged = new Receiver.Arrival(
                arrival.signature(),
                arrival.id(),
                arrival.webhookId(),
                arrival.type(),
                (arrival.text() + " ").getBytes());
        assertThat(forged.isSignedBy(key)).isFalse();
        try (RealtimeKitEmulator restarted = RealtimeKitEmulator.start(
                new RealtimeKitEmulator.Settings(0, store, Clock.systemUTC(), PeerLink.NONE))) {
            assertThat(key(new Curl(restarted))).isEqualTo(key);
        }
    }

    @Test
    void delivery_refusedWith5xx_isTriedAgainWithTheSameBodyAndAnotherId() throws InterruptedException {
        receiver.answer(500, 503);
        listen(receiver.url(), "[\"meeting.started\"]");
        emulator.joined(meeting, ann);

        Receiver.Arrival first = receiver.next();
        awaitTries(1);
        emulator.clock().advance(Duration.ofSeconds(1));
        Receiver.Arrival second = receiver.next();
        awaitTries(2);
        emulator.clock().advance(Duration.ofSeconds(5));
        Receiver.Arrival third = receiver.next();
        awaitTries(3);
        emulator.clock().advance(Duration.ofHours(1));

        assertThat(second.text()).isEqualTo(first.text()).isEqualTo(third.text());
        assertThat(List.of(first.id(), second.id(), third.id())).doesNotHaveDuplicates();
        assertThat(emulator.deliveries())
                .extracting(Delivery::outcome, Delivery::retried)
                .containsExactly(tuple("500", true), tuple("503", true), tuple("204", false));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 401, 404, 410})
    void delivery_refusedOtherwise_isNotTriedAgain(int status) throws InterruptedException {
        receiver.answer(status);
        listen(receiver.url(), "[\"meeting.started\"]");
        emulator.joined(meeting, ann);

        receiver.next();
        awaitTries(1);

        assertThat(emulator.deliveries()).extracting(Delivery::retried).containsExactly(false);
    }

    @Test
    void delivery_neverAnswered_endsAfterSixTries() throws Exception {
        listen("http://127.0.0.1:" + closedPort() + "/", "[\"meeting.started\"]");
        emulator.joined(meeting, ann);

        for (int tries = 1; tries <= 6; tries++) {
            awaitTries(tries);
            emulator.clock().advance(Duration.ofMinutes(10));
        }

        assertThat(emulator.deliveries())
                .extracting(Delivery::retried)
                .containsExactly(true, true, true, true, true, false);
    }

    @Test
    void deadReceiver_twoWebhooks_holdUpNoOther() throws InterruptedException {
        try (Receiver dead = new Receiver()) {
            dead.fallSilent();
            listen(dead.url(), EVERYTHING);
            listen(dead.url(), EVERYTHING);
            listen(receiver.url(), EVERYTHING);
            emulator.joined(meeting, ann);
            emulator.left(meeting, ann);

            assertThat(receiver.next().event()).isEqualTo("meeting.started");
            assertThat(receiver.next().event()).isEqualTo("meeting.participantJoined");
            assertThat(receiver.next().event()).isEqualTo("meeting.participantLeft");
        }
    }

    @Test
    void close_whileADeliveryHangs_isQuick() throws InterruptedException {
        receiver.fallSilent();
        listen(receiver.url(), EVERYTHING);
        emulator.joined(meeting, ann);
        receiver.next();

        long begun = System.nanoTime();
        emulator.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void disabledOrDeletedWebhook_isToldNothing() throws InterruptedException {
        String disabled = listen(receiver.url(), EVERYTHING);
        String deleted = listen(receiver.url(), EVERYTHING);
        String other = listen(receiver.url(), "[\"meeting.ended\"]");
        curl.patch("/webhooks/" + disabled, "{\"enabled\":false}");
        curl.delete("/webhooks/" + deleted);
        emulator.joined(meeting, ann);
        emulator.left(meeting, ann);
        emulator.clock().advance(Duration.ofMinutes(1));

        assertThat(receiver.next().webhookId()).isEqualTo(other);
        assertThat(receiver.isEmpty()).isTrue();
    }

    @Test
    void hiddenParticipant_isNotTold() throws InterruptedException {
        String presets = curl.get("/presets").data().path(0).path("id").asText();
        curl.patch("/presets/" + presets, "{\"permissions\":{\"hidden_participant\":true}}");
        String bob = curl.add(
                meeting,
                "bob",
                curl.get("/presets/" + presets).data().path("name").asText());
        listen(receiver.url(), EVERYTHING);

        emulator.joined(meeting, bob);
        emulator.left(meeting, bob);
        emulator.joined(meeting, ann);

        assertThat(receiver.next().event()).isEqualTo("meeting.started");
        assertThat(receiver.next().json().at("/participant/customParticipantId").asText())
                .isEqualTo("ann");
    }

    @Test
    void duplicates_haveTheSameIdAndBody() throws InterruptedException {
        emulator.faults().set(faults(DeliveryFaults.builder().duplicates(2).build()));
        listen(receiver.url(), "[\"meeting.started\"]");

        emulator.joined(meeting, ann);

        List<Receiver.Arrival> all = List.of(receiver.next(), receiver.next(), receiver.next());
        assertThat(all).extracting(Receiver.Arrival::id).containsOnly(all.get(0).id());
        assertThat(all)
                .extracting(Receiver.Arrival::text)
                .containsOnly(all.get(0).text());
    }

    @Test
    void reordered_theSecondOfTwoGoesFirst() throws InterruptedException {
        emulator.faults().set(faults(DeliveryFaults.builder().reorder(true).build()));
        listen(receiver.url(), EVERYTHING);

        emulator.joined(meeting, ann);

        assertThat(receiver.next().event()).isEqualTo("meeting.participantJoined");
        assertThat(receiver.next().event()).isEqualTo("meeting.started");
        emulator.left(meeting, ann);
        emulator.clock().advance(Duration.ofSeconds(5));
        assertThat(receiver.next().event()).as("nothing came to overtake it").isEqualTo("meeting.participantLeft");
    }

    @Test
    void reordered_theLast_isSentWhereFaultsAreCleared() throws InterruptedException {
        emulator.faults().set(faults(DeliveryFaults.builder().reorder(true).build()));
        listen(receiver.url(), "[\"meeting.started\"]");
        emulator.joined(meeting, ann);
        assertThat(receiver.isEmpty()).isTrue();

        emulator.faults().clear();

        assertThat(receiver.next().event()).isEqualTo("meeting.started");
    }

    @Test
    void delayed_waitsForTheClock() throws InterruptedException {
        emulator.faults()
                .set(faults(DeliveryFaults.builder().delayMillis(30_000).build()));
        listen(receiver.url(), "[\"meeting.started\"]");
        emulator.joined(meeting, ann);
        emulator.clock().advance(Duration.ofMillis(29_999));
        assertThat(emulator.deliveries()).isEmpty();
        assertThat(receiver.isEmpty()).isTrue();

        emulator.clock().advance(Duration.ofMillis(1));

        assertThat(receiver.next().event()).isEqualTo("meeting.started");
    }

    @Test
    void manyEvents_forADeadReceiver_areDroppedBeyondAThousand() {
        try (Receiver dead = new Receiver()) {
            dead.fallSilent();
            listen(dead.url(), "[\"meeting.participantJoined\"]");

            IntStream.range(0, 1100).forEach(i -> {
                emulator.joined(meeting, ann);
                emulator.left(meeting, ann);
            });

            assertThat(emulator.deliveries())
                    .filteredOn(delivery -> delivery.outcome().startsWith("dropped"))
                    .hasSize(100);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"x\",\"url\":\"ftp://x/\",\"events\":[\"meeting.ended\"]}",
                "{\"name\":\"x\",\"url\":\"/hook\",\"events\":[\"meeting.ended\"]}",
                "{\"name\":\"x\",\"url\":\"http:///\",\"events\":[\"meeting.ended\"]}",
                "{\"name\":\"x\",\"url\":\"http://x y/\",\"events\":[\"meeting.ended\"]}",
                "{\"name\":\"x\",\"url\":\"http://x/\",\"events\":[]}",
                "{\"name\":\"x\",\"url\":\"http://x/\",\"events\":[\"meeting.paused\"]}",
                "{\"name\":\"x\",\"url\":\"http://x/\",\"events\":\"meeting.ended\"}",
                "{\"name\":\"\",\"url\":\"http://x/\",\"events\":[\"meeting.ended\"]}"
            })
    void createWebhook_malformed_isRefused(String body) {
        assertThat(curl.post("/webhooks", body).status()).isEqualTo(400);
        assertThat(curl.get("/webhooks").data()).isEmpty();
    }

    @Test
    void createWebhook_hundredAndFirst_isRefused() {
        for (int i = 0; i < 100; i++) {
            listen(receiver.url(), EVERYTHING);
        }

        assertThat(curl.post("/webhooks", webhook(receiver.url(), EVERYTHING)).status())
                .isEqualTo(400);
    }

    private static Faults faults(DeliveryFaults deliveries) {
        return Faults.builder().deliveries(deliveries).build();
    }

    /** By the condition alone: the tries end on threads of the emulator's. */
    private void awaitTries(int count) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (emulator.deliveries().size() < count) {
            assertThat(System.nanoTime()).as("waiting for " + count + " tries").isLessThan(end);
            Thread.sleep(5);
        }
    }

    private static String key(Curl curl) {
        JsonNode answer =
                curl.anything("/.well-known/webhooks.json", request -> {}).json();
        assertThat(answer.path("success").asBoolean()).isTrue();
        return answer.at("/data/publicKey").asText();
    }

    private String listen(String url, String events) {
        Curl.Reply reply = curl.post("/webhooks", webhook(url, events));
        assertThat(reply.status()).isEqualTo(201);
        return reply.data().path("id").asText();
    }

    private static String webhook(String url, String events) {
        return "{\"name\":\"test\",\"url\":\"" + url + "\",\"events\":" + events + "}";
    }

    private String add(String customId) {
        return curl.add(meeting, customId, "group_call_participant");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
