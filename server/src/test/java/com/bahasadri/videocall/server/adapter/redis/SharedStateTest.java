package com.bahasadri.videocall.server.adapter.redis;

import static com.bahasadri.videocall.server.support.Replay.assertThatLogTells;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.domain.session.ParticipantState;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.Role;
import com.bahasadri.videocall.server.port.RateLimiter.Limit;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.support.CuttingProxy;
import com.bahasadri.videocall.server.support.RedisServer;
import com.bahasadri.videocall.server.support.Together;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several servers on one Redis, over networks good and bad. */
class SharedStateTest {
    private static final long PATIENCE_SECONDS = 30;

    private static RedisServer server;

    private final List<AutoCloseable> open = new ArrayList<>();
    private CuttingProxy proxy;

    @BeforeAll
    static void startRedis() {
        server = RedisServer.open();
    }

    @AfterAll
    static void stopRedis() {
        server.close();
    }

    @BeforeEach
    void startProxy() {
        server.clear();
        proxy = new CuttingProxy(server.port());
        open.add(proxy);
    }

    @AfterEach
    void closeAll() throws Exception {
        server.thaw();
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void change_onSeveralServersAtOnce_isNumberedWithoutGapAndToldEverywhere() {
        List<Listening> servers = List.of(connect(server.url()), connect(server.url()), connect(server.url()));
        create(servers.get(0), "call");

        Together.run(6, thread -> {
            for (int i = 0; i < 30; i++) {
                join(servers.get(thread % 3), "call", thread + "-" + i);
            }
        });

        assertToldAlike(servers, "call", 180);
    }

    @Test
    void change_overAConnectionThatIsCutAllTheTime_isMadeOnceAndToldOnce() {
        Listening bad = connect(proxy.url());
        Listening good = connect(server.url());
        create(good, "call");
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicInteger unknown = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();

        Together.run(4, thread -> {
            if (thread == 0) {
                // Longer apart where the machine is too slow to do anything between two cuts.
                for (int most = 200, before = 0; !done.get(); before = acknowledged.size()) {
                    proxy.cut();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                            ThreadLocalRandom.current().nextInt(20, most)));
                    most = acknowledged.size() > before ? 200 : Math.min(2 * most, 5_000);
                }
                return;
            }
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            for (int i = 0; i < 20 || acknowledged.size() <= 15 && System.nanoTime() < deadline; i++) {
                String who = thread + "-" + i;
                try {
                    join(bad, "call", who);
                    leave(bad, "call", who);
                    join(bad, "call", who);
                    acknowledged.add(who);
                } catch (ServiceException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    unknown.incrementAndGet();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
            }
            done.set(thread == 3 || done.get());
        });

        Session session = good.store.find("call").orElseThrow();
        assertThat(session.participants().keySet()).containsAll(acknowledged);
        assertThat(acknowledged).as("changes that went through").hasSizeGreaterThan(15);
        assertToldAlike(List.of(bad, good), "call", (int) session.seq());
    }

    @Test
    void change_whoseAnswerIsLost_isMadeOnce() {
        Listening bad = connect(proxy.url());
        create(bad, "call");
        join(bad, "call", "ada");
        AtomicInteger asked = new AtomicInteger();

        Session after = bad.store.change("call", Cause.SERVER, session -> {
            if (asked.getAndIncrement() == 0) {
                // From here on Redis does what it is told, and nobody hears of it, until the connection ends.
                proxy.swallowAnswers(true);
                later(Duration.ofMillis(200), () -> {
                    proxy.swallowAnswers(false);
                    proxy.cut();
                });
            }
            return session.presence().report("ada", ParticipantState.microphone(false), "", Instant.EPOCH);
        });

        assertThat(after.seq()).isEqualTo(2);
        assertThat(asked).as("decisions").hasValue(1);
        assertToldAlike(List.of(bad), "call", 2);
    }

    @Test
    void events_ofAMinuteWithoutConnection_areAllToldOnceAfterIt() {
        Listening away = connect(proxy.url());
        Listening there = connect(server.url());
        create(there, "call");
        join(there, "call", "first");
        await(() -> away.told.size() == 1);
        proxy.refuse(true);
        proxy.cut();

        for (int i = 0; i < 50; i++) {
            join(there, "call", "p" + i);
        }
        create(there, "new");
        join(there, "new", "p");
        proxy.refuse(false);

        assertToldAlike(List.of(away, there), "call", 51);
        assertToldAlike(List.of(away, there), "new", 1);
    }

