package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient.OnCommand;
import com.bahasadri.videocall.server.support.Eventually;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More callers wait for outcomes than a pool of threads has threads: all other requests go on. */
class ManyWaitingTest {
    private static final int CALLERS = 540;
    private static final int MAY_WAIT = 128;
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(20), Duration.ofSeconds(3));

    @Test
    void mute_ofAPageThatIsSilent_keepsFewWaitingAndAnswersTheRestAsPending() {
        Call call = SERVER.newCall();
        Token ann = call.newToken("Ann");
        call.join(ann).onCommand(OnCommand.IGNORE);
        HttpRequest mute = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + SERVER.address().getPort() + call.path() + "/mute"))
                .header("Authorization", "Bearer " + call.controlToken())
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=10")
                .POST(BodyPublishers.ofString("{\"participant_id\":\"" + ann.id() + "\"}"))
                .build();
        HttpClient client = HttpClient.newHttpClient();

        List<CompletableFuture<String>> answers = Stream.generate(
                        () -> client.sendAsync(mute, BodyHandlers.ofString()).thenApply(ManyWaitingTest::outcome))
                .limit(CALLERS)
                .toList();

        Eventually.until("the rest is answered", () -> answered(answers).size() >= CALLERS - MAY_WAIT);
        assertThat(answered(answers)).containsOnly("pending");
        SERVER.api().get("/health").hasStatus(200);
        assertThat(answered(answers)).as("the others still wait").hasSize(CALLERS - MAY_WAIT);
        call.rest().delete(call.path()).hasStatus(200);
        assertThat(answers.stream().map(CompletableFuture::join).filter("expired"::equals))
                .hasSize(MAY_WAIT);
    }

    private static List<String> answered(List<CompletableFuture<String>> answers) {
        return answers.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .toList();
    }

    private static String outcome(HttpResponse<String> answer) {
        try {
            JsonNode body = JSON.readTree(answer.body());
            return body.path("outcome").asText(answer.statusCode() + " " + body);
        } catch (JsonProcessingException e) {
            return String.valueOf(e);
        }
    }
}
