package com.bahasadri.videocall.server.adapter.state;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.session.Change;
import com.bahasadri.videocall.server.domain.session.Session;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes of a change what to commit: its events are numbered on from the session's last without a gap, and none is earlier
 * in time than the one before. Safe for use by many threads.
 */
public final class Numbering {
    private final Clock clock;

    /**
     * Numbers events.
     *
     * @param clock tells their time; what is less than a millisecond is left out
     */
    public Numbering(Clock clock) {
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Numbers the events of a change.
     *
     * @param before the session as it was
     * @param lastEventAt the time of its last event; 1970 before the first
     * @param cause who changes it, and why
     * @param change the change
     * @return what to commit
     */
    public Commit number(Session before, Instant lastEventAt, Cause cause, Change change) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant at = now.isBefore(lastEventAt) ? lastEventAt : now;
        List<LoggedEvent> events = new ArrayList<>(change.events().size());
        for (SessionEvent event : change.events()) {
            events.add(new LoggedEvent(before.id(), before.seq() + events.size() + 1, at, cause, event));
        }
        return new Commit(change.session().withSeq(before.seq() + events.size()), events);
    }
}