    @Test
    void events_thatTheFeedHasNoMore_areToldOnceFromTheLogs() {
        Listening away = connect(proxy.url());
        Listening there = connect(server.url());
        create(there, "call");
        create(there, "other");
        join(there, "call", "first");
        await(() -> away.told.size() == 1);
        proxy.refuse(true);
        proxy.cut();

        for (int i = 0; i < 20; i++) {
            join(there, i % 2 == 0 ? "call" : "other", "p" + i);
        }
        server.tell("XTRIM " + Keys.FEED + " MAXLEN 3");
        proxy.refuse(false);

        assertToldAlike(List.of(away, there), "call", 11);
        assertToldAlike(List.of(away, there), "other", 10);
    }

    @Test
    void events_afterAHalfClosedConnection_areTold() {
        Listening away = connect(proxy.url());
        Listening there = connect(server.url());
        create(there, "call");
        proxy.halfClose();

        join(there, "call", "ada");

        assertToldAlike(List.of(away, there), "call", 1);
    }

    @Test
    void connection_thatBringsNothingAnyMore_isGivenUpAndMadeAnew() {
        Listening away = connect(proxy.url());
        Listening there = connect(server.url());
        create(there, "call");
        proxy.swallowAnswers(true);
        join(there, "call", "ada");
        assertUnavailable(() -> away.store.find("call"));

        proxy.swallowAnswers(false);

        assertToldAlike(List.of(away, there), "call", 1);
        await(() -> answers(() -> away.store.find("call")));
    }

    @Test
    void redis_killedAndStartedAgain_goesOnWithWhatItHad() {
        Listening one = connect(server.url());
        Listening two = connect(server.url());
        create(one, "call");
        join(one, "call", "ada");
        server.kill();
        assertUnavailable(() -> one.store.find("call"));
        assertUnavailable(() -> join(two, "call", "bob"));

        server.start();

        await(() -> answers(() -> join(two, "call", "bob")));
        await(() -> answers(() -> join(one, "call", "eve")));
        assertToldAlike(List.of(one, two), "call", 3);
    }

    @Test
    void redis_killedAgainAndAgainUnderLoad_keepsWhatWasAcknowledgedAndNothingTwice() {
        List<Listening> servers = List.of(connect(server.url()), connect(server.url()));
        create(servers.get(0), "call");
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicBoolean done = new AtomicBoolean();

        Together.run(5, thread -> {
            for (int i = 0; thread > 0 && !done.get(); i++) {
                String who = thread + "-" + i;
                if (answers(() -> join(servers.get(thread % 2), "call", who))) {
                    acknowledged.add(who);
                }
            }
            for (int kills = 0; thread == 0 && kills < 3; kills++) {
                int before = acknowledged.size();
                await(() -> acknowledged.size() > before + 20);
                server.kill();
                server.start();
            }
            done.compareAndSet(false, thread == 0);
        });

        await(() -> answers(() -> join(servers.get(1), "call", "last")));
        Session session = servers.get(1).store.find("call").orElseThrow();
        assertThat(session.participants().keySet()).containsAll(acknowledged);
        assertToldAlike(servers, "call", (int) session.seq());
        assertThat(servers).allMatch(one -> one.rewound.get() == 0);
    }

