package com.bahasadri.videocall.server.realtime;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.event.EventLog;
import com.bahasadri.videocall.server.domain.session.Session;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/** Brings clients up to date: with the events that they missed, or with a snapshot. Safe for use by many threads. */
final class CatchUp {
    /** Behind no event: the client has nothing, and gets a snapshot. */
    static final long FROM_A_SNAPSHOT = -1;

    /** A client that missed more gets a snapshot. */
    private static final int MAX_MISSED = 1_000;

    private final EventLog log;
    private final MessageJson json;

    CatchUp(EventLog log, MessageJson json) {
        this.log = requireNonNull(log, "log is null");
        this.json = requireNonNull(json, "json is null");
    }

    /**
     * Starts a client's outbox. Events of the session have to be delivered to it since before.
     *
     * @param outbox the client's
     * @param missing what it misses
     * @param snapshot writes a session for it
     * @return whether the session has ended, and nothing follows
     */
    boolean start(Outbox outbox, Missing missing, Function<Session, Outgoing> snapshot) {
        if (missing.after() >= 0) {
            EventLog.Part part = log.read(missing.sessionId(), missing.after(), MAX_MISSED);
            long reached = missing.after() + part.events().size();
            if (!part.lost() && reached >= part.session().seq()) {
                outbox.start(
                        part.events().stream()
                                .map(event -> json.event(event, missing.base()))
                                .toList(),
                        reached);
                return part.session().ended();
            }
        }
        Session session = log.session(missing.sessionId());
        outbox.start(List.of(snapshot.apply(session)), session.seq());
        return session.ended();
    }

    /**
     * What a client misses.
     *
     * @param sessionId of which session
     * @param after all behind the event of that number, or everything where it is {@link #FROM_A_SNAPSHOT}
     * @param base this server's address as the client sees it
     */
    record Missing(String sessionId, long after, URI base) {}
}
