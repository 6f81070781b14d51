package com.bahasadri.videocall.server.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.session.Session;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** What a session's log says, read from its first event on. */
public final class Replay {
    private Replay() {}

    /** Fails unless a log has each event once, in order of number and time, and ends in the state that there is. */
    public static void assertThatLogTells(List<LoggedEvent> log, Session session) {
        assertThat(log)
                .extracting(LoggedEvent::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, session.seq()).boxed().toList());
        assertThat(log).extracting(LoggedEvent::at).isSorted();
        Set<String> present = new LinkedHashSet<>();
        boolean ended = false;
        for (LoggedEvent logged : log) {
            assertThat(ended).as("an event behind the end").isFalse();
            if (logged.event() instanceof SessionEvent.ParticipantJoined joined) {
                assertThat(present.add(joined.participant().id()))
                        .as("%s joins once", joined.participant().id())
                        .isTrue();
            } else if (logged.event() instanceof SessionEvent.ParticipantLeft left) {
                assertThat(present.remove(left.participantId()))
                        .as("%s is there when it leaves", left.participantId())
                        .isTrue();
            }
            ended = logged.event() instanceof SessionEvent.SessionEnded;
        }
        assertThat(present).containsExactlyElementsOf(session.participants().keySet());
        assertThat(ended).isEqualTo(session.ended());
    }
}
