package com.bahasadri.videocall.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.Application;
import com.bahasadri.videocall.server.adapter.embedded.EmbeddedRateLimiter;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.support.http.Answer;
import com.bahasadri.videocall.server.support.http.ApiClient;
import com.bahasadri.videocall.server.support.http.Configs;
import com.bahasadri.videocall.server.support.http.TestServer;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The three limits, in a time that the test tells. */
class RateLimitTest {
    private static final String CREATE = "/api/video-call/session";

    private final AtomicLong nanos = new AtomicLong(1);
    private TestServer server;
    private Application application;

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void sessionCreation_moreThan10InAMinute_isRefusedUntilTheWindowMovesOn() {
        start(Config.ephemeral());
        for (int i = 0; i < 10; i++) {
            server.client().post(CREATE).hasStatus(200);
        }

        refused(server.client().post(CREATE), "session-creation", 10, 6);
        pass(Duration.ofSeconds(5));
        refused(server.client().post(CREATE), "session-creation", 10, 1);
        pass(Duration.ofSeconds(1));
        server.client().post(CREATE).hasStatus(200);
        refused(server.client().post(CREATE), "session-creation", 10, 6);
        pass(Duration.ofMinutes(1));
        for (int i = 0; i < 10; i++) {
            server.client().post(CREATE).hasStatus(200);
        }
        refused(server.client().post(CREATE), "session-creation", 10, 6);
    }

    @Test
    void tokens_moreThan100InAMinuteOfWhicheverKind_areRefusedForThatSessionOnly() {
        start(Config.ephemeral());
        String session = server.newSession();
        String id = session.substring(session.lastIndexOf('/') + 1);
        String other = server.newSession();
        for (int i = 0; i < 34; i++) {
            server.client().post(session + "/participant-token").hasStatus(200);
            server.client()
                    .post("/api/video-call/token", "{\"meeting_id\":\"" + id + "\"}")
                    .hasStatus(200);
        }
        for (int i = 0; i < 32; i++) {
            server.client().post(session + "/control-token").hasStatus(200);
        }

        refused(server.client().post(session + "/participant-token"), "token-generation", 100, 1);
        refused(server.client().post(session + "/control-token"), "token-generation", 100, 1);
        refused(
                server.client().post("/api/video-call/token", "{\"meeting_id\":\"" + id + "\"}"),
                "token-generation",
                100,
                1);
        server.client().post(other + "/participant-token").hasStatus(200);
        pass(Duration.ofSeconds(1));
        server.client().post(session + "/participant-token").hasStatus(200);
    }

    @Test
    void commands_moreThan60InAMinuteOfWhicheverKind_areRefused() {
        start(Config.ephemeral());
        String session = server.newSession();
        ApiClient control = server.control(session);
        String body = "{\"participant_id\":\"nobody\"}";
        for (int i = 0; i < 15; i++) {
            control.post(session + "/mute", body).hasStatus(404);
            control.post(session + "/unmute", body).hasStatus(404);
            control.post(session + "/kick", body).hasStatus(404);
            control.post(session + "/mute-all").hasStatus(200);
        }

        refused(control.post(session + "/mute", body), "control-command", 60, 1);
        refused(control.post(session + "/mute-all"), "control-command", 60, 1);
        control.get(session).hasStatus(200);
        control.delete(session).hasStatus(200);
    }

    @Test
    void commands_withoutAToken_countAgainstNobody() {
        start(Config.ephemeral());
        String session = server.newSession();
        for (int i = 0; i < 61; i++) {
            server.client().post(session + "/mute-all").hasStatus(401);
        }

        server.control(session).post(session + "/mute-all").hasStatus(200);
    }

    @Test
    void forwardedAddress_fromAnUntrustedPeer_isNotBelieved() {
        start(Config.ephemeral());
        for (int i = 0; i < 10; i++) {
            forwarded("203.0.113." + i).post(CREATE).hasStatus(200);
        }

        forwarded("203.0.113.99").post(CREATE).hasStatus(429);
    }

    @Test
    void forwardedAddress_fromATrustedProxy_isTheLastThatIsNoProxy() {
        start(Configs.trustingProxies(Set.of("127.0.0.1", "198.51.100.7")));
        for (int i = 0; i < 10; i++) {
            // What stands before the real address was made up by the client.
            forwarded("203.0.113." + i + ", 192.0.2.1, 198.51.100.7")
                    .post(CREATE)
                    .hasStatus(200);
        }

        forwarded("192.0.2.1").post(CREATE).hasStatus(429);
        forwarded("192.0.2.2").post(CREATE).hasStatus(200);
        server.client().post(CREATE).hasStatus(200);
    }

    @Test
    void forwardedAddress_inAHeaderOfItsOwnBehindTheClients_isTheProxys() {
        start(Configs.trustingProxies(Set.of("127.0.0.1")));
        for (int i = 0; i < 10; i++) {
            forwarded("203.0.113." + i)
                    .with("X-Forwarded-For", "192.0.2.1")
                    .post(CREATE)
                    .hasStatus(200);
        }

        forwarded("203.0.113.99")
                .with("X-Forwarded-For", "192.0.2.1")
                .post(CREATE)
                .hasStatus(429);
    }

    @Test
    void cloudflaresAddress_fromATrustedProxy_isBelieved() {
        start(Configs.trustingProxies(Set.of("127.0.0.1")));
        for (int i = 0; i < 10; i++) {
            forwarded("203.0.113." + i)
                    .with("CF-Connecting-IP", "2001:db8::1")
                    .post(CREATE)
                    .hasStatus(200);
        }

        server.client().with("CF-Connecting-IP", "2001:db8::1").post(CREATE).hasStatus(429);
        server.client().with("CF-Connecting-IP", "2001:DB8:0:0::1").post(CREATE).hasStatus(429);
        server.client().with("CF-Connecting-IP", "2001:db8:0:1::1").post(CREATE).hasStatus(200);
        server.client().with("CF-Connecting-IP", "no address").post(CREATE).hasStatus(200);
    }

    @Test
    void addresses_ofOneIpv6Network_areOneClient() {
        start(Configs.trustingProxies(Set.of("127.0.0.1")));
        for (int i = 0; i < 10; i++) {
            forwarded("2001:db8::a:" + i).post(CREATE).hasStatus(200);
        }

        forwarded("2001:db8::b:0").post(CREATE).hasStatus(429);
        forwarded("2001:db8:0:1::a:0").post(CREATE).hasStatus(200);
    }

    private void start(Config config) {
        server = TestServer.with(config).limitedBy(new EmbeddedRateLimiter(new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        }));
        application = server.start();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private ApiClient forwarded(String address) {
        return server.client().with("X-Forwarded-For", address);
    }

    private static void refused(Answer answer, String limit, int quota, int seconds) {
        answer.isError(429, "RATE_LIMITED");
        assertThat(answer.header("Retry-After")).isEqualTo(String.valueOf(seconds));
        assertThat(answer.header("RateLimit")).isEqualTo("\"%s\";r=0;t=%d".formatted(limit, seconds));
        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"%s\";q=%d;w=60".formatted(limit, quota));
    }
}
