package com.bahasadri.videocall.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.bahasadri.videocall.client.Headers;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.Timeout;
import com.bahasadri.videocall.client.VideoCallClient;
import com.bahasadri.videocall.client.model.ControlToken;
import com.bahasadri.videocall.client.testing.FakeTransport;
import com.bahasadri.videocall.client.transport.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
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
        assertThat(tokens.renew(refused, RequestOptions.defaults())).isTrue();
        assertThat(tokens.renew(refused, RequestOptions.defaults())).isTrue();

        assertThat(tokens.get()).isEqualTo("t2");
        assertThat(transport.requests()).hasSize(2);
    }

    @Test
    void get_afterItWasClosed_isRefused() {
        mints("t1");
        tokens.get();
        tokens.close();

        assertThatIllegalStateException().isThrownBy(tokens::get).withMessage("this control is closed");

        ControlTokens given = new ControlTokens("given");
        given.close();
        assertThatIllegalStateException().isThrownBy(given::get);
    }

    @Test
    void close_whileOneIsMinted_refusesAndForgetsIt() {
        AtomicReference<ControlTokens> closed = new AtomicReference<>();
        AtomicReference<Throwable> meanwhile = new AtomicReference<>();
        RequestOptions hasty =
                RequestOptions.defaults().withTimeout(Timeout.defaults().withCall(Duration.ofMillis(100)));
        VideoCallClient minting = VideoCallClient.builder()
                .transport(new Script(() -> {
                    closed.get().close();
                    meanwhile.set(catchThrowable(() -> closed.get().get(hasty)));
                    return Answer.of(200, Headers.none(), Json.write(new ControlToken("t1", LATER)));
                }))
                .build();
        closed.set(new ControlTokens(minting.tokens(), "s", Time.system()));

        assertThatIllegalStateException().isThrownBy(closed.get()::get).withMessage("this control is closed");
        assertThatIllegalStateException().isThrownBy(closed.get()::get);
        assertThat(meanwhile.get()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void renew_afterTheEnd_isRefused() {
        mints("t1");
        String token = tokens.get();
        tokens.end();

        assertThat(tokens.renew(token, RequestOptions.defaults())).isFalse();
        assertThat(tokens.get()).isEqualTo("t1");
    }

    private void mints(String token) {
        transport.onAny().answer(new ControlToken(token, LATER));
    }
}
