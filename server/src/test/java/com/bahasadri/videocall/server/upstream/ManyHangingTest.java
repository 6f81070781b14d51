package com.bahasadri.videocall.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.Eventually;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More callers want something of RealtimeKit, which says nothing, than a pool of threads has threads: all others go on. */
class ManyHangingTest {
    private static final int CALLERS = 540;
    private static final int MAY_HANG = 256;

    private final FailingRealtimeKit kit = FailingRealtimeKit.awaited();

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void kick_whileRealtimeKitIsSilent_keepsFewWaitingAndRefusesTheRest() {
        ApiClient api = kit.client();
        String session = "/api/video-call/session/"
                + api.post("/api/video-call/session").hasStatus(200).text("session_id");
        String control = api.post(session + "/control-token").hasStatus(200).text("token");
        Answer somebody = api.post(session + "/participant-token").hasStatus(200);
        kit.always(WireMock.aResponse().withStatus(200).withFixedDelay(60_000));
        HttpRequest kick = HttpRequest.newBuilder(URI.create(api.base() + session + "/kick"))
                .header("Authorization", "Bearer " + control)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"participant_id\":\"" + somebody.text("participant_id") + "\"}"))
                .build();
        HttpClient client = HttpClient.newHttpClient();

        List<CompletableFuture<Integer>> answers = Stream.generate(
                        () -> client.sendAsync(kick, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode))
                .limit(CALLERS)
                .toList();

        Eventually.until("the rest is answered", () -> answered(answers).size() >= CALLERS - MAY_HANG);
        assertThat(answered(answers)).containsOnly(503);
        api.get("/health").hasStatus(200);
        api.get(session).hasStatus(200);
        assertThat(answered(answers)).as("the others still wait").hasSize(CALLERS - MAY_HANG);
    }

    private static List<Integer> answered(List<CompletableFuture<Integer>> answers) {
        return answers.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .toList();
    }
}
