package com.bahasadri.videocall.server.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.port.Neighbours.Here;
import com.bahasadri.videocall.server.port.Neighbours.Peer;
import com.bahasadri.videocall.server.support.CuttingProxy;
import com.bahasadri.videocall.server.support.RedisServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that find each other in a real Redis. */
class RedisNeighboursTest {
    private static final Peer ADA = new Peer("call", "ada");
    private static final Cause OPERATOR = new Cause(Actor.controlCenter("operator"), "correlation");
    /** Longer than a busy machine stands still: who is there must not seem gone. */
    private static final Duration LEASE = Duration.ofSeconds(3);

    private static final long PATIENCE_SECONDS = 30;

    private static RedisServer redisServer;

    private final List<AutoCloseable> open = new ArrayList<>();
    private CuttingProxy proxy;

    @BeforeAll
    static void startRedis() {
        redisServer = RedisServer.open();
    }

    @AfterAll
    static void stopRedis() {
        redisServer.close();
    }

    @BeforeEach
    void startProxy() {
        redisServer.clear();
        proxy = new CuttingProxy(redisServer.port());
        open.add(proxy);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    void took_whatAnotherHas_tellsItAlone() {
        Server first = join(redisServer.url());
        Server second = join(redisServer.url());
        Server third = join(redisServer.url());
        first.neighbours.took(ADA);
        assertThat(second.neighbours.have(ADA)).isTrue();
        assertThat(first.neighbours.have(ADA)).isFalse();

        second.neighbours.took(ADA);

        await(() -> first.told.contains("replaced ada"));
        assertThat(first.neighbours.have(ADA)).isTrue();
        assertThat(second.told).isEmpty();
        assertThat(third.told).isEmpty();
    }

    @Test
    void lost_peer_isNobodysUnlessAnotherTookIt() {
        Server first = join(redisServer.url());
        Server second = join(redisServer.url());
        first.neighbours.took(ADA);

        first.neighbours.lost(ADA);
        assertThat(second.neighbours.have(ADA)).isFalse();

        second.neighbours.took(ADA);
        first.neighbours.lost(ADA);
        assertThat(first.neighbours.have(ADA)).isTrue();
    }

    @Test
    void switchMicrophone_onAnotherServer_isAnsweredByItsPage() {
        Server first = join(redisServer.url());
        Server second = join(redisServer.url());
        first.neighbours.took(ADA);

        assertThat(order(second, true)).contains(true);
        assertThat(order(second, false)).contains(false);
        assertThat(first.told).containsExactly("order-true ada", "order-false ada");
        assertThat(order(first, true)).as("of itself").isEmpty();
        first.neighbours.lost(ADA);
        assertThat(order(second, true)).as("of nobody").isEmpty();
    }

    @Test
    void switchMicrophone_ofAPageThatIsGone_fails() {
        Server first = join(redisServer.url());
        Server second = join(redisServer.url());
        first.neighbours.took(ADA);
        first.absent = true;

        CompletionStage<Boolean> asked = second.neighbours
                .switchMicrophone("call", "ada", new Here.Order("order", true, false))
                .orElseThrow();

        assertThatThrownBy(() -> asked.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void remove_isToldToAllOthersOfTheSameDatabase() {
        Server first = join(redisServer.url());
        Server second = join(redisServer.url());
        Server third = join(redisServer.url());
        Server stranger = join(redisServer.url().resolve("/1"));

        first.neighbours.remove("call", "ada", OPERATOR);

        await(() -> second.told.contains("remove ada by operator") && third.told.contains("remove ada by operator"));
        assertThat(first.told).isEmpty();
        assertThat(stranger.told).isEmpty();
    }

    @Test
    void server_thatCloses_isMissedAtOnceHoweverShortItWasThere() {
        Server first = join(redisServer.url());
        Server second = join(redisServer.url());
        second.neighbours.took(ADA);

        second.neighbours.close();

        await(() -> first.told.contains("bereft"));
        assertThat(first.neighbours.have(ADA)).isFalse();
    }

    @Test
    void server_thatIsCutOff_isGoneAfterItsLeaseAndComesBackWithWhatNobodyTook() {
        Peer bob = new Peer("call", "bob");
        Server away = join(proxy.url());
        Server there = join(redisServer.url());
        away.neighbours.took(ADA);
        away.neighbours.took(bob);
        away.peers.addAll(List.of(ADA, bob));
        proxy.refuse(true);
        proxy.cut();

        await(() -> there.told.contains("bereft"));
        assertThat(there.neighbours.have(ADA)).isFalse();
        there.neighbours.took(bob);
        assertThatThrownBy(() -> away.neighbours.remove("call", "ada", OPERATOR))
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        proxy.refuse(false);

        // Not its return, which a machine that is slow may have told before.
        await(() -> away.told.contains("replaced bob"));
        assertThat(away.told).doesNotContain("replaced ada");
        assertThat(there.neighbours.have(ADA)).isTrue();
        assertThat(there.told).doesNotContain("replaced bob");
    }

    private Server join(URI url) {
        Redis redis = Redis.connect(url);
        open.add(redis);
        Server server = new Server(new RedisNeighbours(redis, LEASE));
        open.add(server.neighbours);
        server.neighbours.join(server);
        return server;
    }

    private static Optional<Boolean> order(Server from, boolean muted) {
        return from.neighbours
                .switchMicrophone("call", "ada", new Here.Order("order-" + muted, muted, false))
                .map(asked -> asked.toCompletableFuture()
                        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        .join());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** A server that notes what it is told, and whose pages obey. */
    private static final class Server implements Here {
        final RedisNeighbours neighbours;
        final List<String> told = new CopyOnWriteArrayList<>();
        final List<Peer> peers = new CopyOnWriteArrayList<>();
        volatile boolean absent;

        Server(RedisNeighbours neighbours) {
            this.neighbours = neighbours;
        }

        @Override
        public List<Peer> peers() {
            return peers;
        }

        @Override
        public Optional<CompletionStage<Boolean>> switchMicrophone(
                String sessionId, String participantId, Order order) {
            told.add(order.commandId() + " " + participantId);
            return absent ? Optional.empty() : Optional.of(CompletableFuture.completedFuture(order.muted()));
        }

        @Override
        public void remove(String sessionId, String participantId, Cause cause) {
            told.add("remove " + participantId + " by " + cause.actor().id());
        }

        @Override
        public void replaced(Peer peer) {
            told.add("replaced " + peer.id());
        }

        @Override
        public void returned() {
            told.add("returned");
        }

        @Override
        public void bereft() {
            told.add("bereft");
        }
    }
}
