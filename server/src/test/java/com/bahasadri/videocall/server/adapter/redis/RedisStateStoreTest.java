package com.bahasadri.videocall.server.adapter.redis;

import com.bahasadri.videocall.server.adapter.state.StateStoreBehaviour;
import com.bahasadri.videocall.server.port.StateStore;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@link RedisStateStore} on a real Redis. */
class RedisStateStoreTest extends StateStoreBehaviour {
    @RegisterExtension
    static final OneRedis REDIS = new OneRedis();

    @Override
    protected StateStore open() {
        return new RedisStateStore(REDIS.cleared(), clock);
    }

    @Override
    public StateStore keeping(int events) {
        return new RedisStateStore(REDIS.connection(), clock, events);
    }
}
