package com.bahasadri.videocall.server.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstConnectionTest {
    private static final RedisException CLOSED = new RedisConnectionException("Connection closed prematurely");
    private static final RedisException REFUSED =
            new RedisConnectionException("Unable to connect", new RedisCommandExecutionException("WRONGPASS"));
    private static final RedisException LOADING =
            new RedisConnectionException("Unable to connect", new RedisLoadingException("LOADING"));

    @Test
    void attempt_thatFails_isMadeThreeTimes() {
        assertThat(connect(CLOSED, LOADING)).isEqualTo("connected");
        assertThatThrownBy(() -> connect(CLOSED, CLOSED, CLOSED)).isSameAs(CLOSED);
    }

    @Test
    void refusal_isToldAtOnce() {
        assertThatThrownBy(() -> connect(REFUSED, CLOSED)).isSameAs(REFUSED);
        assertThatThrownBy(() -> connect(CLOSED, REFUSED, CLOSED)).isSameAs(REFUSED);
    }

    private static String connect(RedisException... failures) {
        Deque<RedisException> left = new ArrayDeque<>(List.of(failures));
        return FirstConnection.by(() -> {
            if (left.isEmpty()) {
                return "connected";
            }
            throw left.removeFirst();
        });
    }
}
