package com.bahasadri.videocall.server;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedBudget;
import com.bahasadri.videocall.server.adapter.embedded.EmbeddedRateLimiter;
import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.adapter.embedded.EmbeddedViewers;
import com.bahasadri.videocall.server.adapter.embedded.NoNeighbours;
import com.bahasadri.videocall.server.adapter.redis.Redis;
import com.bahasadri.videocall.server.adapter.redis.RedisAnswerStore;
import com.bahasadri.videocall.server.adapter.redis.RedisBudget;
import com.bahasadri.videocall.server.adapter.redis.RedisNeighbours;
import com.bahasadri.videocall.server.adapter.redis.RedisRateLimiter;
import com.bahasadri.videocall.server.adapter.redis.RedisStateStore;
import com.bahasadri.videocall.server.adapter.redis.RedisViewers;
import com.bahasadri.videocall.server.adapter.state.LanedBudget;
import com.bahasadri.videocall.server.config.Config;
import com.bahasadri.videocall.server.port.AnswerStore;
import com.bahasadri.videocall.server.port.CallBudget;
import com.bahasadri.videocall.server.port.Neighbours;
import com.bahasadri.videocall.server.port.RateLimiter;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.port.Viewers;
import java.net.URI;
import java.time.Clock;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Where state is: in a file of this server's, or in the Redis that it shares with others.
 *
 * @param store sessions, logs and grants
 * @param answers what repeated writes were answered
 * @param limiter what callers do
 * @param budget how many calls Cloudflare takes
 * @param viewers where pages are in the shared file
 * @param neighbours the servers that share the state
 * @param file the file, which the emulator keeps its own state in too; null with Redis
 */
record StateStorage(
        StateStore store,
        AnswerStore answers,
        RateLimiter limiter,
        CallBudget budget,
        Viewers viewers,
        Neighbours neighbours,
        @Nullable MVStore file) {
    static StateStorage open(Config config, Clock clock, Closing closing) {
        URI shared = config.redis();
        return shared == null ? inFile(config, clock, closing) : inRedis(config, shared, clock, closing);
    }

    private static StateStorage inFile(Config config, Clock clock, Closing closing) {
        MVStore file = StateFile.open(config.dataDir());
        closing.add(file::close);
        EmbeddedStateStore store = new EmbeddedStateStore(file, clock, config.eventLimit());
        closing.add(store::close);
        return new StateStorage(
                store,
                store.answers(),
                new EmbeddedRateLimiter(),
                config.cloudflare() == null ? CallBudget.UNLIMITED : new EmbeddedBudget(),
                new EmbeddedViewers(),
                new NoNeighbours(),
                file);
    }

    private static StateStorage inRedis(Config config, URI url, Clock clock, Closing closing) {
        Redis redis = Redis.connect(url);
        closing.add(redis::close);
        StateStore store = new RedisStateStore(redis, clock, config.eventLimit());
        closing.add(store::close);
        Neighbours neighbours = new RedisNeighbours(redis);
        closing.add(neighbours::close);
        return new StateStorage(
                store,
                new RedisAnswerStore(redis, clock),
                new RedisRateLimiter(redis),
                budget(redis, config.cloudflare()),
                new RedisViewers(redis),
                neighbours,
                null);
    }

    private static CallBudget budget(Redis redis, Config.@Nullable Cloudflare account) {
        return account == null
                ? CallBudget.UNLIMITED
                : new RedisBudget(redis, account.accountId(), LanedBudget.Size.CLOUDFLARE, new EmbeddedBudget());
    }
}
