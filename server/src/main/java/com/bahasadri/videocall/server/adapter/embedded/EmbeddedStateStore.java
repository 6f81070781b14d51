package com.bahasadri.videocall.server.adapter.embedded;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.adapter.state.PageCursor;
import com.bahasadri.videocall.server.adapter.state.StateJson;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.file.NotedFile;
import com.bahasadri.videocall.server.domain.session.Change;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.session.SessionLocks;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * State in one {@link MVStore}, a file or memory. A change of a session is made under the session's lock and
 * committed before its subscribers are told.
 *
 * <p>A commit has whole changes only, and everything is in one map, which a commit sees at one moment. Should a file
 * have half a change all the same, the session comes after its events, and events beyond its {@code seq} do not count.
 */
public final class EmbeddedStateStore implements StateStore {
    /** A session that has far too many, because fewer are kept since the last start, loses them bit by bit. */
    private static final int DROPPED_AT_ONCE = 1_000;

    /** Marks a file whose lists of sessions and digests are complete. */
    private static final String LISTED = "listed";

    /** What the mark says: there was one list after the other. */
    private static final String LISTS = "2";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStateStore.class);

    private final GroupCommit commits;
    private final Clock clock;
    private final int eventLimit;
    private final MVMap<String, String> state;
    private final Lists lists;
    private final Grants grants;
    private final SessionLocks locks = new SessionLocks();
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

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
        this.eventLimit = eventLimit;
        this.commits = new GroupCommit(file);
        this.clock = requireNonNull(clock, "clock is null");
        this.state = file.openMap("state");
        this.lists = new Lists(state);
        this.grants = new Grants(state);
        MVMap<String, String> marks = file.openMap("marks");
        if (!LISTS.equals(marks.get(LISTED))) {
            commits.write(() -> {
                listAll();
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
            commits.write(() -> {
                if (!state.containsKey(Keys.session(session.id()))) {
                    lists.add(session);
                    state.put(Keys.session(session.id()), StateJson.write(session));
                }
            });
            return session;
        });
    }

    @Override
    public Optional<Session> find(String sessionId) {
        return commits.read(() -> read(sessionId));
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
        return commits.read(() -> page(ended, limit, from));
    }

    @Override
    public Session change(String sessionId, Cause cause, Function<Session, Change> decision) {
        return locked(sessionId, () -> {
            Session before = commits.glance(() -> read(sessionId))
                    .orElseThrow(() -> new ServiceException(ErrorCode.SESSION_NOT_FOUND, "No such session"));
            Change change = decision.apply(before);
            if (change.events().isEmpty() && change.session().equals(before)) {
                return before;
            }
            List<LoggedEvent> logged = number(before, cause, change.events());
            Session after = change.session().withSeq(before.seq() + logged.size());
            commits.write(() -> {
                logged.forEach(event -> state.put(Keys.event(sessionId, event.seq()), StateJson.write(event)));
                dropEvents(sessionId, after.seq() - eventLimit);
                state.put(Keys.session(sessionId), StateJson.write(after));
                lists.update(before, after);
            });
            logged.forEach(event -> subscribers.forEach(subscriber -> tell(subscriber, event)));
            return after;
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
        long last = find(sessionId).map(Session::seq).orElse(0L);
        return after >= last ? List.of() : commits.glance(() -> eventsUpTo(last, sessionId, after, limit));
    }

    private List<LoggedEvent> eventsUpTo(long last, String sessionId, long after, int limit) {
        List<LoggedEvent> found = new ArrayList<>();
        // The end of the log may be read while its beginning is dropped: what is there of it is without a gap.
        Cursor<String, String> entries =
                state.cursor(Keys.event(sessionId, Math.max(0, after) + 1), Keys.event(sessionId, last), false);
        while (entries.hasNext() && found.size() < limit) {
            entries.next();
            found.add(StateJson.read(entries.getValue(), LoggedEvent.class));
        }
        return found;
    }

    @Override
    public long firstEvent(String sessionId) {
        String first = commits.glance(() -> state.ceilingKey(Keys.event(sessionId, 0)));
        return first == null || !first.startsWith(Keys.events(sessionId)) ? 0 : Keys.seq(first);
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

    /** Drops the events up to a number, or so many of them that others need not wait long. */
    private void dropEvents(String sessionId, long upTo) {
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

    /** The newest first; one more than asked for tells whether there is another page. */
    private Page page(@Nullable Boolean ended, int limit, String from) {
        Iterator<String> keys = state.keyIteratorReverse(from);
        List<Session> page = new ArrayList<>();
        while (keys.hasNext() && page.size() <= limit) {
            String key = keys.next();
            if (!key.startsWith(Keys.times(ended))) {
                break;
            }
            if (!key.equals(from)) {
                Optional.ofNullable(state.get(key))
                        .flatMap(this::read)
                        // It may have ended since it was listed.
                        .filter(session -> ended == null || ended == session.ended())
                        .ifPresent(page::add);
            }
        }
        return page.size() <= limit
                ? new Page(page, null)
                : new Page(page.subList(0, limit), PageCursor.behind(page.get(limit - 1)));
    }

    /** As it is now, perhaps not committed yet. */
    private Optional<Session> read(String sessionId) {
        return Optional.ofNullable(state.get(Keys.session(sessionId))).map(json -> StateJson.read(json, Session.class));
    }

    /** Lists what is there already, in a file from before there were these lists. */
    private void listAll() {
        startingWith(Keys.SESSIONS, json -> {
            Session session = StateJson.read(json, Session.class);
            Session created = Session.created(session.id(), session.name(), session.createdAt());
            lists.add(created);
            lists.update(created, session);
        });
        Prefix.forEach(
                state,
                Keys.GRANTS,
                (key, json) -> grants.list(key.substring(Keys.GRANTS.length()), StateJson.read(json, Grant.class)));
    }

    private List<LoggedEvent> number(Session before, Cause cause, List<SessionEvent> happened) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant at = Optional.ofNullable(state.get(Keys.event(before.id(), before.seq())))
                .map(json -> StateJson.read(json, LoggedEvent.class).at())
                .filter(last -> last.isAfter(now))
                .orElse(now);
        List<LoggedEvent> logged = new ArrayList<>(happened.size());
        for (SessionEvent event : happened) {
            logged.add(new LoggedEvent(before.id(), before.seq() + logged.size() + 1, at, cause, event));
        }
        return logged;
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

    private static void tell(Subscriber subscriber, LoggedEvent event) {
        try {
            subscriber.happened(event);
        } catch (RuntimeException e) {
            // What is committed has happened, and the others are to know.
            LOG.error("a subscriber failed at an event", e);
        }
    }
}
