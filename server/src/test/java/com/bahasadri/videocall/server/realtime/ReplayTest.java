package com.bahasadri.videocall.server.realtime;

import static com.bahasadri.videocall.server.support.Replay.assertThatMessagesTell;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.CuttingProxy;
import com.bahasadri.videocall.server.support.EventStream;
import com.bahasadri.videocall.server.support.LiveServer;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A log read from its first event gives the state that the session shows, however it is read. */
@Timeout(120)
class ReplayTest {
    @RegisterExtension
    static final LiveServer SERVER = new LiveServer(Duration.ofSeconds(15), Duration.ofSeconds(5));

    private final Call call = SERVER.newCall();

    @Test
    void pages_readWhileThingsHappen_tellTheState() throws InterruptedException {
        Thread happening = happening(1);
        List<JsonNode> log = new ArrayList<>();
        boolean last;
        do {
            last = !happening.isAlive();
            readOn(log);
        } while (!last);

        assertThatMessagesTell(log, session());
    }

    @Test
    void channel_fromTheStart_tellsTheState() throws InterruptedException {
        ChannelClient control = call.controlAfter(0);

        happening(2).join();

        assertThatMessagesTell(control.roundTrip().events(), session());
    }

    @Test
    void stream_fromTheStart_tellsTheState() throws InterruptedException {
        EventStream stream = SERVER.closing(EventStream.open(SERVER.address(), call.path() + "/events?after=0"));

        happening(3).join();
        call.rest().delete(call.path()).hasStatus(200);
        stream.rest();

        assertThatMessagesTell(stream.events(), session());
    }

    @Test
    void stream_cutAgainAndAgain_tellsTheStateAllTheSame() throws Exception {
        try (CuttingProxy network = new CuttingProxy(SERVER.address().getPort())) {
            URI address = URI.create("http://127.0.0.1:" + network.url().getPort() + "/");
            Thread happening = happening(4);
            List<JsonNode> log = new ArrayList<>();
            int cuts = 0;
            while (happening.isAlive()) {
                EventStream stream =
                        EventStream.open(address, call.path() + "/events?after=0", "Last-Event-ID", "" + log.size());
                if (happening.isAlive()) {
                    log.add(stream.event());
                    network.cut();
                    cuts++;
                    log.addAll(stream.rest());
                }
                stream.close();
            }
            call.rest().delete(call.path()).hasStatus(200);
            EventStream.open(SERVER.address(), call.path() + "/events", "Last-Event-ID", "" + log.size())
                    .rest()
                    .forEach(log::add);

            assertThat(cuts).isPositive();
            assertThatMessagesTell(log, session());
        }
    }

    private void readOn(List<JsonNode> log) {
        JsonNode page;
        do {
            page = call.rest()
                    .get(call.path() + "/events?limit=7&after=" + log.size())
                    .hasStatus(200)
                    .json();
            page.path("events").forEach(log::add);
        } while (page.path("has_more").asBoolean());
    }

    private JsonNode session() {
        return call.rest().get(call.path()).hasStatus(200).json();
    }

    /** Three people who come, do things and go; ended by a last round trip of each. */
    private Thread happening(long seed) {
        Thread thread = new Thread(() -> {
            Random random = new Random(seed);
            List<ChannelClient> pages = new ArrayList<>();
            List<Token> tokens = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                tokens.add(call.newToken("Ann " + i));
                pages.add(call.join(tokens.get(i)));
            }
            for (int i = 0; i < 120; i++) {
                ChannelClient page = pages.get(random.nextInt(pages.size()));
                page.report("{'is_muted':%b,'is_camera_on':%b,'is_screen_sharing':%b,'connection_quality':'%s'}"
                        .formatted(
                                random.nextBoolean(),
                                random.nextBoolean(),
                                random.nextBoolean(),
                                random.nextBoolean() ? "good" : "poor"));
            }
            pages.forEach(ChannelClient::roundTrip);
            call.rest("mute", tokens.get(0).id());
            call.rest("kick", tokens.get(1).id());
        });
        thread.start();
        return thread;
    }
}
