package com.bahasadri.videocall.examples.async;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.error.ServerException;
import com.bahasadri.videocall.server.testing.SimulatedParticipant;
import com.bahasadri.videocall.server.testing.VideoCallServerExtension;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the example against a real server. */
class AsyncEventsTest {
    @RegisterExtension
    static final VideoCallServerExtension SERVER = VideoCallServerExtension.create();

    private final List<String> screen = new CopyOnWriteArrayList<>();
    private final CompletableFuture<URI> link = new CompletableFuture<>();
    private final CountDownLatch muted = new CountDownLatch(1);

    private VideoCallClient client;

    @BeforeEach
    void start() {
        client = VideoCallClient.builder()
                .baseUrl(SERVER.baseUrl())
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void call_whoeverJoins_isMuted_andTheLastToLeaveEndsIt() throws Exception {
        CompletableFuture<Void> run = new AsyncEvents(client, this::show).run();

        SimulatedParticipant ann = SERVER.join(link.get(30, SECONDS));
        assertThat(muted.await(30, SECONDS)).isTrue();
        assertThat(ann.isMuted()).isTrue();
        // A stream that breaks off is taken up where it was.
        SERVER.faults().dropConnections();
        ann.reconnect();
        ann.close();

        run.get(30, SECONDS);
        assertThat(screen.stream().filter(line -> line.matches("\\d+ .*")).map(line -> line.split(" ")[1]))
                .startsWith("participant_joined")
                .contains("participant_muted")
                .endsWith("session_ended");
        assertThat(screen.stream()
                        .filter(line -> line.matches("\\d+ .*"))
                        .map(line -> Integer.parseInt(line.split(" ")[0])))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void call_thatCannotBegin_fails() {
        SERVER.faults().refuseNext(1, 503);

        CompletableFuture<Void> run = new AsyncEvents(client, this::show).run();

        assertThatThrownBy(() -> run.get(30, SECONDS)).hasCauseInstanceOf(ServerException.class);
    }

    private void show(String line) {
        screen.add(line);
        if (line.startsWith("Join: ")) {
            link.complete(URI.create(line.substring(6)));
        } else if (line.equals("muted")) {
            muted.countDown();
        }
    }
}
