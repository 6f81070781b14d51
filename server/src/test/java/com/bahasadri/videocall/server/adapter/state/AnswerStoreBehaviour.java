package com.bahasadri.videocall.server.adapter.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.port.AnswerStore;
import com.bahasadri.videocall.server.port.AnswerStore.Claim;
import com.bahasadri.videocall.server.port.AnswerStore.Found;
import com.bahasadri.videocall.server.support.Together;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link AnswerStore} does. */
public abstract class AnswerStoreBehaviour {
    protected static final Duration LEASE = Duration.ofSeconds(30);
    protected static final Duration LIFETIME = Duration.ofHours(24);
    private static final Duration TICK = Duration.ofMillis(1);

    protected final TestClock clock = new TestClock();
    protected final Claim first = new Claim("write", "first", "print");
    protected final Claim second = new Claim("write", "second", "other-print");
    protected AnswerStore store;

    /** An empty store. */
    protected abstract AnswerStore open();

    /** How many entries it has, of whatever kind. */
    protected abstract int size();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @Test
    void claim_ofANewWrite_isTheCallers() {
        assertThat(store.claim(first, LEASE)).isEmpty();
    }

    @Test
    void claim_ofAWriteThatRuns_isRefusedWithTheFirstOnesFingerprint() {
        store.claim(first, LEASE);

        assertThat(store.claim(second, LEASE)).contains(new Found("print", null));
        assertThat(store.claim(first, LEASE)).contains(new Found("print", null));
    }

    @Test
    void claim_ofOtherWrites_isIndependent() {
        store.claim(first, LEASE);

        for (String name : List.of("", "writ", "write2", "write/", "write%2f", "WRITE", "é")) {
            assertThat(store.claim(new Claim(name, "second", "print"), LEASE))
                    .as("the write '%s'", name)
                    .isEmpty();
        }
    }

    @Test
    void claim_ofAnAnsweredWrite_findsTheAnswer() {
        store.claim(first, LEASE);

        assertThat(store.keep(first, "answer: \"é\" 🎥", LIFETIME)).isTrue();

        assertThat(store.claim(second, LEASE)).contains(new Found("print", "answer: \"é\" 🎥"));
        assertThat(store.claim(second, LEASE)).contains(new Found("print", "answer: \"é\" 🎥"));
    }

    @Test
    void claim_afterRelease_isTheNexts() {
        store.claim(first, LEASE);

        store.release(first);

        assertThat(store.claim(second, LEASE)).isEmpty();
        assertThat(store.claim(first, LEASE)).contains(new Found("other-print", null));
    }

    @Test
    void claim_afterTheLease_isTheNexts() {
        store.claim(first, LEASE);
        pass(LEASE.minus(TICK));
        assertThat(store.claim(second, LEASE)).isPresent();

        pass(TICK);

        assertThat(store.claim(second, LEASE)).isEmpty();
    }

    @Test
    void claim_renewed_holdsForAnotherLease() {
        store.claim(first, LEASE);
        pass(LEASE.minus(TICK));

        assertThat(store.renew(first, LEASE)).isTrue();

        pass(LEASE.minus(TICK));
        assertThat(store.claim(second, LEASE)).isPresent();
    }

    @Test
    void owner_whoLostTheClaim_canDoNothingWithIt() {
        store.claim(first, LEASE);
        pass(LEASE);
        store.claim(second, LEASE);

        assertThat(store.renew(first, LEASE)).isFalse();
        assertThat(store.keep(first, "late", LIFETIME)).isFalse();
        store.release(first);

        assertThat(store.claim(first, LEASE)).contains(new Found("other-print", null));
        assertThat(store.keep(second, "answer", LIFETIME)).isTrue();
        assertThat(store.claim(first, LEASE)).contains(new Found("other-print", "answer"));
    }

    @Test
    void owner_ofAnAnsweredWrite_canDoNothingMore() {
        store.claim(first, LEASE);
        store.keep(first, "answer", LIFETIME);

        assertThat(store.renew(first, LEASE)).isFalse();
        assertThat(store.keep(first, "another", LIFETIME)).isFalse();
        store.release(first);

        assertThat(store.claim(second, LEASE)).contains(new Found("print", "answer"));
    }

