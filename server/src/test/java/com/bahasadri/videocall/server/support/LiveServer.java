package com.bahasadri.videocall.server.support;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.Tuning;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A running server for the tests of one class, in memory; closes each test's clients after it. */
public final class LiveServer implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    private static final RateLimiter UNLIMITED = (limit, key) -> new RateLimiter.Verdict(true, 1, Duration.ZERO);

    private static final int MOST_AGAIN = 3;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Config config;
    private final Duration grace;
    private final Duration patience;
    private final List<AutoCloseable> clients = new ArrayList<>();
    private RateLimiter limiter = UNLIMITED;
    private Application application;

    /** A server that waits that long for a lost participant, and for a page that was told something. */
    public LiveServer(Duration grace, Duration patience) {
        this(Config.ephemeral(), grace, patience);
    }

    /** The same, with a configuration. */
    public LiveServer(Config config, Duration grace, Duration patience) {
        this.config = config;
        this.grace = grace;
        this.patience = patience;
    }

    /** The same, with rate limits. */
    public LiveServer limitedBy(RateLimiter limits) {
        limiter = limits;
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    /** Starts, for a test that needs a server of its own. */
    public LiveServer start() {
        application = Application.start(config, new Tuning(Clock.systemUTC(), grace, patience, limiter));
        return this;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        List<AutoCloseable> open = List.copyOf(clients);
        clients.clear();
        for (AutoCloseable client : open) {
            client.close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    /** Stops. */
    public void stop() {
        application.close();
    }

    /** Where it listens. */
    public URI address() {
        return application.address();
    }

    /** Where its emulator of RealtimeKit listens. */
    public URI emulatorAddress() {
        return application.emulatorAddress();
    }

    /** A client of its REST API. */
    public ApiClient api() {
        return new ApiClient(URI.create("http://127.0.0.1:" + address().getPort()));
    }

    /** Has something closed after the test. */
    public <T extends AutoCloseable> T closing(T client) {
        clients.add(client);
        return client;
    }

    /** A new session that nobody is in. */
    public Call newCall() {
        String id = answered(() -> api().post("/api/video-call/session")).text("session_id");
        String path = "/api/video-call/session/" + id;
        return new Call(
                this,
                id,
                path,
                answered(() -> api().post(path + "/control-token")).text("token"));
    }

    /** Asks again where a machine that stood still for a moment was taken for a Redis that does not answer. */
    private Answer answered(Supplier<Answer> request) {
        Answer answer = request.get();
        int most = config.redis() == null ? 0 : MOST_AGAIN;
        for (int again = 0; again < most && answer.status() == 503; again++) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            answer = request.get();
        }
        return answer.hasStatus(200);
    }

    /** One session, its id, its path, and a control token of it. */
    public record Call(LiveServer server, String id, String path, String controlToken) {
        /** The same session, on another server. */
        public Call on(LiveServer another) {
            return new Call(another, id, path, controlToken);
        }

        /** A client that controls the session. */
        public ApiClient rest() {
            return server.api().bearer(controlToken);
        }

        /** Tells the API to do something to a participant. */
        public Answer rest(String action, String participantId) {
            return rest().post(path + "/" + action, "{\"participant_id\":\"" + participantId + "\"}");
        }

        /** A new participant's token. */
        public Token newToken(String name) {
            Answer answer = server.answered(
                    () -> server.api().post(path + "/participant-token", "{\"name\":\"" + name + "\"}"));
            return new Token(answer.text("participant_id"), answer.text("token"));
        }

        /** Connects a participant's page that has reported nothing yet. */
        public ChannelClient page(Token token) {
            return server.closing(ChannelClient.participant(server.address(), id, token.token()));
        }

        /** Connects a participant's page that has the events up to a number. */
        public ChannelClient pageAfter(Token token, long after) {
            return server.closing(ChannelClient.participantAfter(server.address(), id, token.token(), after));
        }

        /** Connects a participant's page, which joins with microphone and camera on. */
        public ChannelClient join(Token token) {
            ChannelClient page = page(token);
            page.report("{'is_muted':false,'is_camera_on':true}")
                    .await(ChannelClient.is("participant_joined")
                            .and(event -> event.at("/data/participant/participant_id")
                                    .asText()
                                    .equals(token.id())));
            return page;
        }

        /** Connects a control center and passes over its snapshot. */
        public ChannelClient control() {
            ChannelClient control = server.closing(ChannelClient.control(server.address(), id, controlToken));
            control.await("snapshot");
            return control;
        }

        /** Connects a control center that has the events up to a number. */
        public ChannelClient controlAfter(long after) {
            return server.closing(ChannelClient.controlAfter(server.address(), id, controlToken, after));
        }
    }

    /** A participant and its token. */
    public record Token(String id, String token) {}
}
