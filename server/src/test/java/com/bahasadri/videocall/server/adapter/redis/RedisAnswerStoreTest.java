package com.bahasadri.videocall.server.adapter.redis;

import com.bahasadri.videocall.server.adapter.state.AnswerStoreBehaviour;
import com.bahasadri.videocall.server.port.AnswerStore;
import com.bahasadri.videocall.server.support.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** {@link RedisAnswerStore} on a real Redis. */
class RedisAnswerStoreTest extends AnswerStoreBehaviour {
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
    protected AnswerStore open() {
        server.clear();
        return new RedisAnswerStore(redis, clock);
    }

    @Override
    protected int size() {
        // The index is one key with an entry for each.
        return number("DBSIZE") - number("EXISTS " + Keys.ANSWER_ENDS) + number("ZCARD " + Keys.ANSWER_ENDS);
    }

    private static int number(String command) {
        return Integer.parseInt(server.tell(command).substring(1));
    }
}
