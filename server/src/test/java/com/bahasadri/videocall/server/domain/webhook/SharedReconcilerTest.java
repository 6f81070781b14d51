package com.bahasadri.videocall.server.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.adapter.redis.Redis;
import com.bahasadri.videocall.server.adapter.redis.RedisAnswerStore;
import com.bahasadri.videocall.server.adapter.redis.RedisStateStore;
import com.bahasadri.videocall.server.domain.FakeMediaEngine;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.port.AnswerStore;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.support.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What may have ended, where several servers share one Redis. */
class SharedReconcilerTest {
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private static RedisServer redis;

    private final TestClock clock = new TestClock();
    private final FakeMediaEngine media = new FakeMediaEngine();
    private final Server first = new Server();
    private final Server second = new Server();

    @BeforeAll
    static void startRedis() {
        redis = RedisServer.open();
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
        redis.clear();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Test
    void doubt_ofAServerThatIsGone_isAskedForByTheOther() {
        String session = first.doubtful();
        first.close();

        second.reconciler.lookAround();

        assertThat(second.sessions.get(session).ended()).isTrue();
    }

    @Test
    void doubt_whileOneServerAsks_isLeftToIt() {
        String session = first.doubtful();
        media.meanwhile = () -> second.reconciler.lookIfDoubtful(session);

        first.reconciler.lookIfDoubtful(session);

        assertThat(asked()).hasSize(1);
    }

    @Test
    void doubt_thatOneServerSettled_isNotAskedForByTheOther() {
        first.doubtful();

        first.reconciler.lookAround();
        clock.advance(PERIOD);
        second.reconciler.lookAround();

        assertThat(asked()).hasSize(1);
    }

    @Test
    void quietSession_isAskedForByOneServerInFiveMinutes() {
        first.sessions.create(null);

        for (int i = 0; i < 4; i++) {
            first.reconciler.lookAround();
            clock.advance(PERIOD);
            second.reconciler.lookAround();
            clock.advance(PERIOD);
        }

        assertThat(asked()).hasSize(1);
    }

    private List<String> asked() {
        return media.calls.stream().filter(call -> call.startsWith("roster")).toList();
    }

    /** As much of a server as it takes. */
    private final class Server {
        final Redis connection = Redis.connect(redis.url());
        final StateStore store = new RedisStateStore(connection, clock);
        final AnswerStore leases = new RedisAnswerStore(connection, clock);
        final SessionService sessions = new SessionService(store, media, clock);
        final Reconciler reconciler = new Reconciler(store, leases, media, sessions, clock);

        String doubtful() {
            String session = sessions.create(null).id();
            new PresenceService(store, clock).departAll(session, "s", true);
            return session;
        }

        void close() {
            reconciler.close();
            store.close();
            connection.close();
        }
    }
}
