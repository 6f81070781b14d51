package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final List<Runnable> threads = new ArrayList<>();
    private final List<Integer> done = new ArrayList<>();
    private final Inbox inbox = new Inbox(threads::add);

    @Test
    void work_runsInOrderOnOneThreadAtATime() {
        for (int i = 0; i < 3; i++) {
            int number = i;
            inbox.add(() -> done.add(number));
        }

        assertThat(threads).hasSize(1);
        threads.remove(0).run();
        assertThat(done).containsExactly(0, 1, 2);
        inbox.add(() -> done.add(3));
        assertThat(threads).hasSize(1);
    }

    @Test
    void work_thatFails_holdsUpNothing() {
        inbox.add(() -> {
            throw new IllegalStateException("as a test wants it");
        });
        inbox.add(() -> done.add(1));

        threads.remove(0).run();

        assertThat(done).containsExactly(1);
    }

    @Test
    void work_beyondAThousand_isNotTaken() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(inbox.add(() -> done.add(1))).isTrue();
        }

        assertThat(inbox.add(() -> done.add(2))).isFalse();
        threads.remove(0).run();
        assertThat(done).hasSize(1_000).doesNotContain(2);
    }
}
