package com.bahasadri.videocall.examples;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.client.ListSessionsRequest;
import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.model.SessionStatus;
import com.bahasadri.videocall.client.model.SessionSummary;
import com.bahasadri.videocall.server.testing.SimulatedParticipant;
import com.bahasadri.videocall.server.testing.VideoCallServerExtension;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the example against a real server. */
class QuickstartTest {
    private static final long PATIENCE_SECONDS = 30;

    @RegisterExtension
    final VideoCallServerExtension server = VideoCallServerExtension.create();

    private final List<String> screen = new CopyOnWriteArrayList<>();
    private final CompletableFuture<URI> link = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    private VideoCallClient client;

    @BeforeEach
    void start() {
        client = VideoCallClient.builder().baseUrl(server.baseUrl()).build();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        client.close();
    }

    @Test
    void quickstart_participantFollowsTheLink_isMutedAndTheCallEndsWhenItLeaves() throws Exception {
        Future<?> run = start(Duration.ofSeconds(PATIENCE_SECONDS));

        SimulatedParticipant ann = server.join(link.get(PATIENCE_SECONDS, SECONDS));
        awaitScreen("Ann was muted.");
        assertThat(ann.isMuted()).isTrue();
        ann.close();

        run.get(PATIENCE_SECONDS, SECONDS);
        assertThat(screen).endsWith("Ann was muted.", "The call has ended.");
        assertThat(sessions(SessionStatus.ENDED)).hasSize(1);
        assertThat(sessions(SessionStatus.ACTIVE)).isEmpty();
    }

    @Test
    void quickstart_nobodyComes_endsTheCall() throws Exception {
        start(Duration.ZERO).get(PATIENCE_SECONDS, SECONDS);

        assertThat(screen).endsWith("Nobody came.", "The call has ended.");
        assertThat(sessions(SessionStatus.ACTIVE)).isEmpty();
    }

    @Test
    void quickstart_interruptedWhileItWaits_endsTheCall() throws Exception {
        Future<?> run = start(Duration.ofMinutes(10));
        link.get(PATIENCE_SECONDS, SECONDS);

        threads.shutdownNow();

        assertThatThrownBy(() -> run.get(PATIENCE_SECONDS, SECONDS)).hasCauseInstanceOf(CancelledException.class);
        assertThat(sessions(SessionStatus.ACTIVE)).isEmpty();
    }

    private Future<?> start(Duration patience) {
        Quickstart example = new Quickstart(client, this::show, patience, Duration.ofSeconds(PATIENCE_SECONDS));
        return threads.submit(example::run);
    }

    private synchronized void show(String line) {
        screen.add(line);
        notifyAll();
        if (line.startsWith("http")) {
            link.complete(URI.create(line));
        }
    }

    private synchronized void awaitScreen(String line) throws InterruptedException {
        long deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
        while (!screen.contains(line) && System.nanoTime() < deadline) {
            wait(100);
        }
        assertThat(screen).contains(line);
    }

    private List<SessionSummary> sessions(SessionStatus status) {
        return client.sessions()
                .list(ListSessionsRequest.builder().status(status).build())
                .items();
    }
}
