package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one client gets, and what not, when it does not read. */
class OutboxTest {
    private final List<Long> sent = new ArrayList<>();
    private final List<Runnable> taken = new ArrayList<>();
    private int tooSlow;

    private final Outbox outbox = new Outbox(new Unread(), () -> tooSlow++, new SendBudget(100));

    @Test
    void deliver_afterOneThatWasLeftOut_leavesOutAllThatFollow() {
        outbox.start(List.of(event(1, 150)), 1);

        outbox.deliver(event(2, 1));
        takeAll();
        outbox.deliver(event(3, 1));

        assertThat(sent).containsExactly(1L);
        assertThat(tooSlow).isPositive();
    }

    @Test
    void send_ofWhatIsNoEvent_goesOnOnceThereIsRoom() {
        outbox.start(List.of(event(1, 150)), 1);
        outbox.deliver(event(2, 1));
        takeAll();

        outbox.send(Outgoing.plain("an answer"));

        assertThat(sent).containsExactly(1L, 0L);
    }

    @Test
    void restart_letsWhatComesWaitAndGoesOnFromWhereItIsStarted() {
        outbox.start(List.of(event(7, 1)), 7);

        assertThat(outbox.restart()).isTrue();
        outbox.deliver(event(3, 1));
        outbox.deliver(event(4, 1));
        outbox.start(List.of(event(3, 1)), 3);
        outbox.deliver(event(5, 1));

        assertThat(sent).containsExactly(7L, 3L, 4L, 5L);
    }

    @Test
    void restart_beforeTheFirstStart_isNone() {
        assertThat(outbox.restart()).isFalse();
    }

    @Test
    void idle_onceAllWasTaken() {
        assertThat(outbox.idle()).isTrue();
        outbox.start(List.of(event(1, 10), event(2, 10)), 2);
        assertThat(outbox.idle()).isFalse();

        takeAll();

        assertThat(outbox.idle()).isTrue();
    }

    @Test
    void idle_alsoWhereTheSinkFails() {
        Outbox failing = new Outbox(new Broken(), () -> tooSlow++, new SendBudget(100));

        failing.start(List.of(event(1, 10)), 1);

        assertThat(failing.idle()).isTrue();
    }

    private void takeAll() {
        taken.forEach(Runnable::run);
        taken.clear();
    }

    private static Outgoing event(long seq, int length) {
        return Outgoing.event(seq, "camera_toggled", "x".repeat(length));
    }

    /** Takes everything, and tells so when the test says. */
    private final class Unread implements Sink {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void send(Outgoing message, Runnable told) {
            sent.add(message.seq());
            taken.add(told);
        }
    }

    /** Is lost in the moment of sending. */
    private static final class Broken implements Sink {
        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void send(Outgoing message, Runnable told) {
            throw new IllegalStateException("lost");
        }
    }
}
