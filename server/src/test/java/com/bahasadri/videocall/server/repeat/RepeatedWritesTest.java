package com.bahasadri.videocall.server.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.port.AnswerStore;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedWritesTest {
    private static final Write WRITE = new Write("createToken", "api/token", "the-bearer", "the-key", "content");
    private static final Write OTHER_CONTENT =
            new Write("createToken", "api/token", "the-bearer", "the-key", "other content");
    private static final StoredAnswer ANSWER =
            new StoredAnswer(200, "the-answer".getBytes(StandardCharsets.UTF_8), StoredAnswer.NO_UPLOAD);

    @TempDir
    Path directory;

    private volatile Away away = Away.NOT;

    private final TestClock clock = new TestClock();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final MVStore memory = MVStore.open(null);
    private final AnswerStore store = new EmbeddedStateStore(memory, clock).answers();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        memory.close();
    }

    @Test
    void write_answered_isAnsweredAgainForADay() {
        RepeatedWrites writes = writes(Duration.ofSeconds(20));
        run(writes).answered(ANSWER);

        clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(writes.begin(WRITE)).isInstanceOfSatisfying(StoredAnswer.class, stored -> assertThat(stored.body())
                .isEqualTo(ANSWER.body()));

        clock.advance(Duration.ofMillis(1));
        assertThat(writes.begin(WRITE)).isInstanceOf(Run.class);
    }

    @Test
    void write_closedWithoutAnAnswer_isTheNexts() {
        RepeatedWrites writes = writes(Duration.ofSeconds(20));

        run(writes).close();

        assertThat(writes.begin(OTHER_CONTENT)).isInstanceOf(Run.class);
    }

    @Test
    void write_closedAfterItsAnswer_keepsIt() {
        RepeatedWrites writes = writes(Duration.ofSeconds(20));
        Run run = run(writes);
        run.answered(ANSWER);

        run.close();
        run.answered(new StoredAnswer(500, new byte[0], StoredAnswer.NO_UPLOAD));

        assertThat(writes.begin(WRITE)).isInstanceOfSatisfying(StoredAnswer.class, stored -> assertThat(stored.status())
                .isEqualTo(200));
    }

    @Test
    void write_ofAnotherContent_isRefusedAtOnceWhetherTheFirstRunsOrNot() {
        RepeatedWrites writes = writes(Duration.ofDays(1));
        Run run = run(writes);

        assertFails(() -> writes.begin(OTHER_CONTENT), ErrorCode.IDEMPOTENCY_KEY_REUSED);
        run.answered(ANSWER);
        assertFails(() -> writes.begin(OTHER_CONTENT), ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void write_whileTheFirstRunsForTooLong_isUnavailable() {
        RepeatedWrites writes = writes(Duration.ofMillis(50));
        Run run = run(writes);

        assertFails(() -> writes.begin(WRITE), ErrorCode.UNAVAILABLE);

        run.answered(ANSWER);
        assertThat(writes.begin(WRITE)).isInstanceOf(StoredAnswer.class);
    }

    @Test
    void write_whileTheFirstRuns_waitsForItsAnswer() throws InterruptedException {
        Watched watched = new Watched(store);
        RepeatedWrites writes = closing(new RepeatedWrites(watched, Duration.ofSeconds(30)));
        Run run = run(writes);
        CompletableFuture<Turn> second = CompletableFuture.supplyAsync(() -> writes.begin(WRITE));
        assertThat(watched.waiting.await(20, TimeUnit.SECONDS)).isTrue();

        run.answered(ANSWER);

        assertThat(second.orTimeout(20, TimeUnit.SECONDS).join()).isInstanceOf(StoredAnswer.class);
    }

    @Test
    void write_whileTheFirstFails_runs() throws InterruptedException {
        Watched watched = new Watched(store);
        RepeatedWrites writes = closing(new RepeatedWrites(watched, Duration.ofSeconds(30)));
        Run run = run(writes);
        CompletableFuture<Turn> second = CompletableFuture.supplyAsync(() -> writes.begin(WRITE));
        assertThat(watched.waiting.await(20, TimeUnit.SECONDS)).isTrue();

        run.close();

        assertThat(second.orTimeout(20, TimeUnit.SECONDS).join()).isInstanceOf(Run.class);
    }

    @Test
    void write_thatFailedWithTheStore_isTheNextsOnceTheStoreIsBack() {
        RepeatedWrites writes = closing(new RepeatedWrites(departing(), Duration.ofMillis(50)));
        Run run = run(writes);
        away = Away.DEAF;
        run.close();
        away = Away.NOT;

        writes.settle();

        assertThat(writes.begin(WRITE)).isInstanceOf(Run.class);
    }

    @Test
    void write_whoseClaimWasTakenWithoutAnAnswer_isTheNextsOnceTheStoreIsBack() {
        RepeatedWrites writes = closing(new RepeatedWrites(departing(), Duration.ofMillis(50)));
        away = Away.MUTE;
        assertFails(() -> writes.begin(WRITE), ErrorCode.UNAVAILABLE);
        writes.settle();
        away = Away.NOT;

        writes.settle();

        assertThat(writes.begin(WRITE)).isInstanceOf(Run.class);
    }

    @Test
    void write_answeredWhileTheStoreIsAway_isKeptOnceItIsBack() {
        RepeatedWrites writes = closing(new RepeatedWrites(departing(), Duration.ofMillis(50)));
        Run run = run(writes);
        away = Away.DEAF;
        run.answered(ANSWER);
        writes.settle();
        away = Away.NOT;

        writes.settle();

        assertThat(writes.begin(WRITE)).isInstanceOfSatisfying(StoredAnswer.class, stored -> assertThat(stored.body())
                .isEqualTo(ANSWER.body()));
    }

    @Test
    void waiting_ofTooMany_isRefusedAtOnce() throws InterruptedException {
        Watched watched = new Watched(store, RepeatedWrites.MAX_WAITING);
        RepeatedWrites writes = closing(new RepeatedWrites(watched, Duration.ofDays(1)));
        Run run = run(writes);
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < RepeatedWrites.MAX_WAITING; i++) {
            Thread thread = new Thread(() -> writes.begin(WRITE));
            thread.start();
            waiting.add(thread);
        }
        assertThat(watched.waiting.await(20, TimeUnit.SECONDS)).isTrue();

        assertFails(() -> writes.begin(WRITE), ErrorCode.UNAVAILABLE);

        run.answered(ANSWER);
        for (Thread thread : waiting) {
            thread.join(20_000);
            assertThat(thread.isAlive()).isFalse();
        }
        assertThat(writes.begin(WRITE)).isInstanceOf(StoredAnswer.class);
    }

    @Test
    void waiting_interrupted_isUnavailableAndStaysInterrupted() {
        RepeatedWrites writes = writes(Duration.ofDays(1));
        run(writes);
        Thread.currentThread().interrupt();
        try {
            assertFails(() -> writes.begin(WRITE), ErrorCode.UNAVAILABLE);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void claim_ofALongRun_isRenewed() {
        RepeatedWrites writes = writes(Duration.ofMillis(1));
        Run run = run(writes);
        for (int i = 0; i < 10; i++) {
            clock.advance(RepeatedWrites.LEASE.dividedBy(2));
            writes.tend();
        }

        assertFails(() -> writes.begin(WRITE), ErrorCode.UNAVAILABLE);

        run.close();
        clock.advance(RepeatedWrites.LEASE);
        writes.tend();
        assertThat(writes.begin(WRITE)).isInstanceOf(Run.class);
    }

    @Test
    void claim_ofAServerThatIsGone_endsWithItsLease() {
        RepeatedWrites gone = writes(Duration.ofMillis(1));
        RepeatedWrites other = writes(Duration.ofMillis(1));
        Run lost = run(gone);
        assertFails(() -> other.begin(WRITE), ErrorCode.UNAVAILABLE);

        clock.advance(RepeatedWrites.LEASE);

        Run second = run(other);
        lost.answered(new StoredAnswer(500, new byte[0], StoredAnswer.NO_UPLOAD));
        second.answered(ANSWER);
        assertThat(gone.begin(WRITE)).isInstanceOfSatisfying(StoredAnswer.class, stored -> assertThat(stored.status())
                .isEqualTo(200));
    }

    @Test
    void tend_afterADay_leavesNothingInTheStore() {
        RepeatedWrites writes = writes(Duration.ofMillis(1));
        run(writes).answered(ANSWER);
        assertThat(memory.openMap("state").size()).isPositive();

        clock.advance(RepeatedWrites.LIFETIME);
        writes.tend();

        assertThat(memory.openMap("state").size()).isZero();
    }

    @Test
    void storeThatFails_atKeeping_leavesTheWriteToTheNext() {
        Watched failing = new Watched(store);
        RepeatedWrites writes = closing(new RepeatedWrites(failing, Duration.ofMillis(1)));
        Run run = run(writes);
        failing.fails = true;

        run.answered(ANSWER);
        writes.tend();

        failing.fails = false;
        assertThat(writes.begin(WRITE)).isInstanceOf(Run.class);
    }

    @Test
    void file_withAnAnswer_holdsNothingThatOpensAnything() throws Exception {
        Path path = directory.resolve("state.mv");
        try (MVStore file = new MVStore.Builder().fileName(path.toString()).open();
                RepeatedWrites writes =
                        new RepeatedWrites(new EmbeddedStateStore(file, clock).answers(), Duration.ofMillis(1))) {
            run(writes).answered(ANSWER);
        }

        assertThat(Files.readString(path, StandardCharsets.ISO_8859_1))
                .contains(new Seal(WRITE).name())
                .doesNotContain("the-answer", "the-bearer", "the-key", "content", "createToken");
    }

    @Test
    void kept_refusals_areThoseOfASessionsState() {
        assertThat(List.of(ErrorCode.values()).stream().filter(RepeatedWrites::keeps))
                .containsExactlyInAnyOrder(
                        ErrorCode.PARTICIPANT_NOT_FOUND,
                        ErrorCode.FILE_NOT_FOUND,
                        ErrorCode.SESSION_ENDED,
                        ErrorCode.STALE_REVISION);
    }

    private RepeatedWrites writes(Duration patience) {
        return closing(new RepeatedWrites(store, patience));
    }

    private RepeatedWrites closing(RepeatedWrites writes) {
        open.add(writes);
        return writes;
    }

    private static Run run(RepeatedWrites writes) {
        return (Run) writes.begin(WRITE);
    }

    private static void assertFails(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .asInstanceOf(type(ServiceException.class))
                .extracting(ServiceException::code)
                .isEqualTo(code);
    }

    /** A store that tells how many wait in it, and fails when told to. */
    private static final class Watched implements AnswerStore {
        private final AnswerStore store;
        private final CountDownLatch waiting;
        private volatile boolean fails;

        Watched(AnswerStore store) {
            this(store, 1);
        }

        Watched(AnswerStore store, int waiting) {
            this.store = store;
            this.waiting = new CountDownLatch(waiting);
        }

        @Override
        public Optional<Found> claim(Claim claim, Duration lease) {
            return store.claim(claim, lease);
        }

        @Override
        public boolean renew(Claim claim, Duration lease) {
            failIfTold();
            return store.renew(claim, lease);
        }

        @Override
        public boolean keep(Claim claim, String answer, Duration lifetime) {
            failIfTold();
            return store.keep(claim, answer, lifetime);
        }

        @Override
        public void release(Claim claim) {
            store.release(claim);
        }

        @Override
        public void await(String name, Duration patience) throws InterruptedException {
            waiting.countDown();
            store.await(name, patience);
        }

        @Override
        public void removeExpired() {
            failIfTold();
            store.removeExpired();
        }

        private void failIfTold() {
            if (fails) {
                throw new IllegalStateException("the disk is full");
            }
        }
    }

    /** The store, which may be away. */
    private AnswerStore departing() {
        return (AnswerStore) Proxy.newProxyInstance(
                AnswerStore.class.getClassLoader(), new Class<?>[] {AnswerStore.class}, (proxy, method, arguments) -> {
                    Away now = away;
                    Object answer = now == Away.DEAF ? null : method.invoke(store, arguments);
                    if (now != Away.NOT) {
                        throw new ServiceException(ErrorCode.UNAVAILABLE, "The shared state does not answer");
                    }
                    return answer;
                });
    }

    /** How a store is away. */
    private enum Away {
        NOT,
        /** It hears nothing. */
        DEAF,
        /** It does what it is told, and its answer is lost. */
        MUTE
    }
}
