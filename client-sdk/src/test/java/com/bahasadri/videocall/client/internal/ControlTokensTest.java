package com.bahasadri.videocall.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.model.ControlToken;
import com.bahasadri.videocall.client.testing.FakeTransport;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Threads that see a token refused. */
class ControlTokensTest {
    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

    private final FakeTransport transport = new FakeTransport();
    private final VideoCallClient client = transport.client();
    private final ControlTokens tokens = new ControlTokens(client.tokens(), "s", Time.system());

    @Test
    void renew_ofATokenThatAnotherThreadHasRenewed_mintsNone() {
        mints("t1");
        mints("t2");

        String refused = tokens.get();
        assertThat(tokens.renew(refused)).isTrue();
        assertThat(tokens.renew(refused)).isTrue();

        assertThat(tokens.get()).isEqualTo("t2");
        assertThat(transport.requests()).hasSize(2);
    }

    @Test
    void get_byAnInterruptedThread_isACancellation() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(tokens::get).isInstanceOf(CancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void renew_afterTheEnd_isRefused() {
        mints("t1");
        String token = tokens.get();
        tokens.end();

        assertThat(tokens.renew(token)).isFalse();
        assertThat(tokens.get()).isEqualTo("t1");
    }

    private void mints(String token) {
        transport.onAny().answer(new ControlToken(token, LATER));
    }
}
