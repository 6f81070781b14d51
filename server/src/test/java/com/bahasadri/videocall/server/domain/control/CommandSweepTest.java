package com.bahasadri.videocall.server.domain.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.adapter.embedded.EmbeddedStateStore;
import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.session.Session;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that nobody tells the outcome of expire, and no others. */
class CommandSweepTest {
    private static final String CALL = "call";

    private final TestClock clock = new TestClock();
    private final MVStore file = MVStore.open(null);
    private final EmbeddedStateStore store = new EmbeddedStateStore(file, clock);
    private final FlakyStore state = new FlakyStore(store);
    private final CommandSweep sweep = new CommandSweep(new OpenCommands(state.asStore()));

    @BeforeEach
    void command() {
        store.create(Session.created(CALL, null, clock.instant()));
        request("first");
    }

    @AfterEach
    void close() {
        sweep.close();
        file.close();
    }

    @Test
    void look_once_letsNothingExpire() {
        sweep.look();

        assertThat(open()).containsExactly("first");
    }

    @Test
    void look_twice_letsExpireWhatItHasSeenBefore() {
        sweep.look();
        request("second");

        sweep.look();

        assertThat(open()).containsExactly("second");
        assertThat(store.events(CALL, 2)).singleElement().satisfies(logged -> {
            assertThat(logged.cause()).isEqualTo(Cause.SERVER);
            assertThat(logged.event()).isInstanceOfSatisfying(SessionEvent.CommandProgressed.class, told -> {
                assertThat(told.command().id()).isEqualTo("first");
                assertThat(told.status()).isEqualTo(Command.Status.EXPIRED);
                assertThat(told.reason()).isEqualTo("No outcome was told");
            });
        });
        sweep.look();
        assertThat(open()).isEmpty();
    }

    @Test
    void look_twice_tellsWhatThePageHasAnsweredMeanwhile() {
        store.change(CALL, Cause.SERVER, session -> session.progress()
                .answer("first", new PageAnswer(true, null), true, clock.instant()));
        sweep.look();

        sweep.look();

        assertThat(store.events(CALL, 2)).singleElement().satisfies(logged -> {
            assertThat(logged.cause()).isEqualTo(Cause.participant("ada"));
            assertThat(logged.event())
                    .isInstanceOfSatisfying(SessionEvent.CommandProgressed.class, told -> assertThat(told.status())
                            .isEqualTo(Command.Status.OBSERVED));
        });
    }

    @Test
    void look_stateWasAwayMeanwhile_givesAnotherMinute() {
        sweep.look();
        state.down = true;
        sweep.look();
        state.down = false;

        sweep.look();
        assertThat(open()).containsExactly("first");
        sweep.look();
        assertThat(open()).isEmpty();
    }

    private void request(String id) {
        store.change(CALL, Cause.SERVER, session -> session.progress()
                .request(Command.requested(id, Command.Kind.MUTE, "ada")));
    }

    private Iterable<String> open() {
        return store.find(CALL).orElseThrow().commands().keySet();
    }
}
