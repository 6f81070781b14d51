package com.bahasadri.videocall.server.adapter.state;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.session.Session;
import java.util.List;

/**
 * What to write of a session, at once.
 *
 * @param session the state after it
 * @param events what happened, numbered; the session's number is the last one's
 */
public record Commit(Session session, List<LoggedEvent> events) {
    /** Requires both, and copies the list. */
    public Commit {
        requireNonNull(session, "session is null");
        events = List.copyOf(events);
    }
}
