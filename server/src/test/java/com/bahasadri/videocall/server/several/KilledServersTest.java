package com.bahasadri.videocall.server.several;

import static com.bahasadri.videocall.server.support.ChannelClient.is;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Main;
import com.bahasadri.videocall.server.config.Config.Cloudflare;
import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.ChildJvm;
import com.bahasadri.videocall.server.support.LiveServer.Call;
import com.bahasadri.videocall.server.support.LiveServer.Token;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Servers that end without a word, under load. */
class KilledServersTest {
    @RegisterExtension
    static final TwoServers SERVERS = new TwoServers(Duration.ofSeconds(1));

    private static final Pattern CONSOLE = Pattern.compile("Console\\s+http://localhost:(\\d+)/");
    private static final int ROUNDS = 2;

    @TempDir
    Path directory;

    @Test
    void server_killedInTheMiddleOfEverything_takesNobodyWithIt() throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            Call call = SERVERS.first().newCall();
            ChannelClient first = call.control();
            ChannelClient second = call.on(SERVERS.second()).control();
            Token back = call.newToken("Comes back");
            Token gone = call.newToken("Is gone");
            try (ChildJvm child = start()) {
                URI killed = address(child);
                ChannelClient page = ChannelClient.participant(killed, call.id(), back.token());
                page.report("{'is_muted':false}").await("participant_joined");
                ChannelClient.participant(killed, call.id(), gone.token())
                        .report("{'is_muted':false}")
                        .await("participant_joined");
                for (int i = 0; i < 200; i++) {
                    page.report("{'is_muted':" + (i % 2 == 0) + "}");
                }
                page.await("participant_muted");

                child.kill();

                page.closeCode();
                List<JsonNode> had = page.events();
                long seq = had.get(had.size() - 1).path("seq").asLong();
                ChannelClient again = call.on(SERVERS.second()).pageAfter(back, seq);
                again.report("{'is_muted':true,'is_camera_on':true}").await(is("camera_toggled"));
            }

            JsonNode left = first.await("participant_left");
            assertThat(left.at("/data/participant_id").asText()).isEqualTo(gone.id());
            assertThat(left.at("/data/reason").asText()).isEqualTo("connection_lost");
            second.await("participant_left");
            assertThat(call.rest("mute", back.id())
                            .hasStatus(200)
                            .json()
                            .path("success")
                            .asBoolean())
                    .isTrue();
            call.rest().delete(call.path()).hasStatus(200);
            first.await("session_ended");
            second.await("session_ended");

            // The log from its first event on is what both were told.
            List<String> told = events(first);
            assertThat(events(second)).isEqualTo(told);
            assertThat(told.stream().filter(event -> event.contains("participant_left")))
                    .hasSize(2);
        }
    }

    private ChildJvm start() {
        Cloudflare account = SERVERS.account();
        return ChildJvm.start(
                Main.class,
                Map.of(
                        "VIDEO_CALL_PORT", "0",
                        "VIDEO_CALL_DATA_DIR", directory.toString(),
                        "REDIS_URL", SERVERS.redis().url().toString(),
                        "CLOUDFLARE_API_BASE_URL", account.baseUrl().toString(),
                        "CLOUDFLARE_ACCOUNT_ID", account.accountId(),
                        "CLOUDFLARE_REALTIME_APP_ID", account.appId(),
                        "CLOUDFLARE_REALTIME_API_TOKEN", account.apiToken()));
    }

    private static URI address(ChildJvm child) throws InterruptedException {
        Matcher console = CONSOLE.matcher(child.awaitLine("Console"));
        assertThat(console.find()).isTrue();
        return URI.create("http://localhost:" + console.group(1) + "/");
    }

    private static List<String> events(ChannelClient client) {
        List<String> events = new ArrayList<>();
        client.events().forEach(event -> events.add(event.toString()));
        return events;
    }
}
