package com.bahasadri.videocall.server.adapter.embedded;

import com.bahasadri.videocall.server.domain.session.Session;
import org.h2.mvstore.MVMap;

/** The sessions that something is so of, in the map of all state, so that nobody has to look at all. Whoever writes commits. */
final class Lists {
    private final MVMap<String, String> state;

    Lists(MVMap<String, String> state) {
        this.state = state;
    }

    /** Lists a new session. */
    void add(Session session) {
        state.put(Keys.TIMES + Keys.time(session), session.id());
        state.put(times(session) + Keys.time(session), session.id());
    }

    /** Lists a session as it is now. */
    void update(Session before, Session after) {
        String id = after.id();
        list(
                Keys.live(id),
                id,
                !before.participants().isEmpty(),
                !after.participants().isEmpty());
        list(Keys.withFiles(id), id, !before.files().isEmpty(), !after.files().isEmpty());
        list(
                Keys.commanded(id),
                id,
                !before.commands().isEmpty(),
                !after.commands().isEmpty());
        list(Keys.doubtful(id), id, before.doubtful(), after.doubtful());
        if (before.ended() != after.ended()) {
            state.remove(times(before) + Keys.time(before));
            state.put(times(after) + Keys.time(after), id);
        }
    }

    /** Lists a session under a key while something is so. */
    private void list(String key, String sessionId, boolean before, boolean after) {
        if (!before && after) {
            state.put(key, sessionId);
        } else if (before && !after) {
            state.remove(key);
        }
    }

    private static String times(Session session) {
        return Keys.times(session.ended());
    }
}
