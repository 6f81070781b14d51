package com.bahasadri.videocall.server.adapter.redis;

import com.bahasadri.videocall.server.adapter.state.StateStoreBehaviour;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.support.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** {@link RedisStateStore} on a real Redis. */
class RedisStateStoreTest extends StateStoreBehaviour {
    private static RedisServer server;
    private static Redis redis;

    @BeforeAll
    static void startRedis() {
        server = RedisServer.open();
        redis = Redis.connect(server.url());
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
        server.close();
    }

    @Override
    protected StateStore open() {
        server.clear();
        return new RedisStateStore(redis, clock);
    }

    @Override
    protected StateStore keeping(int events) {
        return new RedisStateStore(redis, clock, events);
    }
}
