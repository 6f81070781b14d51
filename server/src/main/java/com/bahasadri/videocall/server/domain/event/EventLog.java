package com.bahasadri.videocall.server.domain.event;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.port.StateStore;
import java.util.List;

/**
 * The logs of the sessions, for whoever reads them. Immutable and safe for use by many threads.
 *
 * <p>Methods throw a {@link ServiceException} with {@link ErrorCode#SESSION_NOT_FOUND} for an unknown session.
 */
public final class EventLog {
    private final StateStore store;

    /**
     * Reads from a store.
     *
     * @param store where the logs are
     */
    public EventLog(StateStore store) {
        this.store = requireNonNull(store, "store is null");
    }

    /**
     * Reads on behind an event.
     *
     * @param sessionId which session
     * @param after the number of the last event that the reader has; 0 for none
     * @param limit how many events at most, from 1
     * @return the events behind it; or none, and {@link Part#lost()}, where the log does not lead on from there: it is
     *     not kept any more, or there was never such an event
     */
    public Part read(String sessionId, long after, int limit) {
        Session session = session(sessionId);
        List<LoggedEvent> events = after > session.seq() ? List.of() : store.events(sessionId, after, limit);
        long next = events.isEmpty() ? session.seq() + 1 : events.get(0).seq();
        return next == after + 1 ? new Part(session, events, false) : new Part(session, List.of(), true);
    }

    /**
     * The session as it is.
     *
     * @param sessionId which session
     * @return its state now
     */
    public Session session(String sessionId) {
        return store.find(sessionId)
                .orElseThrow(() -> new ServiceException(ErrorCode.SESSION_NOT_FOUND, "No such session"));
    }

    /**
     * Where the log starts.
     *
     * @param sessionId which session
     * @return the number of the first event that is kept, or 0 where none is
     */
    public long first(String sessionId) {
        return store.firstEvent(sessionId);
    }

    /**
     * A part of a log.
     *
     * @param session the session, as it was just before the events were read
     * @param events the events, in order, without a gap
     * @param lost whether the log does not lead on from where the reader is, so that only a snapshot does
     */
    public record Part(Session session, List<LoggedEvent> events, boolean lost) {
        /** Copies the list. */
        public Part {
            requireNonNull(session, "session is null");
            events = List.copyOf(events);
        }

        /**
         * How far the log goes.
         *
         * @return the number of the last event that is known to have happened
         */
        public long lastSeq() {
            return events.isEmpty()
                    ? session.seq()
                    : Math.max(session.seq(), events.get(events.size() - 1).seq());
        }
    }
}
