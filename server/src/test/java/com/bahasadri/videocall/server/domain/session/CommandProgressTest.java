package com.bahasadri.videocall.server.domain.session;

import static com.bahasadri.videocall.server.domain.session.Decisions.EMPTY;
import static com.bahasadri.videocall.server.domain.session.Decisions.LATER;
import static com.bahasadri.videocall.server.domain.session.Decisions.assertRefused;
import static com.bahasadri.videocall.server.domain.session.Decisions.assertUnchanged;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.control.Command;
import com.bahasadri.videocall.server.domain.control.Command.Status;
import com.bahasadri.videocall.server.domain.event.SessionEvent.CommandProgressed;
import org.junit.jupiter.api.Test;

/** How far an operator's command has come, and which event tells of it. */
class CommandProgressTest {
    private static final Command MUTE = Command.requested("mute", Command.Kind.MUTE, "ada");

    @Test
    void request_aCommand_isOpenAndTold() {
        Change change = EMPTY.progress().request(MUTE);

        assertThat(change.events()).containsExactly(new CommandProgressed(MUTE, Status.REQUESTED, null));
        assertThat(change.session().commands()).containsOnlyKeys("mute");
        assertRefused(
                ErrorCode.SESSION_ENDED,
                () -> EMPTY.end("end", LATER).session().progress().request(MUTE));
    }

    @Test
    void deliver_again_isToldOnce() {
        Change delivered = requested().progress().deliver("mute");

        assertThat(delivered.events()).containsExactly(new CommandProgressed(MUTE, Status.DELIVERED, null));
        assertUnchanged(delivered.session(), delivered.session().progress().deliver("mute"));
        assertUnchanged(EMPTY, EMPTY.progress().deliver("mute"));
    }

    @Test
    void conclude_again_theFirstOutcomeCounts() {
        Session delivered = requested().progress().deliver("mute").session();

        Change refused = delivered.progress().conclude("mute", Status.REFUSED, "No");

        assertThat(refused.events()).containsExactly(new CommandProgressed(MUTE.told(), Status.REFUSED, "No"));
        assertThat(refused.session().commands()).isEmpty();
        assertUnchanged(refused.session(), refused.session().progress().conclude("mute", Status.OBSERVED, null));
    }

    @Test
    void conclude_beforeTheDeliveryWasNoted_tellsThatFirst() {
        assertThat(requested()
                        .progress()
                        .conclude("mute", Status.OBSERVED, null)
                        .events())
                .containsExactly(
                        new CommandProgressed(MUTE, Status.DELIVERED, null),
                        new CommandProgressed(MUTE, Status.OBSERVED, null));
    }

    @Test
    void conclude_expiredUndelivered_tellsNoDelivery() {
        assertThat(requested()
                        .progress()
                        .conclude("mute", Status.EXPIRED, "No page")
                        .events())
                .containsExactly(new CommandProgressed(MUTE, Status.EXPIRED, "No page"));
    }

    private static Session requested() {
        return EMPTY.progress().request(MUTE).session();
    }
}
