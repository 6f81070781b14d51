package com.bahasadri.videocall.server.domain.session;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.event.SessionEvent;
import java.util.List;

/**
 * What a decision makes of a session: the state after it, and the events that tell of it. Both are committed
 * together or not at all.
 *
 * @param session the state after the change
 * @param events what happened, in order; empty where nothing changed
 */
public record Change(Session session, List<SessionEvent> events) {
    /** Requires both, and copies the list. */
    public Change {
        requireNonNull(session, "session is null");
        events = List.copyOf(events);
    }
}
