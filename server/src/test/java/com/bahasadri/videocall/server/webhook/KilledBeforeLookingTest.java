package com.bahasadri.videocall.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.Main;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.emulation.model.FaultOutcome;
import com.bahasadri.videocall.server.emulation.model.Faults;
import com.bahasadri.videocall.server.emulation.model.RequestFault;
import com.bahasadri.videocall.server.emulator.RealtimeKitEmulator;
import com.bahasadri.videocall.server.support.ChildJvm;
import com.bahasadri.videocall.server.support.Eventually;
import com.bahasadri.videocall.server.support.KeyServer;
import com.bahasadri.videocall.server.support.RedisServer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed after it took the end of a call, and before RealtimeKit confirmed it. */
class KilledBeforeLookingTest {
    private static final Pattern CONSOLE = Pattern.compile("Console\\s+http://localhost:(\\d+)/");
    private static final String SESSIONS = "/api/video-call/session";

    private static final int FAULTS = 1000;
    /** How often one look asks where it fails. */
    private static final int ATTEMPTS = 3;

    private final KeyServer keys = new KeyServer();
    private final RealtimeKitEmulator upstream = RealtimeKitEmulator.start(RealtimeKitEmulator.Settings.temporary());

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        upstream.close();
        keys.close();
    }

    @Test
    void startedAgain_onTheSameFile_endsTheSession() throws InterruptedException {
        assertSessionEndsWithTheNextServer(environment(), session -> {});
    }

    @Test
    void anotherServer_onTheSameRedis_endsTheSession() throws InterruptedException {
        try (RedisServer redis = RedisServer.open()) {
            Map<String, String> environment = environment();
            environment.put("REDIS_URL", redis.url().toString());

            // Who is killed while it asks keeps the others from asking for half a minute.
            assertSessionEndsWithTheNextServer(
                    environment,
                    session -> Eventually.until(
                            "it was asked in vain",
                            () -> failed() >= ATTEMPTS
                                    && redis.tell("EXISTS video-call:answer:realtimekit-doubt/" + session)
                                            .equals(":0")));
        }
    }

    private void assertSessionEndsWithTheNextServer(Map<String, String> environment, Consumer<String> beforeKill)
            throws InterruptedException {
        String session;
        try (ChildJvm child = ChildJvm.start(Main.class, environment)) {
            ApiClient client = client(child);
            session = client.post(SESSIONS).hasStatus(200).text("session_id");
            upstream.faults().set(failing());
            byte[] body = """
                    {"event":"meeting.ended","reason":"HOST_ENDED_MEETING",
                    "meeting":{"id":"%s","sessionId":"s","status":"LIVE"}}""".formatted(session).getBytes(StandardCharsets.UTF_8);
            client.with("rtk-signature", keys.sign(body))
                    .post("/api/video-call/webhooks/realtimekit", body)
                    .hasStatus(200);
            beforeKill.accept(session);
            child.kill();
            child.awaitExit(30);
        }
        upstream.faults().clear();

        Application next = Application.start(Config.read(environment));
        try {
            ApiClient client = client(next.address().getPort());
            Eventually.until(
                    "the session ends",
                    () -> client.get(SESSIONS + "/" + session).text("status").equals("ended"));
        } finally {
            next.close();
        }
    }

    private Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "VIDEO_CALL_PORT",
                "0",
                "VIDEO_CALL_DATA_DIR",
                directory.toString(),
                "CLOUDFLARE_API_BASE_URL",
                upstream.baseUrl().toString(),
                "CLOUDFLARE_ACCOUNT_ID",
                RealtimeKitEmulator.ACCOUNT_ID,
                "CLOUDFLARE_REALTIME_APP_ID",
                RealtimeKitEmulator.APP_ID,
                "CLOUDFLARE_REALTIME_API_TOKEN",
                RealtimeKitEmulator.API_TOKEN,
                "CLOUDFLARE_WEBHOOK_KEY_URL",
                keys.url().toString()));
    }

    /** RealtimeKit answers nothing of use. */
    private static Faults failing() {
        return Faults.builder()
                .requests(List.of(RequestFault.builder()
                        .outcome(FaultOutcome.ERROR)
                        .status(500)
                        .count(FAULTS)
                        .build()))
                .build();
    }

    private int failed() {
        Integer left = upstream.faults().current().requests().get(0).count();
        return FAULTS - (left == null ? FAULTS : left);
    }

    private static ApiClient client(ChildJvm child) throws InterruptedException {
        Matcher console = CONSOLE.matcher(child.awaitLine("Console"));
        assertThat(console.find()).isTrue();
        return client(Integer.parseInt(console.group(1)));
    }

    private static ApiClient client(int port) {
        return new ApiClient(URI.create("http://127.0.0.1:" + port));
    }
}
