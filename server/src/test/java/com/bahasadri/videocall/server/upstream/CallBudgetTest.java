package com.bahasadri.videocall.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedBudget;
import com.bahasadri.videocall.server.adapter.state.LanedBudget;
import com.bahasadri.videocall.server.port.CallBudget;
import com.bahasadri.videocall.server.support.ManualTime;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a server does with the calls that Cloudflare takes, in a time that the test tells. */
class CallBudgetTest {
    private static final String CREATE = "/api/video-call/session";
    private static final int BURST = 20;

    private final ManualTime time = new ManualTime();
    private final FailingRealtimeKit kit = FailingRealtimeKit.limitedBy(budget());
    private final ApiClient client = kit.client();

    @AfterEach
    void close() {
        kit.close();
    }

    @Test
    void flood_ofSessionsAndTokens_isRefusedWithATimeAndEndingStillGoesThrough() {
        String session = TestServer.path(client.post(CREATE).hasStatus(200).text("session_id"));
        ApiClient control = client.bearer(
                client.post(session + "/control-token").hasStatus(200).text("token"));
        Answer answer = client.post(session + "/participant-token");
        while (answer.status() == 200) {
            assertThat(kit.requests()).isLessThanOrEqualTo(BURST);
            answer = client.post(session + "/participant-token");
        }
        int sent = kit.requests();

        answer.isError(503, "UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        client.post(CREATE).isError(503, "UNAVAILABLE");
        assertThat(kit.requests()).as("what is refused is not sent").isEqualTo(sent);

        control.delete(session).hasStatus(200);
        assertThat(kit.requests()).isEqualTo(sent + 3);

        time.advance(Duration.ofMinutes(1));
        client.post(CREATE).hasStatus(200);
    }

    @Test
    void reads_ofWhateverIsKnownHere_costNothing() {
        String session = TestServer.path(client.post(CREATE).hasStatus(200).text("session_id"));
        client.post(session + "/participant-token").hasStatus(200);
        int sent = kit.requests();

        for (int i = 0; i < 5; i++) {
            client.get(session).hasStatus(200);
            client.get(session + "/screen-shares").hasStatus(200);
            client.get(session + "/video-files").hasStatus(200);
            client.get(session + "/playback").hasStatus(200);
            client.get("/api/video-call/sessions").hasStatus(200);
            client.get("/health").hasStatus(200);
        }

        assertThat(kit.requests()).isEqualTo(sent);
    }

    /** Twenty at once, one a second. */
    private CallBudget budget() {
        return new EmbeddedBudget(new LanedBudget.Size(BURST, BURST, Duration.ofSeconds(BURST)), time);
    }
}
