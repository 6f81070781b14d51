package com.bahasadri.videocall.server.adapter.redis;

import com.bahasadri.videocall.server.adapter.state.AnswerStoreBehaviour;
import com.bahasadri.videocall.server.port.AnswerStore;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@link RedisAnswerStore} on a real Redis. */
class RedisAnswerStoreTest extends AnswerStoreBehaviour {
    @RegisterExtension
    static final OneRedis REDIS = new OneRedis();

    @Override
    protected AnswerStore open() {
        return new RedisAnswerStore(REDIS.cleared(), clock);
    }

    @Override
    protected int size() {
        // The index is one key with an entry for each.
        return number("DBSIZE") - number("EXISTS " + Keys.ANSWER_ENDS) + number("ZCARD " + Keys.ANSWER_ENDS);
    }

    private static int number(String command) {
        return Integer.parseInt(REDIS.server().tell(command).substring(1));
    }
}
