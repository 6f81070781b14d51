package com.bahasadri.videocall.server.adapter.embedded;

import com.bahasadri.videocall.server.adapter.state.StateJson;
import com.bahasadri.videocall.server.domain.token.Grant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** What tokens open, in the map of all state. Whoever writes commits. */
final class Grants {
    /** As many go with each new one at most, so that none waits long. */
    private static final int DROPPED_AT_ONCE = 10;

    private final MVMap<String, String> state;

    Grants(MVMap<String, String> state) {
        this.state = state;
    }

    Optional<Grant> find(String digest) {
        return Optional.ofNullable(state.get(Keys.grant(digest))).map(json -> StateJson.read(json, Grant.class));
    }

    /** Adds one, with its holder's custom id where there is one, and drops old ones. */
    void add(String digest, Grant grant, @Nullable String customId, Instant now) {
        dropExpired(now);
        if (customId != null) {
            state.put(Keys.customId(grant.sessionId(), customId), grant.participantId());
            state.put(Keys.customIdOf(digest), customId);
        }
        state.put(Keys.grantOf(grant.sessionId(), grant.participantId()) + digest, digest);
        state.put(Keys.grantEnd(grant.expiresAt()) + digest, digest);
        state.put(Keys.grant(digest), StateJson.write(grant));
    }

    /** Who has a custom id. */
    Optional<String> participant(String sessionId, String customId) {
        return Optional.ofNullable(state.get(Keys.customId(sessionId, customId)));
    }

    /** The digests of somebody's tokens. */
    List<String> of(String sessionId, String participantId) {
        List<String> digests = new ArrayList<>();
        Prefix.forEach(state, Keys.grantOf(sessionId, participantId), (key, digest) -> digests.add(digest));
        return digests;
    }

    void revoke(String digest) {
        state.computeIfPresent(
                Keys.grant(digest),
                (same, json) ->
                        StateJson.write(StateJson.read(json, Grant.class).revoke()));
    }

    /** Lists by expiry what is there already, in a file from before there was this list. */
    void listAll() {
        Prefix.forEach(state, Keys.GRANTS, (key, json) -> {
            String digest = key.substring(Keys.GRANTS.length());
            state.put(Keys.grantEnd(StateJson.read(json, Grant.class).expiresAt()) + digest, digest);
        });
    }

    private void dropExpired(Instant now) {
        String end = Keys.grantEnd(now.minus(Grant.KNOWN_AFTER_EXPIRY));
        Iterator<String> keys = state.keyIterator(Keys.GRANT_ENDS);
        for (int i = 0; i < DROPPED_AT_ONCE && keys.hasNext(); i++) {
            String key = keys.next();
            if (!key.startsWith(Keys.GRANT_ENDS) || key.compareTo(end) >= 0) {
                break;
            }
            String digest = state.remove(key);
            find(digest).ifPresent(grant -> {
                state.remove(Keys.grantOf(grant.sessionId(), grant.participantId()) + digest);
                state.remove(Keys.grant(digest));
                dropCustomId(digest, grant);
            });
        }
    }

    /** With the last grant of its holder. */
    private void dropCustomId(String digest, Grant grant) {
        String customId = state.remove(Keys.customIdOf(digest));
        if (customId != null && of(grant.sessionId(), grant.participantId()).isEmpty()) {
            state.remove(Keys.customId(grant.sessionId(), customId));
        }
    }
}