    @Test
    void owner_whoNeverHadAClaim_keepsNothing() {
        assertThat(store.renew(first, LEASE)).isFalse();
        assertThat(store.keep(first, "answer", LIFETIME)).isFalse();
        store.release(first);

        assertThat(store.claim(second, LEASE)).isEmpty();
    }

    @Test
    void answer_afterItsLifetime_isGone() {
        store.claim(first, LEASE);
        store.keep(first, "answer", LIFETIME);
        pass(LIFETIME.minus(TICK));
        assertThat(store.claim(second, LEASE)).isPresent();

        pass(TICK);

        assertThat(store.claim(second, LEASE)).isEmpty();
    }

    @Test
    void removeExpired_leavesWhatIsFoundAndNothingElse() {
        int empty = size();
        for (int i = 0; i < 2_500; i++) {
            answer("early-" + i);
        }
        pass(Duration.ofHours(1));
        answer("late");
        int one = (size() - empty) / 2_501;
        pass(LIFETIME.minus(Duration.ofHours(1)));

        store.removeExpired();

        assertThat(size() - empty).isEqualTo(one);
        assertThat(store.claim(new Claim("late", "next", "print"), LEASE)).contains(new Found("print", "answer"));
        pass(Duration.ofHours(1));
        store.removeExpired();
        assertThat(size()).isEqualTo(empty);
    }

    @Test
    void removeExpired_claimWhoseLeaseIsOver_isForgotten() {
        store.claim(first, LEASE);
        pass(LEASE);

        store.removeExpired();

        assertThat(store.renew(first, LEASE)).isFalse();
    }

    @Test
    void removeExpired_ofAWriteThatWasAnsweredAnew_leavesTheNewAnswer() {
        store.claim(first, LEASE);
        store.keep(first, "old", LIFETIME);
        pass(LIFETIME);
        store.claim(second, LEASE);
        store.keep(second, "new", LIFETIME);

        store.removeExpired();

        assertThat(store.claim(first, LEASE)).contains(new Found("other-print", "new"));
        pass(LIFETIME);
        store.removeExpired();
        assertThat(size()).isZero();
    }

    @Test
    void await_ofAWriteThatNobodyRuns_returns() throws InterruptedException {
        store.await("write", Duration.ofDays(1));
        answer("write");
        store.await("write", Duration.ofDays(1));
    }

    @Test
    void await_ofAWriteThatRuns_returnsAtItsEnd() {
        for (Runnable end : List.<Runnable>of(
                () -> store.release(first), () -> store.keep(first, "answer", Duration.ofMillis(1)))) {
            store.claim(first, LEASE);
            store.renew(first, LEASE);
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(this::awaitEnd);

            end.run();

            waiting.orTimeout(20, TimeUnit.SECONDS).join();
            pass(TICK);
        }
    }

    @Test
    void claim_byManyAtOnce_isOnesAlone() {
        Queue<Integer> owners = new ConcurrentLinkedQueue<>();
        for (int round = 0; round < 50; round++) {
            String name = "write-" + round;
            owners.clear();

            Together.run(8, thread -> {
                if (store.claim(new Claim(name, "owner-" + thread, "print"), LEASE)
                        .isEmpty()) {
                    owners.add(thread);
                }
            });

            assertThat(owners).hasSize(1);
        }
    }

    @Test
    void keepAndClaim_byManyAtOnce_findTheAnswerAndRunItNoMore() {
        for (int round = 0; round < 20; round++) {
            Claim claim = new Claim("write-" + round, "owner", "print");
            store.claim(claim, LEASE);

            Together.run(8, thread -> {
                if (thread == 0) {
                    assertThat(store.keep(claim, "answer", LIFETIME)).isTrue();
                } else {
                    assertThat(store.claim(new Claim(claim.name(), "other-" + thread, "print"), LEASE))
                            .isPresent();
                }
            });

            assertThat(store.claim(claim, LEASE)).contains(new Found("print", "answer"));
        }
    }

    protected void pass(Duration time) {
        clock.advance(time);
    }

    protected void answer(String name) {
        Claim claim = new Claim(name, "owner", "print");
        store.claim(claim, LEASE);
        store.keep(claim, "answer", LIFETIME);
    }

    private void awaitEnd() {
        try {
            store.await("write", Duration.ofDays(1));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
