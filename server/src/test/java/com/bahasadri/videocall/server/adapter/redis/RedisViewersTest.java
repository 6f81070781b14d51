package com.bahasadri.videocall.server.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.adapter.state.ViewersBehaviour;
import com.bahasadri.videocall.server.domain.playback.Viewer;
import com.bahasadri.videocall.server.port.Viewers;
import com.bahasadri.videocall.server.support.RedisServer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@link RedisViewers} on a real Redis. */
class RedisViewersTest extends ViewersBehaviour {
    @RegisterExtension
    static final OneRedis REDIS = new OneRedis();

    @Override
    protected Viewers open() {
        return new RedisViewers(REDIS.cleared());
    }

    @Test
    void report_toAnotherServer_isReadHereAndForgottenSoon() {
        REDIS.server().clear();
        try (Redis another = Redis.connect(REDIS.server().url())) {
            Viewer ada = new Viewer("ada", 1, 0.5, Instant.EPOCH);
            new RedisViewers(another).report("call", ada);
            // In the order of one connection: what is asked there is answered after what was told.
            assertThat(new RedisViewers(another).of("call")).containsExactly(ada);

            assertThat(new RedisViewers(REDIS.connection()).of("call")).containsExactly(ada);
            assertThat(REDIS.server().tell("PTTL " + Keys.viewers("call"))).matches(":[1-9][0-9]{1,4}");
        }
    }

    @Test
    void viewers_whereRedisIsGone_areNobodyAndNothingFails() {
        try (RedisServer other = RedisServer.open();
                Redis gone = Redis.connect(other.url())) {
            Viewers viewers = new RedisViewers(gone);
            other.kill();

            viewers.report("call", new Viewer("ada", 1, 0.5, Instant.EPOCH));
            viewers.leave("call", "ada");

            assertThat(viewers.of("call")).isEmpty();
        }
    }
}
