package com.bahasadri.videocall.server.adapter.embedded;

import com.bahasadri.videocall.server.adapter.state.PageCursor;
import com.bahasadri.videocall.server.adapter.state.StateJson;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.port.StateStore.Page;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** The sessions, each listed where it belongs, in the map of all state. Whoever writes commits. */
final class Sessions {
    private final MVMap<String, String> state;
    private final Lists lists;

    Sessions(MVMap<String, String> state) {
        this.state = state;
        this.lists = new Lists(state);
    }

    /** As it is now, perhaps not committed yet. */
    Optional<Session> find(String sessionId) {
        return Optional.ofNullable(state.get(Keys.session(sessionId))).map(json -> StateJson.read(json, Session.class));
    }

    /** Adds one, unless it is there. */
    void add(Session session) {
        if (!state.containsKey(Keys.session(session.id()))) {
            lists.add(session);
            state.put(Keys.session(session.id()), StateJson.write(session));
        }
    }

    void update(Session before, Session after) {
        state.put(Keys.session(after.id()), StateJson.write(after));
        lists.update(before, after);
    }

    /**
     * The newest first; one more than asked for tells whether there is another page.
     *
     * @param from the key of the last one of the page before
     */
    Page page(@Nullable Boolean ended, int limit, String from) {
        Iterator<String> keys = state.keyIteratorReverse(from);
        List<Session> page = new ArrayList<>();
        while (keys.hasNext() && page.size() <= limit) {
            String key = keys.next();
            if (!key.startsWith(Keys.times(ended))) {
                break;
            }
            if (!key.equals(from)) {
                Optional.ofNullable(state.get(key))
                        .flatMap(this::find)
                        // It may have ended since it was listed.
                        .filter(session -> ended == null || ended == session.ended())
                        .ifPresent(page::add);
            }
        }
        return page.size() <= limit
                ? new Page(page, null)
                : new Page(page.subList(0, limit), PageCursor.behind(page.get(limit - 1)));
    }

    /** Lists what is there already, in a file from before there were these lists. */
    void listAll() {
        Prefix.forEach(state, Keys.SESSIONS, (key, json) -> {
            Session session = StateJson.read(json, Session.class);
            Session created = Session.created(session.id(), session.name(), session.createdAt());
            lists.add(created);
            lists.update(created, session);
        });
    }
}
