package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final List<Runnable> threads = new ArrayList<>();
    private final List<Integer> done = new ArrayList<>();
    private final List<String> reading = new ArrayList<>();
    private final Inbox inbox = new Inbox(threads::add, () -> reading.add("shut"), () -> reading.add("open"));

    @Test
    void work_runsInOrderOnOneThreadAtATime() {
        for (int i = 0; i < 3; i++) {
            int number = i;
            inbox.add(1, () -> done.add(number));
        }

        assertThat(threads).hasSize(1);
        threads.remove(0).run();
        assertThat(done).containsExactly(0, 1, 2);
        inbox.add(1, () -> done.add(3));
        assertThat(threads).hasSize(1);
    }

    @Test
    void work_thatFails_holdsUpNothing() {
        inbox.add(1, () -> {
            throw new IllegalStateException("as a test wants it");
        });
        inbox.add(1, () -> done.add(1));

        threads.remove(0).run();

        assertThat(done).containsExactly(1);
    }

    @Test
    void work_thatFailsWithAnError_holdsUpNothing() {
        inbox.add(1, () -> {
            throw new LinkageError("as a test wants it");
        });
        inbox.add(1, () -> done.add(1));

        threads.remove(0).run();

        assertThat(done).containsExactly(1);
        inbox.addLast(() -> done.add(2));
        threads.remove(0).run();
        assertThat(done).containsExactly(1, 2);
    }

    @Test
    void work_forWhichNoThreadIsToBeHad_isDoneWithTheNext() {
        boolean[] none = {true};
        Inbox starved = new Inbox(
                work -> {
                    if (none[0]) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    threads.add(work);
                },
                reading::clear,
                reading::clear);
        assertThatThrownBy(() -> starved.add(1, () -> done.add(1))).isInstanceOf(OutOfMemoryError.class);
        none[0] = false;

        starved.addLast(() -> done.add(2));

        threads.remove(0).run();
        assertThat(done).containsExactly(1, 2);
    }

    @Test
    void work_ofMoreThanAMillionCharacters_isReadNoMoreUntilHalfIsDone() {
        for (int i = 0; i < 16; i++) {
            inbox.add(65_536, () -> done.add(reading.size()));
        }
        assertThat(reading).isEmpty();

        inbox.add(1, () -> done.add(reading.size()));
        inbox.add(1, () -> done.add(reading.size()));

        assertThat(reading).containsExactly("shut", "shut");
        threads.remove(0).run();
        assertThat(reading).containsExactly("shut", "shut", "open");
        assertThat(done).hasSize(18).startsWith(2, 2, 2, 2, 2, 2, 2, 2).endsWith(3, 3, 3, 3, 3, 3, 3, 3);
    }

    @Test
    void work_beyondAThousand_isNotTaken() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(inbox.add(1, () -> done.add(1))).isTrue();
        }

        assertThat(inbox.add(1, () -> done.add(2))).isFalse();
        threads.remove(0).run();
        assertThat(done).hasSize(1_000).doesNotContain(2);
    }

    @Test
    void lastWork_ofAFullInbox_isTakenAndDoneLast() {
        for (int i = 0; i < 1_000; i++) {
            inbox.add(1, () -> done.add(1));
        }

        inbox.addLast(() -> done.add(2));

        threads.remove(0).run();
        assertThat(done).hasSize(1_001).endsWith(1, 2);
    }
}
