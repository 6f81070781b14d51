package com.bahasadri.videocall.server.pact;

import com.bahasadri.videocall.client.ListSessionsRequest;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.VideoSource;
import com.bahasadri.videocall.client.model.CreateParticipantTokenRequest;
import com.bahasadri.videocall.client.model.CreateSessionRequest;
import com.bahasadri.videocall.client.model.ParticipantRequest;
import com.bahasadri.videocall.client.model.ParticipantToken;
import com.bahasadri.videocall.client.model.Playback;
import com.bahasadri.videocall.client.model.PlaybackState;
import com.bahasadri.videocall.client.model.SessionStatus;
import com.bahasadri.videocall.client.model.SetPlaybackRequest;
import com.bahasadri.videocall.client.model.VideoFile;
import com.bahasadri.videocall.contract.SmallVideo;
import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.Tuning;
import com.bahasadri.videocall.server.adapter.embedded.EmbeddedRateLimiter;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.port.RateLimiter.Limit;
import com.bahasadri.videocall.server.support.ChannelClient;
import com.bahasadri.videocall.server.support.SimulatedParticipant;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real server, and how it is brought into the states that the pact names, with the values each state gives. */
final class ProviderStates implements AutoCloseable {
    private static final String OPERATOR_KEY = "an-operator-key-for-the-pact";
    private static final String KEY = "the-key-of-the-pact";
    /** Nothing listens on port 9 of this machine: every call to RealtimeKit fails at once. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/client/v4");

    /** Time stands still for it, so that what is used up stays so. */
    private final RateLimiter limiter = new EmbeddedRateLimiter(new StandingTime());

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private final Clock clock;
    private final Application server;
    private final VideoCallClient client;
    private final List<AutoCloseable> pages = new ArrayList<>();

    ProviderStates(Set<String> states, Path folder) {
        // What a page tells of where it is counts for 5 s: time stands still for it, too.
        Clock clock = states.contains("a session in which a video file plays")
                ? Clock.fixed(Instant.now(), ZoneOffset.UTC)
                : Clock.systemUTC();
        boolean storageFails = states.contains("the storage of files is failing");
        server = Application.start(
                config(states, storageFails ? folder : null),
                new Tuning(clock, Duration.ofSeconds(15), Duration.ofSeconds(3), limiter(states))
                        .withRepeatPatience(Duration.ofMillis(100)));
        this.clock = clock;
        client = VideoCallClient.builder()
                .baseUrl(server.address())
                .token(OPERATOR_KEY)
                .build();
        if (storageFails) {
            delete(folder.resolve("files"));
        }
    }

    int port() {
        return server.address().getPort();
    }

    Map<String, Object> session() {
        // A server whose RealtimeKit fails has no session; any meeting id serves there.
        String sessionId = server.emulatorAddress() == null ? "a-meeting" : create();
        Map<String, Object> values = new HashMap<>(Map.of("sessionId", sessionId, "meetingId", sessionId));
        if (server.emulatorAddress() != null) {
            values.put("controlToken", controlToken(sessionId));
            values.put("participantToken", participantToken(sessionId).token());
        }
        return values;
    }

    Map<String, Object> otherControlToken() {
        return Map.of("otherControlToken", controlToken(create()));
    }

    Map<String, Object> endedSession() {
        String sessionId = create();
        String token = controlToken(sessionId);
        client.withToken(token).sessions().end(sessionId);
        return Map.of("sessionId", sessionId, "meetingId", sessionId, "controlToken", token);
    }

    Map<String, Object> liveParticipant(boolean sharing) {
        String sessionId = create();
        ParticipantToken token = participantToken(sessionId);
        SimulatedParticipant page = SimulatedParticipant.join(server.address(), sessionId, token.token());
        pages.add(page);
        if (sharing) {
            page.shareScreen();
        }
        return Map.of(
                "sessionId", sessionId,
                "participantId", token.participantId(),
                "participantToken", token.token(),
                "controlToken", controlToken(sessionId));
    }

    Map<String, Object> mutedParticipant() {
        Map<String, Object> values = liveParticipant(false);
        client.withToken((String) values.get("controlToken"))
                .participants()
                .mute(
                        (String) values.get("sessionId"),
                        ParticipantRequest.builder()
                                .participantId((String) values.get("participantId"))
                                .build());
        return values;
    }

    Map<String, Object> twoSessions() {
        create();
        create();
        return Map.of(
                "nextCursor",
                client.sessions()
                        .list(ListSessionsRequest.builder()
                                .status(SessionStatus.ACTIVE)
                                .limit(1)
                                .build())
                        .nextCursor()
                        .orElseThrow());
    }

