package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Main;
import com.bahasadri.videocall.server.support.ChildJvm;
import com.bahasadri.videocall.server.support.RawChannel;
import com.bahasadri.videocall.server.support.Together;
import com.bahasadri.videocall.server.support.http.ApiClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What sockets cost a server that has little memory. */
@Timeout(120)
class SocketMemoryTest {
    private static final Pattern CONSOLE = Pattern.compile("Console\\s+http://localhost:(\\d+)/");
    private static final int SOCKETS = 2;
    /** Fewer than may be sent at once. */
    private static final int MESSAGES = 950;

    @TempDir
    Path directory;

    @Test
    void sockets_thatSendMoreThanThereIsMemory_areServedAll() throws InterruptedException {
        try (ChildJvm child = ChildJvm.start(
                Main.class,
                List.of("-Xmx96m", "-XX:+ExitOnOutOfMemoryError"),
                Map.of(
                        "VIDEO_CALL_PORT",
                        "0",
                        "VIDEO_CALL_EMULATOR_PORT",
                        "0",
                        "VIDEO_CALL_DATA_DIR",
                        "" + directory))) {
            Matcher console = CONSOLE.matcher(child.awaitLine("Console"));
            assertThat(console.find()).isTrue();
            URI server = URI.create("http://127.0.0.1:" + console.group(1));
            ApiClient api = new ApiClient(server);
            String call = "/api/video-call/session/"
                    + api.post("/api/video-call/session").hasStatus(200).text("session_id");
            String token = api.post(call + "/control-token").hasStatus(200).text("token");
            byte[] large = RawChannel.text("{'type':'ping','data':{'x':'" + "x".repeat(65_000) + "'}}");
            byte[] last = RawChannel.text("{'type':'ping','correlation_id':'the last'}");

            Together.run(SOCKETS, socket -> {
                try (RawChannel raw = RawChannel.open(server, call, token)) {
                    for (int i = 0; i < MESSAGES; i++) {
                        raw.send(large);
                    }
                    raw.send(last);
                    assertThat(raw.awaitText("the last")).contains("pong");
                }
            });
        }
    }
}
