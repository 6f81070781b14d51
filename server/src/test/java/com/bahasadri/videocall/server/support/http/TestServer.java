package com.bahasadri.videocall.server.support.http;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.Tuning;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.support.SimulatedParticipant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server for the tests of one class, on a port of its own, in memory, without rate limits unless asked for. */
public final class TestServer implements BeforeAllCallback, AfterAllCallback {
    private static final RateLimiter UNLIMITED = (limit, key) -> new RateLimiter.Verdict(true, 1, Duration.ZERO);

    private final Config config;
    private final RateLimiter limiter;
    private Application application;

    private TestServer(Config config, RateLimiter limiter) {
        this.config = config;
        this.limiter = limiter;
    }

    /** A server in the open mode. */
    public static TestServer open() {
        return with(Config.ephemeral());
    }

    /** A server with a configuration. */
    public static TestServer with(Config config) {
        return new TestServer(config, UNLIMITED);
    }

    /** The same, with rate limits. */
    public TestServer limitedBy(RateLimiter limits) {
        return new TestServer(config, limits);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        application.close();
    }

    /** Starts, for a test that needs a server of its own; it closes the application. */
    public Application start() {
        application = Application.start(
                config, new Tuning(Clock.systemUTC(), Duration.ofSeconds(15), Duration.ofSeconds(5), limiter));
        return application;
    }

    /** The port that is listened on. */
    public int port() {
        return application.address().getPort();
    }

    /** A client of this server. */
    public ApiClient client() {
        return new ApiClient(URI.create(application.address().getScheme() + "://127.0.0.1:" + port()));
    }

    /** Creates a session and answers its path. */
    public String newSession() {
        return path(client().post("/api/video-call/session").hasStatus(200).text("session_id"));
    }

    /** The path of a session. */
    public static String path(String sessionId) {
        return "/api/video-call/session/" + sessionId;
    }

    /** What the emulator has at a path of its app. */
    public String emulator(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        application.emulatorAddress() + "/accounts/local-account/realtime/kit/local-app" + path))
                .header("Authorization", "Bearer local-token")
                .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.ofString())
                .orTimeout(10, TimeUnit.SECONDS)
                .join()
                .body();
    }

    /** Somebody who joins the session at a path. */
    public SimulatedParticipant join(String session, String token) {
        return SimulatedParticipant.join(application.address(), session.substring(session.lastIndexOf('/') + 1), token);
    }

    /** A client that controls the session at a path. */
    public ApiClient control(String session) {
        return client().bearer(
                        client().post(session + "/control-token").hasStatus(200).text("token"));
    }
}
