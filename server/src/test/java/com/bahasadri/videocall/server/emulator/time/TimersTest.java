package com.bahasadri.videocall.server.emulator.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens later, by a clock that is moved. */
class TimersTest {
    private final EmulatorClock clock = new EmulatorClock(Clock.systemUTC());
    private final Timers timers = new Timers(clock);
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void close() {
        timers.close();
    }

    @Test
    void advance_overSeveral_runsThemInTheOrderOfTheirTimesBeforeItReturns() {
        Instant start = stopped();
        timers.at(start.plusSeconds(2), () -> done.add("second"));
        timers.at(start.plusSeconds(1), () -> done.add("first"));
        timers.at(start.plusSeconds(2), () -> done.add("third"));
        timers.at(start.plusSeconds(9), () -> done.add("never"));

        clock.advance(Duration.ofSeconds(3));

        assertThat(done).containsExactly("first", "second", "third");
    }

    @Test
    void task_thatSetsAnother_hasItRunWhereThatIsDueToo() {
        Instant start = stopped();
        timers.at(start.plusSeconds(1), () -> timers.at(start.plusSeconds(2), () -> done.add("nested")));

        clock.advance(Duration.ofSeconds(2));

        assertThat(done).containsExactly("nested");
    }

    @Test
    void task_thatFails_holdsUpNoOther() {
        Instant start = stopped();
        timers.at(start.plusSeconds(1), () -> {
            throw new IllegalStateException("meant to fail");
        });
        timers.at(start.plusSeconds(2), () -> done.add("next"));

        clock.advance(Duration.ofSeconds(2));

        assertThat(done).containsExactly("next");
    }

    @Test
    void task_onARunningClock_runsByItself() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);

        timers.at(clock.instant().plusMillis(20), ran::countDown);

        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void close_beforeItIsDue_runsNothing() {
        timers.at(stopped().plusSeconds(1), () -> done.add("late"));

        timers.close();
        clock.advance(Duration.ofSeconds(2));

        assertThat(done).isEmpty();
    }

    @Test
    void clock_startedAgain_goesOnFromWhereItStood() {
        Instant stood = stopped();
        clock.advance(Duration.ofDays(1));
        clock.start();

        assertThat(clock.stopped()).isFalse();
        assertThat(clock.instant()).isBetween(stood.plus(Duration.ofDays(1)), stood.plus(Duration.ofDays(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofMillis(-1)));
    }

    private Instant stopped() {
        clock.stop();
        return clock.instant();
    }
}
