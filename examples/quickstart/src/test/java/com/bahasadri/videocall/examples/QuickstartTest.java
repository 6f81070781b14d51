package com.bahasadri.videocall.examples;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.client.ListSessionsRequest;
import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.model.SessionStatus;
import com.bahasadri.videocall.client.model.SessionSummary;
import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the example against a real server. */
class QuickstartTest {
    private static final long PATIENCE_SECONDS = 30;
    private static final int SESSION_ENDED = 4001;

    private final List<String> screen = new CopyOnWriteArrayList<>();
    private final CompletableFuture<URI> link = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    private Application server;
    private VideoCallClient client;

    @BeforeEach
    void start() {
        server = Application.start(Config.ephemeral());
        client = VideoCallClient.builder().baseUrl(server.address()).build();
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        client.close();
        server.close();
    }

    @Test
    void quickstart_participantFollowsTheLink_isMutedAndTheCallEnds() throws Exception {
        Future<?> run = start(Duration.ofSeconds(PATIENCE_SECONDS));

        SimulatedParticipant ann = SimulatedParticipant.join(link.get(PATIENCE_SECONDS, SECONDS), "Ann");

        assertThat(ann.muted.get(PATIENCE_SECONDS, SECONDS)).isTrue();
        assertThat(ann.closed.get(PATIENCE_SECONDS, SECONDS)).isEqualTo(SESSION_ENDED);
        run.get(PATIENCE_SECONDS, SECONDS);
        assertThat(screen).contains("Ann was muted.", "The call has ended.");
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

        assertThatThrownBy(() -> run.get(PATIENCE_SECONDS, SECONDS)).isInstanceOf(ExecutionException.class);
        assertThat(sessions(SessionStatus.ACTIVE)).isEmpty();
    }

    private Future<?> start(Duration patience) {
        Quickstart example = new Quickstart(client, this::show, patience, Duration.ZERO);
        return threads.submit(() -> {
            example.run();
            return null;
        });
    }

    private void show(String line) {
        screen.add(line);
        if (line.startsWith("http")) {
            link.complete(URI.create(line));
        }
    }

    private List<SessionSummary> sessions(SessionStatus status) {
        return client.sessions()
                .list(ListSessionsRequest.builder().status(status).build())
                .items();
    }
}
