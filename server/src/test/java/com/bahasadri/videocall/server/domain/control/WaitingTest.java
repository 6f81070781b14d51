package com.bahasadri.videocall.server.domain.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.support.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Few wait at once, and none longer than it wants. */
class WaitingTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final End OBSERVED = new End(Command.Status.OBSERVED, null);

    private final Waiting waiting = new Waiting();

    @Test
    void await_endComes_answersIt() {
        assertThat(waiting.await(underway(CompletableFuture.completedFuture(OBSERVED), Duration.ZERO)))
                .contains(OBSERVED);
    }

    @Test
    void await_endDoesNotCome_answersNothing() {
        assertThat(waiting.await(underway(new CompletableFuture<>(), Duration.ofMillis(5))))
                .isEmpty();
    }

    @Test
    void await_asManyWaitAsMay_answersAtOnceWhatThereIs() {
        CompletableFuture<End> later = new CompletableFuture<>();
        List<CompletableFuture<Optional<End>>> answers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Waiting.MAX; i++) {
            CompletableFuture<Optional<End>> answer = new CompletableFuture<>();
            Thread thread = new Thread(() -> answer.complete(waiting.await(underway(later, LONG))));
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
            answers.add(answer);
        }
        Eventually.until(
                "all wait", () -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
        long started = System.nanoTime();

        Optional<End> open = waiting.await(underway(new CompletableFuture<>(), LONG));
        Optional<End> over = waiting.await(underway(CompletableFuture.completedFuture(OBSERVED), LONG));

        assertThat(open).isEmpty();
        assertThat(over).contains(OBSERVED);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(LONG.dividedBy(2));
        later.complete(OBSERVED);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).contains(OBSERVED));
        assertThat(waiting.await(underway(new CompletableFuture<>(), Duration.ofMillis(5))))
                .as("their places are free again")
                .isEmpty();
    }

    private static Underway underway(CompletableFuture<End> end, Duration wait) {
        Switch wish = new Switch("ada", true, wait, Cause.SERVER);
        Commanded commanded = Commanded.anew("call", Command.Kind.MUTE, "ada", Cause.SERVER);
        return new Underway(new Attempt(commanded, wish, false), end, System.nanoTime() + wait.toNanos());
    }
}
