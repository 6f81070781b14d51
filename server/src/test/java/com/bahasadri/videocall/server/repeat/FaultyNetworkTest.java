package com.bahasadri.videocall.server.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.client.ListSessionsRequest;
import com.bahasadri.videocall.client.Timeout;
import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.model.CreateSessionRequest;
import com.bahasadri.videocall.client.model.SessionSummary;
import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.config.Config;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client's writes through a network that cuts, delays and duplicates: each is done, and done once. */
class FaultyNetworkTest {
    private Application server;
    private FaultyProxy proxy;

    @BeforeEach
    void start() throws Exception {
        server = Application.start(Config.ephemeral());
        proxy = new FaultyProxy(server.address());
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        server.close();
    }

    @Test
    void writes_throughEveryFault_areDoneOnce() {
        List<String> names = new ArrayList<>();
        List<String> created = new ArrayList<>();
        try (VideoCallClient client = VideoCallClient.builder()
                .baseUrl(proxy.address())
                .maxRetries(10)
                .timeout(Timeout.defaults().withRead(Duration.ofSeconds(2)).withCall(Duration.ofSeconds(120)))
                .build()) {
            for (int i = 0; i < 9; i++) {
                names.add("call " + i);
                created.add(client.sessions()
                        .create(CreateSessionRequest.builder().name("call " + i).build())
                        .sessionId());
            }
        }

        assertThat(proxy.met()).containsAll(List.of(FaultyProxy.Fault.values()));
        try (VideoCallClient direct =
                VideoCallClient.builder().baseUrl(server.address()).build()) {
            List<SessionSummary> sessions =
                    direct
                            .sessions()
                            .list(ListSessionsRequest.builder().limit(3).build())
                            .stream()
                            .toList();
            assertThat(sessions).extracting(SessionSummary::name).containsExactlyInAnyOrderElementsOf(names);
            assertThat(sessions).extracting(SessionSummary::sessionId).containsExactlyInAnyOrderElementsOf(created);
        }
    }
}
