package com.bahasadri.videocall.server.domain.session;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.port.MediaEngine;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates, finds, lists and ends sessions. Safe for use by many threads. */
public final class SessionService {
    private final StateStore store;
    private final MediaEngine media;
    private final Clock clock;

    /**
     * Keeps sessions in a store and holds their calls in an engine.
     *
     * @param store where the state is
     * @param media where the calls are
     * @param clock tells when a session ends
     */
    public SessionService(StateStore store, MediaEngine media, Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.media = requireNonNull(media, "media is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Refuses where only a new start of this server helps.
     *
     * @throws ServiceException with {@link ErrorCode#UNAVAILABLE}
     */
    public void requireUsable() {
        store.requireUsable();
    }

    /**
     * Creates a session.
     *
     * @param name a name for people, or null
     * @return the session
     * @throws ServiceException with {@link ErrorCode#REALTIMEKIT_ERROR} if the engine failed, or {@link ErrorCode#UNAVAILABLE}
     */
    public Session create(@Nullable String name) {
        // No meeting is made that could not be kept.
        requireUsable();
        MediaEngine.Meeting meeting = media.createMeeting(name);
        Session session =
                Session.created(meeting.id(), name, meeting.createdAt().truncatedTo(ChronoUnit.MILLIS));
        store.create(session);
        return session;
    }

    /**
     * Finds a session, ended or not.
     *
     * @param sessionId which
     * @return its state now
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND} if there is none
     */
    public Session get(String sessionId) {
        return store.find(sessionId)
                .orElseThrow(() -> new ServiceException(ErrorCode.SESSION_NOT_FOUND, "No such session"));
    }

    /**
     * Finds a session that can be joined.
     *
     * @param sessionId which
     * @return its state now
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND} or {@link ErrorCode#SESSION_ENDED}
     */
    public Session getActive(String sessionId) {
        Session session = get(sessionId);
        session.requireActive();
        return session;
    }

    /**
     * Lists sessions, newest first; see {@link StateStore#list}.
     *
     * @param ended only ended ones, only active ones, or, with null, both
     * @param limit how many at most
     * @param cursor the cursor of the page before, or null
     * @return the page
     */
    public StateStore.Page list(@Nullable Boolean ended, int limit, @Nullable String cursor) {
        return store.list(ended, limit, cursor);
    }

    /**
     * Ends a session: first here, so that from now on no token opens it, then at the engine. Where the engine
     * fails the session stays ended, and repeating the call tries the engine again.
     *
     * @param sessionId which
     * @param cause who ends it
     * @return the ended session; the same answer however often it is asked for
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND} or {@link ErrorCode#REALTIMEKIT_ERROR}
     */
    public Session end(String sessionId, Cause cause) {
        String commandId = UUID.randomUUID().toString();
        Session session = store.change(sessionId, cause, state -> state.end(commandId, now()));
        if (session.mediaClosed()) {
            return session;
        }
        media.end(sessionId);
        return store.change(sessionId, cause, Session::closeMedia);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
