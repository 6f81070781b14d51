package com.bahasadri.videocall.server.domain.control;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.port.StateStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Commands without an outcome, for who gave them may be gone with its server. Safe for use by many threads. */
public final class OpenCommands {
    private final StateStore store;

    /**
     * Looks for them in a store.
     *
     * @param store where
     */
    public OpenCommands(StateStore store) {
        this.store = requireNonNull(store, "store is null");
    }

    /**
     * Reads which there are now.
     *
     * @return their ids, by session
     */
    public Map<String, List<String>> now() {
        Map<String, List<String>> open = new HashMap<>();
        store.forEachCommanded(sessionId -> store.find(sessionId)
                .map(Session::commands)
                .ifPresent(commands -> open.put(sessionId, List.copyOf(commands.keySet()))));
        return open;
    }

    /**
     * Ends commands that still have no outcome: as the page has answered where the state knows that, else they expire.
     *
     * @param commands their ids, by session
     * @param reason why they expire, for people
     */
    public void expire(Map<String, List<String>> commands, String reason) {
        commands.forEach((sessionId, ids) -> ids.forEach(id -> end(sessionId, id, reason)));
    }

    private void end(String sessionId, String id, String reason) {
        Outcome answered = store.find(sessionId)
                .map(session -> session.commands().get(id))
                .flatMap(Outcome::kept)
                .orElse(null);
        Cause cause = answered == null ? Cause.SERVER : new Cause(answered.by(), null);
        Outcome outcome = answered == null ? Outcome.expired(reason) : answered;
        store.change(sessionId, cause, session -> session.progress().conclude(id, outcome.status(), outcome.reason()));
    }
}
