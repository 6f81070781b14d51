package com.bahasadri.videocall.server.adapter.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.adapter.state.CallBudgetBehaviour;
import com.bahasadri.videocall.server.adapter.state.LanedBudget;
import com.bahasadri.videocall.server.port.CallBudget;
import com.bahasadri.videocall.server.port.CallBudget.Lane;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@link EmbeddedBudget}. */
class EmbeddedBudgetTest extends CallBudgetBehaviour {
    private static final int WINDOW = 300;

    @Override
    protected CallBudget open(LanedBudget.Size size, TimeMeter time) {
        return new EmbeddedBudget(size, time);
    }

    @Test
    void take_asMuchAsThereIs_isNeverMoreThan3500InAnyFiveMinutes() {
        CallBudget budget = open(LanedBudget.Size.CLOUDFLARE, time);
        int[] taken = new int[4 * WINDOW];
        for (int second = 0; second < taken.length; second++) {
            // Greedy, idle for a while, and greedy again.
            while ((second < WINDOW || second > 2 * WINDOW)
                    && budget.take(Lane.CONTROL).isZero()) {
                taken[second]++;
            }
            time.advance(Duration.ofSeconds(1));
        }

        int most = IntStream.rangeClosed(0, taken.length - WINDOW)
                .map(from -> IntStream.range(from, from + WINDOW)
                        .map(at -> taken[at])
                        .sum())
                .max()
                .orElseThrow();
        assertThat(most).isBetween(3400, 3500);
    }
}
