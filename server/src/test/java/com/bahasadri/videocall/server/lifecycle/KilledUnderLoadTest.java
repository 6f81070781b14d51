package com.bahasadri.videocall.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.Tuning;
import com.bahasadri.videocall.server.port.RateLimiter.Verdict;
import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.ChildJvm;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Configs;
import com.bahasadri.videocall.server.support.http.TestServer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed again and again while everybody writes, and what is there after each start. How often is the
 * system property {@code kill.rounds}; 2 unless it is set.
 */
class KilledUnderLoadTest {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 2);
    private static final int MOST_MILLIS = 600;
    private static final int MOST_REPEATED = 100;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SESSIONS = "/api/video-call/session";

    @TempDir
    Path directory;

    /** Answers that came since the last start, by the key of the request. */
    private final Map<String, Kept> answered = new ConcurrentHashMap<>();
    /** What the operator was told of the session, over all connections. */
    private final List<JsonNode> told = new ArrayList<>();

    private String session;
    private String control;
    private Answer participant;

    @Test
    void server_killedAtAnyMoment_hasAllThatItAnsweredAndTellsItOnce() throws InterruptedException {
        try (ChildJvm first = start()) {
            ApiClient client = client(first);
            session = TestServer.path(client.post(SESSIONS).text("session_id"));
            control = client.post(session + "/control-token").text("token");
            participant = client.post(session + "/participant-token");
            loadUntilKilled(first, client);
        }
        for (int round = 1; round < ROUNDS; round++) {
            try (ChildJvm next = start()) {
                ApiClient client = client(next);
                assertThatNothingIsLost(client);
                loadUntilKilled(next, client);
            }
        }
        try (ChildJvm last = start()) {
            assertThatNothingIsLost(client(last));
        }
    }

    private void loadUntilKilled(ChildJvm server, ApiClient client) throws InterruptedException {
        URI address = client.base();
        String id = session.substring(SESSIONS.length() + 1);
        TestPage operator = TestPage.resume(address.getPort(), session, control, told.size());
        ChannelClient page = ChannelClient.participantAfter(address, id, participant.text("token"), told.size());
        ApiClient commanding = client.bearer(control);
        String mute = "{\"participant_id\":\"" + participant.text("participant_id") + "\"}";
        List<CompletableFuture<Void>> load = Stream.<Runnable>of(
                        () -> write(client, SESSIONS, "{\"name\":\"Kept\"}"),
                        () -> write(client, session + "/participant-token", "{}"),
                        () -> write(commanding, session + "/mute", mute),
                        () -> {
                            page.report("{'is_muted':false,'is_camera_on':%s}"
                                    .formatted(ThreadLocalRandom.current().nextBoolean()));
                            // Keeps it from reporting faster than the server reads, and ends with the server.
                            client.get(session);
                        })
                .map(work -> CompletableFuture.runAsync(() -> repeat(work)))
                .toList();
        // Anywhere between the first write and the last.
        int moment = ThreadLocalRandom.current().nextInt(MOST_MILLIS);
        CompletableFuture.delayedExecutor(moment, TimeUnit.MILLISECONDS).execute(server::kill);
        server.awaitExit(30);
        operator.awaitEnd();
        page.abort();
        load.forEach(work -> work.orTimeout(30, TimeUnit.SECONDS)
                .handle((done, failure) -> null)
                .join());
        operator.messages().stream()
                .map(KilledUnderLoadTest::json)
                .filter(message -> message.has("seq"))
                .forEach(told::add);
        operator.close();
    }

    private void write(ApiClient client, String target, String body) {
        String key = UUID.randomUUID().toString();
        Answer answer = client.with("Idempotency-Key", key).post(target, body);
        if (answer.status() == 200) {
            answered.put(key, new Kept(target, body, answer.body()));
        }
    }

    private void assertThatNothingIsLost(ApiClient client) {
        List<JsonNode> log = log(client);
        assertThat(log).extracting(event -> event.path("seq").asInt()).containsExactlyElementsOf(oneTo(log.size()));
        assertThat(told.size()).isLessThanOrEqualTo(log.size());
        assertThat(told).isEqualTo(log.subList(0, told.size()));
        assertThat(participants(log)).isEqualTo(participantsNow(client));
        answered.entrySet().stream().limit(MOST_REPEATED).forEach(one -> {
            String key = one.getKey();
            Kept kept = one.getValue();
            ApiClient caller = kept.target().endsWith("/mute") ? client.bearer(control) : client;
            Answer again = caller.with("Idempotency-Key", key)
                    .post(kept.target(), kept.request())
                    .hasStatus(200);
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(again.body()).isEqualTo(kept.answer());
            if (kept.target().equals(SESSIONS)) {
                client.get(TestServer.path(again.text("session_id"))).hasStatus(200);
            }
        });
        answered.clear();
    }

    private List<JsonNode> log(ApiClient client) {
        List<JsonNode> log = new ArrayList<>();
        JsonNode page;
        do {
            page = client.get(session + "/events?limit=500&after=" + log.size())
                    .hasStatus(200)
                    .json();
            page.path("events").forEach(log::add);
        } while (page.path("has_more").asBoolean());
        return log;
    }

    /** Who is in the call, with microphone and camera, as the log tells it. */
    private static Map<String, List<Boolean>> participants(List<JsonNode> log) {
        Map<String, List<Boolean>> there = new LinkedHashMap<>();
        for (JsonNode event : log) {
            JsonNode data = event.path("data");
            String who = data.path("participant_id").asText();
            switch (event.path("type").asText()) {
                case "participant_joined" -> put(there, data.path("participant"));
                case "participant_left" -> there.remove(who);
                case "participant_muted" ->
                    there.put(who, List.of(true, there.get(who).get(1)));
                case "participant_unmuted" ->
                    there.put(who, List.of(false, there.get(who).get(1)));
                case "camera_toggled" ->
                    there.put(
                            who,
                            List.of(
                                    there.get(who).get(0),
                                    data.path("is_camera_on").asBoolean()));
                default -> {
                    // Says nothing of these.
                }
            }
        }
        return there;
    }

    private Map<String, List<Boolean>> participantsNow(ApiClient client) {
        Map<String, List<Boolean>> there = new LinkedHashMap<>();
        client.get(session).hasStatus(200).json().path("participants").forEach(one -> put(there, one));
        return there;
    }

    private static void put(Map<String, List<Boolean>> there, JsonNode participant) {
        there.put(
                participant.path("participant_id").asText(),
                List.of(
                        participant.path("is_muted").asBoolean(),
                        participant.path("is_camera_on").asBoolean()));
    }

    private static List<Integer> oneTo(int last) {
        return Stream.iterate(1, number -> number + 1).limit(last).toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does it until it fails, as it does once the server is killed. */
    private static void repeat(Runnable work) {
        while (true) {
            work.run();
        }
    }

    private ChildJvm start() {
        return ChildJvm.start(Unlimited.class, Map.of(), directory.toString());
    }

    private static ApiClient client(ChildJvm server) throws InterruptedException {
        String line = server.awaitLine("listens on ");
        return new ApiClient(URI.create("http://127.0.0.1:" + line.replaceFirst(".* ", "")));
    }

    private record Kept(String target, String request, String answer) {}

    /** A server that takes as much as it can. */
    static final class Unlimited {
        private Unlimited() {}

        public static void main(String[] arguments) throws InterruptedException {
            Application server = Application.start(
                    Configs.in(Path.of(arguments[0])),
                    new Tuning(
                            Clock.systemUTC(),
                            Duration.ofMinutes(5),
                            Duration.ofSeconds(3),
                            (limit, key) -> new Verdict(true, 1, Duration.ZERO)));
            System.out.println("listens on " + server.address().getPort());
            Thread.currentThread().join();
        }
    }
}