    Map<String, Object> videoFile() {
        Map<String, Object> values = session();
        VideoFile file = client.withToken((String) values.get("controlToken"))
                .videoFiles()
                .upload((String) values.get("sessionId"), VideoSource.of("demo.mp4", "video/mp4", SmallVideo.bytes()));
        values.put("fileId", file.fileId());
        return values;
    }

    Map<String, Object> playback() {
        Map<String, Object> values = videoFile();
        String sessionId = (String) values.get("sessionId");
        String control = (String) values.get("controlToken");
        Playback playback = client.withToken(control)
                .playback()
                .set(
                        sessionId,
                        SetPlaybackRequest.builder()
                                .fileId((String) values.get("fileId"))
                                .state(PlaybackState.PLAYING)
                                .position(1.25)
                                .rate(1.5)
                                .build());
        ChannelClient page = ChannelClient.control(server.address(), sessionId, control);
        pages.add(page);
        ObjectNode report = ChannelClient.object("{}")
                .put("revision", playback.revision())
                .put("position", 1.25)
                .put("at", clock.instant().toString());
        page.send("playback_report", null, report).roundTrip();
        return values;
    }

    Map<String, Object> operatorKey() {
        return Map.of("operatorKey", OPERATOR_KEY);
    }

    void keyedSession() {
        client.sessions().create(weeklyReview(), keyed());
    }

    void runningKeyedSession() {
        client.async().sessions().create(weeklyReview(), keyed());
        await(running);
    }

    void useUpSessionCreation() {
        useUp(Limit.SESSION_CREATION, "127.0.0.1");
    }

    Map<String, Object> useUpTokens() {
        Map<String, Object> values = session();
        useUp(Limit.TOKEN_GENERATION, (String) values.get("sessionId"));
        return values;
    }

    Map<String, Object> useUpCommands() {
        Map<String, Object> values = liveParticipant(false);
        useUp(Limit.CONTROL_COMMAND, (String) values.get("sessionId"));
        return values;
    }

    @Override
    public void close() {
        released.countDown();
        for (AutoCloseable page : pages) {
            try {
                page.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        client.close();
        server.close();
    }

    private void useUp(Limit limit, String key) {
        while (limiter.tryAcquire(limit, key).allowed()) {
            // Until nothing is left.
        }
    }

    /** One that holds up who creates a session, where one is to be under way. */
    private RateLimiter limiter(Set<String> states) {
        if (!states.contains("a session is being created under a key")) {
            return limiter;
        }
        return (limit, key) -> {
            running.countDown();
            await(released);
            return limiter.tryAcquire(limit, key);
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("it takes more than 30 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String create() {
        return client.sessions().create(weeklyReview()).sessionId();
    }

    private static CreateSessionRequest weeklyReview() {
        return CreateSessionRequest.builder().name("Weekly review").build();
    }

    private static RequestOptions keyed() {
        return RequestOptions.defaults().withIdempotencyKey(KEY);
    }

    private String controlToken(String sessionId) {
        return client.tokens().createControlToken(sessionId).token();
    }

    private ParticipantToken participantToken(String sessionId) {
        return client.tokens()
                .createParticipantToken(
                        sessionId,
                        CreateParticipantTokenRequest.builder().name("Ann").build());
    }

    private static final class StandingTime implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return 0;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private static void delete(Path emptyDirectory) {
        try {
            Files.delete(emptyDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Config config(Set<String> states, @Nullable Path dataDir) {
        Config plain = Config.ephemeral();
        return new Config(
                plain.host(),
                plain.port(),
                plain.emulatorPort(),
                plain.tls(),
                dataDir,
                null,
                states.contains("RealtimeKit is failing")
                        ? new Config.Cloudflare(NOWHERE, "account", "app", "a-token-of-no-use")
                        : null,
                plain.r2(),
                files(states),
                plain.eventLimit(),
                states.contains("operator keys are asked for") ? List.of(OPERATOR_KEY) : List.of(),
                plain.allowAnonymousOperators(),
                plain.joinUrl(),
                plain.corsOrigins(),
                plain.trustedProxies(),
                plain.iceServers(),
                plain.calls());
    }

    private static Config.Files files(Set<String> states) {
        Config.Files plain = Config.Files.standard();
        return new Config.Files(
                states.contains("a file may have 100 bytes") ? 100 : plain.maxFileBytes(),
                states.contains("there is no room for files") ? 1 : plain.maxStorageBytes(),
                plain.urlLifetime(),
                plain.retention());
    }
}
