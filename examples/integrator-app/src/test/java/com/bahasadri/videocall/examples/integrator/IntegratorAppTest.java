package com.bahasadri.videocall.examples.integrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.model.SessionSummary;
import com.bahasadri.videocall.server.testing.SimulatedParticipant;
import com.bahasadri.videocall.server.testing.VideoCallServer;
import com.bahasadri.videocall.server.testing.VideoCallServerExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Uses the app as a browser does, beside a real server that asks for an operator key. */
class IntegratorAppTest {
    private static final String KEY = "a-key-of-an-operator-of-32-characters";

    @RegisterExtension
    final VideoCallServerExtension server = VideoCallServerExtension.of(
            VideoCallServer.builder().set("VIDEO_CALL_OPERATOR_KEYS", KEY).presenceGrace(Duration.ofMillis(50)));

    private final HttpClient browser = HttpClient.newHttpClient();
    private VideoCallClient client;
    private IntegratorApp app;

    @BeforeEach
    void start() throws Exception {
        client = VideoCallClient.builder().baseUrl(server.baseUrl()).token(KEY).build();
        app = new IntegratorApp(client, 0);
    }

    @AfterEach
    void stop() {
        app.close();
        client.close();
    }

    @Test
    void join_sendsTheUserIntoTheCall_andThePageShowsIt() throws Exception {
        SimulatedParticipant ann = server.join(join("weekly", "ann"));
        awaitPage("weekly", page -> page.contains("<p>Live</p><ul><li>ann</li></ul>"));

        ann.close();

        awaitPage("weekly", page -> page.contains("<ul></ul>"));
        assertThat(sessions()).extracting(SessionSummary::name).containsExactly("weekly");
    }

    @Test
    void page_whoseConnectionBreaks_isRightAgain() throws Exception {
        server.join(join("weekly", "ann"));
        awaitPage("weekly", page -> page.contains("ann"));

        server.faults().dropConnections();
        server.join(join("weekly", "bob"));

        awaitPage("weekly", page -> page.contains("<p>Live</p>") && page.contains("<li>bob</li>"));
    }

    @Test
    void meeting_whoseCallEnded_beginsAnother() throws Exception {
        join("weekly", "ann");
        String first = sessions().get(0).sessionId();
        client.control(first).end();

        awaitPage("weekly", page -> sessions().size() == 2);
    }

    @Test
    void pages_holdNoToken() throws Exception {
        join("weekly", "ann");

        assertThat(get("meetings/weekly").body()).doesNotContain(KEY, "token");
    }

    @Test
    void server_thatIsDown_isAPageThatSaysSo() throws Exception {
        server.faults().refuseNext(3, 503);

        assertThat(get("meetings/weekly").statusCode()).isEqualTo(502);
    }

    @Test
    void request_thatIsWrong_isRefused() throws Exception {
        assertThat(get("other").statusCode()).isEqualTo(404);
        assertThat(get("meetings/weekly/join?user=ann").statusCode()).isEqualTo(405);
        assertThat(post("meetings/weekly/join").statusCode()).isEqualTo(400);
    }

    private URI join(String meeting, String user) throws Exception {
        HttpResponse<String> answer = post("meetings/" + meeting + "/join?user=" + user);
        assertThat(answer.statusCode()).isEqualTo(303);
        return URI.create(answer.headers().firstValue("Location").orElseThrow());
    }

    private void awaitPage(String meeting, Predicate<String> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        String page = get("meetings/" + meeting).body();
        while (!condition.test(page) && System.nanoTime() < deadline) {
            page = get("meetings/" + meeting).body();
        }
        assertThat(condition.test(page)).as(page).isTrue();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(app.address().resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(app.address().resolve(path))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private List<SessionSummary> sessions() {
        return client.sessions().list().items();
    }
}
