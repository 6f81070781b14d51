package com.bahasadri.videocall.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.ChannelClient.OnCommand;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Writes that are repeated while the first one runs, or after it failed. */
class RepeatedAtOnceTest {
    private static final String CREATE = "/api/video-call/session";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final Limits LIMITS = new Limits();

    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(15), Duration.ofSeconds(10)).limitedBy(LIMITS);

    private final ApiClient client =
            SERVER.api().with("Idempotency-Key", UUID.randomUUID().toString());

    @BeforeEach
    void allowEverything() {
        LIMITS.verdict = Limits.ALLOWED;
    }

    @Test
    void create_twentyTimesAtOnce_makesOneSession() {
        int before = sessions();

        List<Answer> answers = atOnce(20, () -> client.post(CREATE, "{\"name\":\"One\"}"));

        assertThat(answers).allSatisfy(answer -> answer.hasStatus(200));
        assertThat(answers).extracting(Answer::body).containsOnly(answers.get(0).body());
        assertThat(answers.stream().filter(answer -> answer.header(REPLAYED) == null))
                .hasSize(1);
        assertThat(sessions()).isEqualTo(before + 1);
    }

    @Test
    void mute_repeatedWhileThePageIsAsked_asksItOnce() {
        LiveServer.Call call = SERVER.newCall();
        LiveServer.Token ann = call.newToken("Ann");
        ChannelClient page = call.join(ann).onCommand(OnCommand.IGNORE);
        ApiClient control = call.rest().with("Idempotency-Key", "mute");
        Supplier<Answer> mute = () -> control.post(call.path() + "/mute", "{\"participant_id\":\"" + ann.id() + "\"}");
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(mute);
        JsonNode command = page.await("command");

        CompletableFuture<Answer> second = CompletableFuture.supplyAsync(mute);
        control.post(call.path() + "/mute", "{\"participant_id\":\"another\"}").isError(409, "IDEMPOTENCY_KEY_REUSED");
        page.send(
                "command_ack",
                command.path("correlation_id").asText(),
                ChannelClient.object("{'outcome':'done','is_muted':true}"));

        assertThat(first.join().hasStatus(200).header(REPLAYED)).isNull();
        assertThat(second.join().hasStatus(200).header(REPLAYED)).isEqualTo("true");
        assertThat(second.join().body()).isEqualTo(first.join().body()).contains("\"success\":true");
        assertThat(page.roundTrip().received().stream().filter(ChannelClient.is("command")))
                .hasSize(1);
    }

    @Test
    void rateLimited_repeated_isTriedAnew() {
        LIMITS.verdict = Limits.REFUSED;
        client.post(CREATE).isError(429, "RATE_LIMITED");
        client.post(CREATE).isError(429, "RATE_LIMITED");
        LIMITS.verdict = Limits.ALLOWED;

        assertThat(client.post(CREATE).hasStatus(200).header(REPLAYED)).isNull();
    }

    @Test
    void answered_repeated_countsAgainstNoLimit() {
        Answer first = client.post(CREATE).hasStatus(200);
        LIMITS.verdict = Limits.REFUSED;

        assertThat(client.post(CREATE).hasStatus(200).body()).isEqualTo(first.body());
    }

    @Test
    void failed_repeated_isTriedAnew() {
        LIMITS.verdict = null;
        client.post(CREATE).isError(500, "INTERNAL_ERROR");
        client.post(CREATE, "{\"name\":\"another body\"}").isError(500, "INTERNAL_ERROR");
        LIMITS.verdict = Limits.ALLOWED;

        assertThat(client.post(CREATE).hasStatus(200).header(REPLAYED)).isNull();
    }

    private static int sessions() {
        return SERVER.api()
                .get("/api/video-call/sessions?limit=100")
                .hasStatus(200)
                .json()
                .path("sessions")
                .size();
    }

    private static <T> List<T> atOnce(int threads, Supplier<T> work) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch ready = new CountDownLatch(threads);
            List<CompletableFuture<T>> all = Stream.generate(() -> CompletableFuture.supplyAsync(
                            () -> {
                                ready.countDown();
                                await(ready);
                                return work.get();
                            },
                            pool))
                    .limit(threads)
                    .toList();
            return all.stream()
                    .map(one -> one.orTimeout(30, TimeUnit.SECONDS).join())
                    .toList();
        } finally {
            pool.shutdownNow();
        }
    }

    private static void await(CountDownLatch ready) {
        try {
            if (!ready.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the other threads did not start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Allows, refuses, or, without a verdict, fails. */
    private static final class Limits implements RateLimiter {
        static final Verdict ALLOWED = new Verdict(true, 1, Duration.ZERO);
        static final Verdict REFUSED = new Verdict(false, 0, Duration.ofSeconds(1));

        private volatile Verdict verdict = ALLOWED;

        @Override
        public Verdict tryAcquire(Limit limit, String key) {
            Verdict now = verdict;
            if (now == null) {
                throw new IllegalStateException("the limiter is out of order");
            }
            return now;
        }
    }
}
