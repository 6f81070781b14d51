package com.bahasadri.videocall.server.pact;

import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.model.CreateParticipantTokenRequest;
import com.bahasadri.videocall.client.model.CreateSessionRequest;
import com.bahasadri.videocall.client.model.ParticipantToken;
import com.bahasadri.videocall.client.model.SessionStatus;
import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.adapter.embedded.EmbeddedRateLimiter;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.port.RateLimiter.Limit;
import com.bahasadri.videocall.server.support.SimulatedParticipant;
import io.github.bucket4j.TimeMeter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real server, and how it is brought into the states that the pact names, with the values each state gives. */
final class ProviderStates implements AutoCloseable {
    private static final String OPERATOR_KEY = "an-operator-key-for-the-pact";
    /** Nothing listens on port 9 of this machine: every call to RealtimeKit fails at once. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/client/v4");

    /** Time stands still for it, so that what is used up stays so. */
    private final RateLimiter limiter = new EmbeddedRateLimiter(new StandingTime());

    private final Application server;
    private final VideoCallClient client;
    private final List<AutoCloseable> pages = new ArrayList<>();

    ProviderStates(boolean closed, boolean realtimeKitFails) {
        server = Application.start(
                config(closed, realtimeKitFails),
                new Application.Tuning(Clock.systemUTC(), Duration.ofSeconds(15), Duration.ofSeconds(3), limiter));
        client = VideoCallClient.builder()
                .baseUrl(server.address())
                .token(OPERATOR_KEY)
                .build();
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

    Map<String, Object> twoSessions() {
        create();
        create();
        return Map.of(
                "nextCursor",
                client.sessions().list(SessionStatus.ACTIVE, 1, null).nextCursor());
    }

    Map<String, Object> operatorKey() {
        return Map.of("operatorKey", OPERATOR_KEY);
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

    private String create() {
        return client.sessions()
                .create(CreateSessionRequest.builder().name("Weekly review").build())
                .sessionId();
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

    private static Config config(boolean closed, boolean realtimeKitFails) {
        Config plain = Config.ephemeral();
        return new Config(
                plain.host(),
                plain.port(),
                plain.emulatorPort(),
                plain.tls(),
                plain.dataDir(),
                realtimeKitFails ? new Config.Cloudflare(NOWHERE, "account", "app", "a-token-of-no-use") : null,
                plain.r2(),
                plain.files(),
                closed ? List.of(OPERATOR_KEY) : List.of(),
                plain.allowAnonymousOperators(),
                plain.joinUrl(),
                plain.corsOrigins(),
                plain.trustedProxies(),
                plain.iceServers());
    }
}