    @Test
    void redis_thatAnswersNothing_failsEachCallAndGoesOnAfterwards() {
        Listening one = connect(server.url());
        create(one, "call");
        server.freeze();
        assertUnavailable(() -> join(one, "call", "ada"));
        assertUnavailable(() -> one.store.find("call"));

        server.thaw();

        await(() -> answers(() -> join(one, "call", "bob")));
        Session session = one.store.find("call").orElseThrow();
        assertToldAlike(List.of(one), "call", (int) session.seq());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void redis_thatLostWhatItTold_isFollowedFromThereAndSaysSo(int eventsSince) {
        Listening away = connect(proxy.url());
        Listening there = connect(server.url());
        create(there, "call");
        join(there, "call", "ada");
        join(there, "call", "bob");
        await(() -> away.told.size() == 2);
        proxy.refuse(true);
        proxy.cut();
        server.clear();
        create(there, "call");
        for (int i = 0; i < eventsSince; i++) {
            join(there, "call", "p" + i);
        }

        proxy.refuse(false);

        await(() -> away.rewound.get() == 1);
        join(there, "call", "eve");
        await(() -> away.told.size() == 3);
        assertThat(away.told.get(2))
                .isEqualTo(there.store.events("call", eventsSince).get(0));
    }

    @Test
    void user_whoMayTouchNothingButOurKeys_isEnough() {
        try (RedisServer guarded = RedisServer.open(
                "--user",
                "app",
                "on",
                ">a-password",
                "~video-call:*",
                "resetchannels",
                "&video-call:*",
                "+@all",
                "-@admin",
                "-@dangerous")) {
            URI url = URI.create("redis://app:a-password@127.0.0.1:" + guarded.port() + "/3");
            Listening one = connect(url);
            Listening two = connect(url);
            create(one, "call");
            join(one, "call", "ada");
            one.store.grant(
                    "digest",
                    new Grant(
                            "call", Role.PARTICIPANT, "ada", null, Instant.now().plusSeconds(3600), false));

            assertToldAlike(List.of(one, two), "call", 1);
            assertThat(two.store.revoke("call", "ada")).isTrue();
            assertThat(two.store.list(null, 10, null).sessions()).hasSize(1);
            assertThat(new RedisRateLimiter(two.redis)
                            .tryAcquire(Limit.CONTROL_COMMAND, "call")
                            .allowed())
                    .isTrue();
            two.store.close();
            one.store.close();
        }
    }

    @Test
    void connect_withAWrongPassword_isToldWithoutIt() {
        try (RedisServer guarded = RedisServer.open("--requirepass", "a-password")) {
            URI url = URI.create("redis://:wrong-password@127.0.0.1:" + guarded.port());

            assertThatThrownBy(() -> Redis.connect(url))
                    .hasMessageContaining("REDIS_URL")
                    .hasMessageContaining("127.0.0.1")
                    .hasStackTraceContaining("WRONGPASS")
                    .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("wrong-password"));
        }
    }

    private Listening connect(URI url) {
        Redis redis = Redis.connect(url);
        open.add(redis);
        RedisStateStore store = new RedisStateStore(redis, Clock.systemUTC());
        open.add(store);
        Listening listening = new Listening(redis, store, new CopyOnWriteArrayList<>(), new AtomicInteger());
        store.subscribe(new StateStore.Subscriber() {
            @Override
            public void happened(LoggedEvent event) {
                listening.told.add(event);
            }

            @Override
            public void rewound() {
                listening.rewound.incrementAndGet();
            }
        });
        return listening;
    }

    private static void create(Listening server, String id) {
        server.store.create(Session.created(id, null, Instant.EPOCH));
    }

    private static Session join(Listening server, String id, String who) {
        return server.store.change(id, Cause.SERVER, session -> session.presence()
                .report(who, ParticipantState.microphone(true), "", Instant.EPOCH));
    }

    private static void leave(Listening server, String id, String who) {
        server.store.change(id, Cause.SERVER, session -> session.presence().leave(who, LeaveReason.LEFT));
    }

    /** Each server was told exactly what the log has, and the log tells the state. */
    private static void assertToldAlike(List<Listening> servers, String id, int events) {
        for (Listening server : servers) {
            await(() -> server.told(id).size() >= events);
        }
        // The last one's network is good.
        RedisStateStore store = servers.get(servers.size() - 1).store;
        List<LoggedEvent> log = store.events(id, 0);
        assertThat(log).hasSize(events);
        for (Listening server : servers) {
            assertThat(server.told(id)).containsExactlyElementsOf(log);
        }
        assertThatLogTells(log, store.find(id).orElseThrow());
    }

    private static void assertUnavailable(Runnable call) {
        assertThat(answers(call)).as("is answered").isFalse();
    }

    private static boolean answers(Runnable call) {
        try {
            call.run();
            return true;
        } catch (ServiceException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static void later(Duration delay, Runnable work) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(work);
    }

    private record Listening(Redis redis, RedisStateStore store, List<LoggedEvent> told, AtomicInteger rewound) {
        List<LoggedEvent> told(String id) {
            return told.stream().filter(event -> event.sessionId().equals(id)).toList();
        }
    }
}
