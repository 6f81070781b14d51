package com.bahasadri.videocall.server.adapter.embedded;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.adapter.state.Commit;
import com.bahasadri.videocall.server.adapter.state.Numbering;
import com.bahasadri.videocall.server.adapter.state.PageCursor;
import com.bahasadri.videocall.server.adapter.state.StateJson;
import com.bahasadri.videocall.server.adapter.state.Subscribers;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.file.NotedFile;
import com.bahasadri.videocall.server.domain.session.Change;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.session.SessionLocks;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * State in one {@link MVStore}, a file or memory. A change of a session is made under the session's lock and
 * committed before its subscribers are told.
 *
 * <p>A commit has whole changes only, and everything is in one map, which a commit sees at one moment. Should a file
 * have half a change all the same, the session comes after its events, and events beyond its {@code seq} do not count.
 */
public final class EmbeddedStateStore implements StateStore {
    /** Marks a file whose lists of sessions and digests are complete. */
    private static final String LISTED = "listed";

    /** What the mark says: there was one list after the other. */
    private static final String LISTS = "2";

    private final GroupCommit commits;
    private final Clock clock;
    private final Numbering numbering;
    private final MVMap<String, String> state;
    private final Sessions sessions;
    private final Logs logs;
    private final Grants grants;
    private final SessionLocks locks = new SessionLocks();
    private final Subscribers subscribers = new Subscribers();

    /**
     * Keeps state in an open store, and 10,000 events of each session.
     *
     * @param file where; closed by its owner
     * @param clock tells the time of each event
     */
    public EmbeddedStateStore(MVStore file, Clock clock) {
        this(file, clock, EVENTS_KEPT);
    }

    /**
     * Keeps state in an open store.
     *
     * @param file where; closed by its owner
     * @param clock tells the time of each event
     * @param eventLimit how many events of each session are kept, from 1
     */
    public EmbeddedStateStore(MVStore file, Clock clock, int eventLimit) {
        this.commits = new GroupCommit(file);
        this.clock = requireNonNull(clock, "clock is null");
        this.numbering = new Numbering(clock);
        this.state = file.openMap("state");
        this.sessions = new Sessions(state);
        this.logs = new Logs(state, eventLimit);
        this.grants = new Grants(state);
        MVMap<String, String> marks = file.openMap("marks");
        if (!LISTS.equals(marks.get(LISTED))) {
            commits.write(() -> {
                sessions.listAll();
                grants.listAll();
                marks.put(LISTED, LISTS);
            });
        }
    }

    /**
     * What writes were answered, in the same map: what several threads write of either is committed together.
     *
     * @return the answers, to be asked for once
     */
    public EmbeddedAnswerStore answers() {
        return new EmbeddedAnswerStore(commits, state, clock);
    }

    @Override
    public void create(Session session) {
        locked(session.id(), () -> {
            commits.write(() -> sessions.add(session));
            return session;
        });
    }

    @Override
    public Optional<Session> find(String sessionId) {
        return commits.read(() -> sessions.find(sessionId));
    }

    @Override
    public void requireUsable() {
        commits.requireWhole();
    }

    @Override
    public Page list(@Nullable Boolean ended, int limit, @Nullable String cursor) {
        String times = Keys.times(ended);
        // Without a cursor from behind every key that starts so: the character after the slash.
        String from = cursor == null ? times.replace('/', '0') : times + PageCursor.decode(cursor);
        return commits.read(() -> sessions.page(ended, limit, from));
    }

    @Override
    public Session change(String sessionId, Cause cause, Function<Session, Change> decision) {
        return locked(sessionId, () -> {
            Session before = commits.glance(() -> sessions.find(sessionId))
                    .orElseThrow(() -> new ServiceException(ErrorCode.SESSION_NOT_FOUND, "No such session"));
            Change change = decision.apply(before);
            if (change.events().isEmpty() && change.session().equals(before)) {
                return before;
            }
            Commit commit = numbering.number(before, logs.lastAt(before), cause, change);
            commits.write(() -> {
                logs.add(commit);
                sessions.update(before, commit.session());
            });
            commit.events().forEach(subscribers::happened);
            return commit.session();
        });
    }

    @Override
    public void forEachLive(BiConsumer<String, String> live) {
        startingWith(Keys.LIVE, sessionId -> find(sessionId)
                .ifPresent(session -> session.participants().keySet().forEach(who -> live.accept(sessionId, who))));
    }

    @Override
    public void forEachCommanded(Consumer<String> sessionId) {
        startingWith(Keys.COMMANDED, sessionId);
    }

    @Override
    public void forEachDoubtful(Consumer<String> sessionId) {
        startingWith(Keys.DOUBTFUL, sessionId);
    }

    @Override
    public List<LoggedEvent> events(String sessionId, long after, int limit) {
        return find(sessionId)
                .filter(session -> after < session.seq())
                .map(session -> commits.glance(() -> logs.read(session, after, limit)))
                .orElse(List.of());
    }

    @Override
    public long firstEvent(String sessionId) {
        return commits.glance(() -> logs.first(sessionId));
    }

    @Override
    public void subscribe(Subscriber subscriber) {
        subscribers.add(subscriber);
    }

    @Override
    public void grant(String digest, Grant grant, @Nullable String customId) {
        commits.write(() -> grants.add(digest, grant, customId, clock.instant()));
    }

    @Override
    public Optional<Grant> grant(String digest) {
        return commits.glance(() -> grants.find(digest));
    }

    @Override
    public Optional<String> participant(String sessionId, String customId) {
        return commits.glance(() -> grants.participant(sessionId, customId));
    }

    @Override
    public boolean granted(String sessionId, String participantId) {
        return !digests(sessionId, participantId).isEmpty();
    }

    @Override
    public boolean revoke(String sessionId, String participantId) {
        List<String> digests = digests(sessionId, participantId);
        if (!digests.isEmpty()) {
            commits.write(() -> digests.forEach(grants::revoke));
        }
        return !digests.isEmpty();
    }

    @Override
    public void forEachWithFiles(Consumer<Session> session) {
        startingWith(Keys.WITH_FILES, sessionId -> find(sessionId).ifPresent(session));
    }

    @Override
    public void noteFile(NotedFile note) {
        commits.write(() -> state.put(Keys.note(note.fileId()), StateJson.write(note)));
    }

    @Override
    public void forgetFile(String fileId) {
        commits.write(() -> state.remove(Keys.note(fileId)));
    }

    @Override
    public List<NotedFile> notedFiles() {
        List<NotedFile> notes = new ArrayList<>();
        startingWith(Keys.NOTES, json -> notes.add(StateJson.read(json, NotedFile.class)));
        return notes;
    }

    @Override
    public String keep(String name, String value) {
        commits.write(() -> state.putIfAbsent(Keys.kept(name), value));
        return requireNonNull(state.get(Keys.kept(name)), "a kept value is missing");
    }

    @Override
    public void close() {
        subscribers.clear();
    }

    private List<String> digests(String sessionId, String participantId) {
        return commits.glance(() -> grants.of(sessionId, participantId));
    }

    private <T> T locked(String sessionId, Supplier<T> work) {
        ReentrantLock lock = locks.of(sessionId);
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private void startingWith(String prefix, Consumer<String> value) {
        commits.glance(() -> {
            Prefix.forEach(state, prefix, (key, found) -> value.accept(found));
            return null;
        });
    }
}
