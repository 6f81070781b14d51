package com.bahasadri.videocall.server.port;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.file.NotedFile;
import com.bahasadri.videocall.server.domain.session.Change;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.token.Grant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where sessions, their event logs and the tokens' grants are kept. Safe for use by many threads; what a method
 * has returned from survives the end of the process, where the adapter keeps anything at all.
 */
public interface StateStore extends AutoCloseable {
    /** How many events of a session are kept, unless something else is wanted. */
    int EVENTS_KEPT = 10_000;

    /**
     * Refuses where only a new start of this server helps. Others the store may answer again by itself.
     *
     * @throws ServiceException with {@link ErrorCode#UNAVAILABLE}
     */
    void requireUsable();

    /**
     * Adds a session; one that is there already stays as it is.
     *
     * @param session the session
     */
    void create(Session session);

    /**
     * Finds a session.
     *
     * @param sessionId which
     * @return its state now
     */
    Optional<Session> find(String sessionId);

    /**
     * Lists sessions, newest first.
     *
     * @param ended only ended ones, only active ones, or, with null, both
     * @param limit how many at most, from 1
     * @param cursor the cursor of the page before, or null for the first page
     * @return the page
     * @throws ServiceException with {@link ErrorCode#INVALID_INPUT} if the cursor is not one of this store's
     */
    Page list(@Nullable Boolean ended, int limit, @Nullable String cursor);

    /**
     * Changes a session: its new state and its events are committed together, the events numbered on from the
     * last without a gap, none earlier in time than the one before; the oldest of more events than are kept go. This server's subscribers were told when it returns,
     * unless the store fails in that moment: then they are told later.
     *
     * @param sessionId which
     * @param cause who changes it, and why; every event of the change carries it
     * @param decision makes the change of the state now; must be pure, for it may be asked again
     * @return the state after the change
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND} if there is no such session
     */
    Session change(String sessionId, Cause cause, Function<Session, Change> decision);

    /**
     * Tells who is in a call that has not ended.
     *
     * @param live takes the session's and the participant's id of each
     */
    void forEachLive(BiConsumer<String, String> live);

    /**
     * Tells the sessions that have commands without an outcome.
     *
     * @param sessionId takes each
     */
    void forEachCommanded(Consumer<String> sessionId);

    /**
     * Tells the sessions that RealtimeKit has to be asked about; see {@link Session#doubtful}.
     *
     * @param sessionId takes each
     */
    void forEachDoubtful(Consumer<String> sessionId);

    /**
     * Reads a session's log: what is kept of it. Where it starts later than asked for, the events between are not kept
     * any more; the last one always is.
     *
     * @param sessionId which
     * @param after the number after which to start; 0 for all
     * @param limit how many at most, from 1
     * @return the events, in order, without a gap between them
     */
    List<LoggedEvent> events(String sessionId, long after, int limit);

    /**
     * Reads all of a session's log that is kept.
     *
     * @param sessionId which
     * @param after the number after which to start; 0 for all
     * @return the events, in order
     */
    default List<LoggedEvent> events(String sessionId, long after) {
        return events(sessionId, after, Integer.MAX_VALUE);
    }

    /**
     * Tells where a session's log starts.
     *
     * @param sessionId which
     * @return the number of the first event that is kept, or 0 where none is
     */
    long firstEvent(String sessionId);

    /**
     * Has every event of every session told from now on, each session's in order, whichever server it happened on.
     *
     * @param subscriber who is told
     */
    void subscribe(Subscriber subscriber);

    /**
     * Keeps what a token opens.
     *
     * @param digest the token's digest
     * @param grant what it opens
     */
    default void grant(String digest, Grant grant) {
        grant(digest, grant, null);
    }

    /**
     * Keeps what a token opens, and by which id of ours RealtimeKit tells of its holder.
     *
     * @param digest the token's digest
     * @param grant what it opens
     * @param customId the holder's custom id, or null where nothing is to be known by it
     */
    void grant(String digest, Grant grant, @Nullable String customId);

    /**
     * Finds a participant by the custom id, as long as a grant is known that was kept with it.
     *
     * @param sessionId the session
     * @param customId the custom id
     * @return the participant's id
     */
    Optional<String> participant(String sessionId, String customId);

    /**
     * Whether a token was issued to a participant, as long as its grant is known, be it expired or revoked.
     *
     * @param sessionId the session
     * @param participantId the participant
     * @return whether there is a grant
     */
    boolean granted(String sessionId, String participantId);

    /**
     * Finds what a token opens, be it expired or revoked.
     *
     * @param digest the token's digest
     * @return the grant, if the token was issued here
     */
    Optional<Grant> grant(String digest);

    /**
     * Takes back every token of a participant.
     *
     * @param sessionId the session
     * @param participantId the participant
     * @return whether the participant had any, revoked before or not
     */
    boolean revoke(String sessionId, String participantId);

    /**
     * Tells the sessions that have video files, ended or not.
     *
     * @param session takes each
     */
    void forEachWithFiles(Consumer<Session> session);

    /**
     * Keeps a note that there may be bytes of a file that no session lists.
     *
     * @param note the note; replaces an earlier one of the same file
     */
    void noteFile(NotedFile note);

    /**
     * Takes a note back; one that is not there is no error.
     *
     * @param fileId the file
     */
    void forgetFile(String fileId);

    /**
     * Reads the notes.
     *
     * @return all of them
     */
    List<NotedFile> notedFiles();

    /**
     * Keeps a value under a name, unless there is one already.
     *
     * @param name the name
     * @param value the value
     * @return the value that is kept
     */
    String keep(String name, String value);

    @Override
    void close();

    /** Who is told what happens. It must return at once. */
    @FunctionalInterface
    interface Subscriber {
        /**
         * Is told an event.
         *
         * @param event the event, which is committed
         */
        void happened(LoggedEvent event);

        /**
         * Is told that the store came back with an older state than it had, so that events that were told never
         * happened: who passed them on begins anew.
         */
        default void rewound() {}
    }

    /**
     * A page of sessions.
     *
     * @param sessions the sessions, newest first
     * @param nextCursor what to pass for the next page, or null on the last
     */
    record Page(List<Session> sessions, @Nullable String nextCursor) {
        /** Copies the list. */
        public Page {
            sessions = List.copyOf(sessions);
        }
    }
}
