package com.bahasadri.videocall.server.adapter.embedded;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.session.Change;
import com.bahasadri.videocall.server.domain.session.Session;
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
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * State in one {@link MVStore}, a file or memory. A change of a session is made under the session's lock and
 * committed before its subscribers are told.
 */
public final class EmbeddedStateStore implements StateStore {
    private static final int LOCKS = 256;

    private final GroupCommit commits;
    private final Clock clock;
    private final MVMap<String, String> sessions;
    private final MVMap<String, String> sessionIdsByTime;
    private final MVMap<String, String> events;
    private final MVMap<String, String> grants;
    private final MVMap<String, String> grantsByParticipant;
    private final ReentrantLock[] locks = Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);
    private final List<Consumer<LoggedEvent>> listeners = new CopyOnWriteArrayList<>();

    /**
     * Keeps state in an open store.
     *
     * @param file where; closed by its owner
     * @param clock tells the time of each event
     */
    public EmbeddedStateStore(MVStore file, Clock clock) {
        this.commits = new GroupCommit(file);
        this.clock = requireNonNull(clock, "clock is null");
        this.sessions = file.openMap("sessions");
        this.sessionIdsByTime = file.openMap("session-ids-by-time");
        this.events = file.openMap("events");
        this.grants = file.openMap("grants");
        this.grantsByParticipant = file.openMap("grants-by-participant");
    }

    @Override
    public void create(Session session) {
        locked(session.id(), () -> {
            commits.write(() -> {
                if (sessions.putIfAbsent(session.id(), StateJson.write(session)) == null) {
                    sessionIdsByTime.put(timeKey(session), session.id());
                }
            });
            return session;
        });
    }

    @Override
    public Optional<Session> find(String sessionId) {
        return Optional.ofNullable(sessions.get(sessionId)).map(json -> StateJson.read(json, Session.class));
    }

    @Override
    public Page list(@Nullable Boolean ended, int limit, @Nullable String cursor) {
        String from = cursor == null ? null : Cursor.decode(cursor);
        // Newest first; one more than asked for tells whether there is another page.
        Iterator<String> keys = sessionIdsByTime.keyIteratorReverse(from);
        List<Session> page = new ArrayList<>();
        String next = null;
        while (keys.hasNext() && next == null) {
            String key = keys.next();
            if (key.equals(from)) {
                continue;
            }
            Session session = find(requireNonNull(sessionIdsByTime.get(key))).orElseThrow();
            if (ended == null || ended == session.ended()) {
                if (page.size() == limit) {
                    next = Cursor.encode(timeKey(page.get(limit - 1)));
                } else {
                    page.add(session);
                }
            }
        }
        return new Page(page, next);
    }

    @Override
    public Session change(String sessionId, Function<Session, Change> decision) {
        return locked(sessionId, () -> {
            Session before = find(sessionId)
                    .orElseThrow(() -> new ServiceException(ErrorCode.SESSION_NOT_FOUND, "No such session"));
            Change change = decision.apply(before);
            if (change.events().isEmpty() && change.session().equals(before)) {
                return before;
            }
            List<LoggedEvent> logged = number(before, change.events());
            Session after = change.session().withSeq(before.seq() + logged.size());
            commits.write(() -> {
                logged.forEach(event -> events.put(eventKey(sessionId, event.seq()), StateJson.write(event)));
                sessions.put(sessionId, StateJson.write(after));
            });
            logged.forEach(event -> listeners.forEach(listener -> listener.accept(event)));
            return after;
        });
    }

    @Override
    public void forEachLive(BiConsumer<String, String> live) {
        sessions.values().stream()
                .map(json -> StateJson.read(json, Session.class))
                .forEach(session -> session.participants().keySet().forEach(who -> live.accept(session.id(), who)));
    }

    @Override
    public List<LoggedEvent> events(String sessionId, long after) {
        List<LoggedEvent> found = new ArrayList<>();
        String end = eventKey(sessionId, Long.MAX_VALUE);
        Iterator<String> keys = events.keyIterator(eventKey(sessionId, after + 1));
        while (keys.hasNext()) {
            String key = keys.next();
            if (key.compareTo(end) > 0) {
                break;
            }
            found.add(StateJson.read(requireNonNull(events.get(key)), LoggedEvent.class));
        }
        return found;
    }

    @Override
    public void subscribe(Consumer<LoggedEvent> listener) {
        listeners.add(listener);
    }

    @Override
    public void grant(String digest, Grant grant) {
        commits.write(() -> {
            grants.put(digest, StateJson.write(grant));
            grantsByParticipant.put(participantKey(grant.sessionId(), grant.participantId()) + digest, digest);
        });
    }

    @Override
    public Optional<Grant> grant(String digest) {
        return Optional.ofNullable(grants.get(digest)).map(json -> StateJson.read(json, Grant.class));
    }

    @Override
    public boolean revoke(String sessionId, String participantId) {
        String prefix = participantKey(sessionId, participantId);
        List<String> digests = new ArrayList<>();
        Iterator<String> keys = grantsByParticipant.keyIterator(prefix);
        for (String key = prefix; key.startsWith(prefix) && keys.hasNext(); ) {
            key = keys.next();
            if (key.startsWith(prefix)) {
                digests.add(key.substring(prefix.length()));
            }
        }
        if (!digests.isEmpty()) {
            commits.write(() -> digests.forEach(this::revoke));
        }
        return !digests.isEmpty();
    }

    @Override
    public void close() {
        listeners.clear();
    }

    private void revoke(String digest) {
        grants.computeIfPresent(
                digest, (same, json) -> StateJson.write(StateJson.read(json, Grant.class).revoke()));
    }

    private List<LoggedEvent> number(Session before, List<SessionEvent> happened) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<LoggedEvent> logged = new ArrayList<>(happened.size());
        for (SessionEvent event : happened) {
            logged.add(new LoggedEvent(before.id(), before.seq() + logged.size() + 1, now, event));
        }
        return logged;
    }

    private <T> T locked(String sessionId, Supplier<T> work) {
        ReentrantLock lock = locks[Math.floorMod(sessionId.hashCode(), LOCKS)];
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private static String timeKey(Session session) {
        return "%016x/%s".formatted(session.createdAt().toEpochMilli(), session.id());
    }

    private static String eventKey(String sessionId, long seq) {
        return "%s/%016x".formatted(sessionId, seq);
    }

    private static String participantKey(String sessionId, String participantId) {
        return sessionId + "/" + participantId + "/";
    }
}
