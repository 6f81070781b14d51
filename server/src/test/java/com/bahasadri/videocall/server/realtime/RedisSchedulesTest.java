package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.adapter.redis.Redis;
import com.bahasadri.videocall.server.adapter.redis.RedisStateStore;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.http.RequestThreads;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.support.CuttingProxy;
import com.bahasadri.videocall.server.support.RedisServer;
import io.lettuce.core.RedisException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Two servers on one Redis, each over a network that fails, while servers and Redis are killed. */
class RedisSchedulesTest extends SchedulesBehaviour {
    private static final int SERVERS = 2;
    /** Of 24 ways to break something the one that takes the longest. */
    private static final int RESTART = 23;

    private static RedisServer server;
    private static List<CuttingProxy> networks;
    private static List<Redis> connections;

    @BeforeContainer
    static void startRedis() {
        server = RedisServer.open("--auto-aof-rewrite-min-size", "1mb");
        networks = IntStream.range(0, SERVERS)
                .mapToObj(i -> new CuttingProxy(server.port()))
                .toList();
        connections =
                networks.stream().map(network -> Redis.connect(network.url())).toList();
    }

    @AfterContainer
    static void stopRedis() {
        connections.forEach(Redis::close);
        networks.forEach(CuttingProxy::close);
        server.close();
    }

    @Override
    protected Machines machines() {
        return new OnOneRedis();
    }

    private static final class OnOneRedis implements Machines {
        private final Set<Integer> ended = ConcurrentHashMap.newKeySet();
        private final ScheduledThreadPoolExecutor soon =
                new ScheduledThreadPoolExecutor(1, RequestThreads.daemons("soon"));

        @Override
        public int count() {
            return SERVERS;
        }

        @Override
        public StateStore start(int number, Clock clock) {
            try {
                return new RedisStateStore(connections.get(number), clock);
            } catch (RedisException e) {
                throw new ServiceException(ErrorCode.UNAVAILABLE, "cut while it starts", e);
            }
        }

        @Override
        public void breakSoon(int number, int how) {
            CuttingProxy network = networks.get(number);
            if (how == RESTART) {
                restartRedis();
                return;
            }
            switch (how % 8) {
                case 0 -> network.cut();
                case 1, 2, 3, 7 -> soon.schedule(network::cut, how % 8, TimeUnit.MILLISECONDS);
                case 4 -> network.halfClose();
                case 5 -> {
                    network.swallowAnswers(true);
                    soon.schedule(() -> hear(network), 5, TimeUnit.MILLISECONDS);
                }
                default -> ended.add(number);
            }
        }

        @Override
        public boolean ended(int number) {
            return ended.contains(number);
        }

        @Override
        public void kill(int number) {
            ended.remove(number);
        }

        @Override
        public void mend() {
            // What was to break soon still does.
            soon.shutdown();
            try {
                if (!soon.awaitTermination(10, TimeUnit.SECONDS)) {
                    throw new AssertionError("the network does not come back");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            mend();
            // Or each start would read more than the one before.
            server.clear();
        }

        private static void hear(CuttingProxy network) {
            network.cut();
            network.swallowAnswers(false);
        }

        private static synchronized void restartRedis() {
            server.kill();
            server.start();
        }
    }
}
