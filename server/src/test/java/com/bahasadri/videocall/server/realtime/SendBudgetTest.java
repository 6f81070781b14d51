package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.support.Together;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may wait on all connections together. */
class SendBudgetTest {
    private static final int MIB = 1024 * 1024;

    @Test
    void connection_withinTheBudget_mayHaveFourMebi() {
        SendBudget budget = new SendBudget(100L * MIB);
        SendBudget.Unsent slow = budget.newConnection();

        slow.add(4 * MIB);
        assertThat(slow.tooMuch()).isFalse();
        slow.add(1);

        assertThat(slow.tooMuch()).isTrue();
    }

    @Test
    void connections_beyondTheBudget_mayHaveTheirShareOnly() {
        SendBudget budget = new SendBudget(10L * MIB);
        List<SendBudget.Unsent> slow =
                Stream.generate(budget::newConnection).limit(5).toList();
        SendBudget.Unsent fast = budget.newConnection();

        slow.forEach(one -> one.add(3 * MIB));
        fast.add(1_000);

        assertThat(slow).allMatch(SendBudget.Unsent::tooMuch);
        assertThat(fast.tooMuch()).isFalse();
    }

    @Test
    void thousandsThatReadNothing_areDroppedBeforeTheBudgetIsUsedTwice() {
        SendBudget budget = new SendBudget(10L * MIB);
        List<SendBudget.Unsent> slow =
                Stream.generate(budget::newConnection).limit(2_000).toList();

        for (int message = 0; message < 100; message++) {
            slow.stream().filter(one -> !one.tooMuch()).forEach(one -> one.add(1_000));
        }

        assertThat(budget.waiting()).isLessThanOrEqualTo(20L * MIB);
        assertThat(slow).allMatch(SendBudget.Unsent::tooMuch);
    }

    @Test
    void connection_thatIsGone_givesBackWhatWaitedAndTakesNoMore() {
        SendBudget budget = new SendBudget(MIB);
        SendBudget.Unsent gone = budget.newConnection();
        gone.add(2 * MIB);

        gone.end();
        gone.end();
        gone.sent(2 * MIB);
        gone.add(7);

        assertThat(budget.waiting()).isZero();
        assertThat(gone.tooMuch()).isFalse();
    }

    @Test
    void messages_addedAndSentAtOnce_areCountedExactly() {
        SendBudget budget = new SendBudget(MIB);
        SendBudget.Unsent shared = budget.newConnection();

        Together.run(4, thread -> {
            for (int i = 0; i < 10_000; i++) {
                shared.add(10);
                shared.sent(10);
            }
        });

        assertThat(budget.waiting()).isZero();
    }
}
