package com.bahasadri.videocall.server.adapter.embedded;

import com.bahasadri.videocall.server.adapter.state.Commit;
import com.bahasadri.videocall.server.adapter.state.StateJson;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.session.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** The sessions' logs, in the map of all state. Whoever writes commits. */
final class Logs {
    /** A session that has far too many, because fewer are kept since the last start, loses them bit by bit. */
    private static final int DROPPED_AT_ONCE = 1_000;

    private final MVMap<String, String> state;
    private final int eventLimit;

    /** Keeps so many events of each session. */
    Logs(MVMap<String, String> state, int eventLimit) {
        this.state = state;
        this.eventLimit = eventLimit;
    }

    /** Adds the events of a commit, and drops the oldest of more than are kept. */
    void add(Commit commit) {
        String sessionId = commit.session().id();
        commit.events().forEach(event -> state.put(Keys.event(sessionId, event.seq()), StateJson.write(event)));
        drop(sessionId, commit.session().seq() - eventLimit);
    }

    /** The time of a session's last event; 1970 before the first. */
    Instant lastAt(Session session) {
        return Optional.ofNullable(state.get(Keys.event(session.id(), session.seq())))
                .map(json -> StateJson.read(json, LoggedEvent.class).at())
                .orElse(Instant.EPOCH);
    }

    /** Reads the events behind a number, up to that of the last, in order, so many at most. */
    List<LoggedEvent> read(Session session, long after, int limit) {
        List<LoggedEvent> found = new ArrayList<>();
        // The end of the log may be read while its beginning is dropped: what is there of it is without a gap.
        Cursor<String, String> entries = state.cursor(
                Keys.event(session.id(), Math.max(0, after) + 1), Keys.event(session.id(), session.seq()), false);
        while (entries.hasNext() && found.size() < limit) {
            entries.next();
            found.add(StateJson.read(entries.getValue(), LoggedEvent.class));
        }
        return found;
    }

    /** The number of the first event that is kept, or 0. */
    long first(String sessionId) {
        String first = state.ceilingKey(Keys.event(sessionId, 0));
        return first == null || !first.startsWith(Keys.events(sessionId)) ? 0 : Keys.seq(first);
    }

    /** Drops the events up to a number, or so many of them that others need not wait long. */
    private void drop(String sessionId, long upTo) {
        if (upTo < 1) {
            return;
        }
        Iterator<String> keys = state.keyIterator(Keys.event(sessionId, 0));
        String end = Keys.event(sessionId, upTo);
        for (int i = 0; i < DROPPED_AT_ONCE && keys.hasNext(); i++) {
            String key = keys.next();
            if (key.compareTo(end) > 0) {
                break;
            }
            state.remove(key);
        }
    }
}
