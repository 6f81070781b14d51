package com.bahasadri.videocall.server.domain.session;

import static com.bahasadri.videocall.server.domain.session.Decisions.EMPTY;
import static com.bahasadri.videocall.server.domain.session.Decisions.LATER;
import static com.bahasadri.videocall.server.domain.session.Decisions.assertRefused;
import static com.bahasadri.videocall.server.domain.session.Decisions.assertUnchanged;
import static com.bahasadri.videocall.server.domain.session.Decisions.joined;
import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.control.Command;
import com.bahasadri.videocall.server.domain.control.Command.Status;
import com.bahasadri.videocall.server.domain.control.PageAnswer;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
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

    @Test
    void answer_beforeItIsNotedAsTold_tellsThatFirstAndIsKept() {
        Command unmute = Command.requested("command", Command.Kind.UNMUTE, "ada");
        Session asked = joined("ada").progress().request(unmute).session();
        PageAnswer on = new PageAnswer(false, null);

        Change change = asked.progress().answer("command", on, false, LATER);

        assertThat(change.events())
                .containsExactly(
                        new CommandProgressed(unmute, Status.DELIVERED, null),
                        new SessionEvent.ParticipantUnmuted("ada"));
        assertThat(change.session().commands()).containsEntry("command", unmute.answered(on));
        assertUnchanged(change.session(), change.session().progress().answer("command", on, false, LATER));
    }

    @Test
    void answer_ofSomebodyWhoHasLeft_isKeptAndLetsNobodyIn() {
        Session asked = requested().progress().deliver("mute").session();
        PageAnswer off = new PageAnswer(true, null);

        Change change = asked.progress().answer("mute", off, true, LATER);

        assertThat(change.events()).isEmpty();
        assertThat(change.session().commands()).containsEntry("mute", MUTE.answered(off));
        assertThat(change.session().participants()).isEmpty();
    }

    @Test
    void conclude_asRefusedWithAnObjection_tellsThePagesOwnWords() {
        Session asked = requested().progress().deliver("mute").session();
        Session objecting = asked.progress()
                .answer("mute", new PageAnswer(false, "Not now"), false, LATER)
                .session();

        assertThat(objecting
                        .progress()
                        .conclude("mute", Status.REFUSED, "The page refused")
                        .events())
                .containsExactly(new CommandProgressed(MUTE.told(), Status.REFUSED, "Not now"));
    }

    private static Session requested() {
        return EMPTY.progress().request(MUTE).session();
    }
}
