package com.bahasadri.videocall.server.adapter.state;

import static com.bahasadri.videocall.server.port.CallBudget.Lane.CONTROL;
import static com.bahasadri.videocall.server.port.CallBudget.Lane.READS;
import static com.bahasadri.videocall.server.port.CallBudget.Lane.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.port.CallBudget;
import com.bahasadri.videocall.server.port.CallBudget.Lane;
import com.bahasadri.videocall.server.support.ManualTime;
import com.bahasadri.videocall.server.support.Together;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may call when much has been called, whatever counts it. */
public abstract class CallBudgetBehaviour {
    /** Ten at once, one a second. */
    protected static final LanedBudget.Size TEN = new LanedBudget.Size(10, 10, Duration.ofSeconds(10));

    /** The time that the test tells. */
    protected final ManualTime time = new ManualTime();

    private CallBudget budget;

    /** A budget of which nothing is used. */
    protected abstract CallBudget open(LanedBudget.Size size, TimeMeter time);

    @BeforeEach
    void openBudget() {
        budget = open(TEN, time);
    }

    @Test
    void take_control_hasEverything() {
        assertThat(takeAll(CONTROL)).isEqualTo(10);
    }

    @Test
    void take_floodOfReads_leavesTokensAndControlTheirs() {
        assertThat(takeAll(READS)).isEqualTo(4);
        assertThat(takeAll(TOKENS)).isEqualTo(4);
        assertThat(takeAll(CONTROL)).isEqualTo(2);
    }

    @Test
    void take_floodOfTokensAtOnce_leavesControlItsOwn() {
        AtomicInteger taken = new AtomicInteger();

        Together.run(4, thread -> {
            for (int i = 0; i < 10; i++) {
                if (budget.take(TOKENS).isZero()) {
                    taken.incrementAndGet();
                }
            }
        });

        assertThat(taken.get()).isEqualTo(8);
        assertThat(takeAll(CONTROL)).isEqualTo(2);
    }

    @Test
    void take_floodThatGoesOn_leavesControlWhateverComesBack() {
        takeAll(CONTROL);
        int controls = 0;
        for (int second = 0; second < 30; second++) {
            time.advance(Duration.ofSeconds(1));
            takeAll(READS);
            takeAll(TOKENS);
            controls += takeAll(CONTROL);
        }

        assertThat(controls).isEqualTo(30);
    }

    @Test
    void take_refused_tellsWhenTheNextOneIsThere() {
        takeAll(TOKENS);

        Duration wait = budget.take(TOKENS);

        assertThat(wait).isPositive();
        time.advance(wait.minusMillis(1));
        assertThat(budget.take(TOKENS)).isPositive();
        time.advance(Duration.ofMillis(1));
        assertThat(budget.take(TOKENS)).isZero();
    }

    @Test
    void take_refused_takesNothing() {
        takeAll(CONTROL);
        for (int i = 0; i < 100; i++) {
            assertThat(budget.take(READS)).isPositive();
        }

        time.advance(Duration.ofSeconds(2));

        assertThat(takeAll(CONTROL)).isEqualTo(2);
    }

    /** How many there are for a lane. */
    private int takeAll(Lane lane) {
        int taken = 0;
        while (budget.take(lane).isZero()) {
            taken++;
        }
        return taken;
    }
}
