package com.bahasadri.videocall.server.adapter.redis;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.adapter.state.Commit;
import com.bahasadri.videocall.server.adapter.state.PageCursor;
import com.bahasadri.videocall.server.adapter.state.StateJson;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.session.SessionLocks;
import io.lettuce.core.KeyValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Writes sessions with their events. Each commit has an id under which Redis notes for a minute that it was made: where
 * the connection was cut before the answer came, sending it again finds out. Safe for use by many threads.
 */
final class Commits {
    private static final Duration MARK = Duration.ofMinutes(1);
    /** How long to try while other servers, or other threads of this one, are faster. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Redis redis;
    private final int eventLimit;
    /** So that this server's threads wait for each other instead of deciding in vain. */
    private final SessionLocks locks = new SessionLocks();

    Commits(Redis redis, int eventLimit) {
        this.redis = redis;
        this.eventLimit = eventLimit;
    }

    /** Adds a session, unless it is there. */
    void create(Session session) {
        commit("", 0, Instant.EPOCH, new Commit(session, List.of()));
    }

    /**
     * Changes a session.
     *
     * @param decision makes what to commit of what there is, or nothing where nothing changes
     * @param committed is told the number of the commit in the feed, if it has one
     * @return the state after it
     */
    Session change(String sessionId, Function<Stored, Optional<Commit>> decision, LongConsumer committed) {
        ReentrantLock lock = locks.of(sessionId);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        acquire(lock, deadline);
        try {
            Stored before = read(sessionId);
            for (int attempt = 0; ; attempt++) {
                Optional<Commit> decided = decision.apply(before);
                if (decided.isEmpty()) {
                    return before.session();
                }
                List<String> answer = commit(
                        String.valueOf(before.version()), before.version() + 1, before.lastEventAt(), decided.get());
                if (answer.size() == 1) {
                    committed.accept(Long.parseLong(answer.get(0)));
                    return decided.get().session();
                }
                backOff(attempt, deadline);
                before = Stored.of(answer);
            }
        } finally {
            lock.unlock();
        }
    }

    private Stored read(String sessionId) {
        List<KeyValue<String, String>> found =
                redis.ask(commands -> commands.hmget(Keys.session(sessionId), "state", "version", "at"));
        if (!found.get(0).hasValue()) {
            throw new ServiceException(ErrorCode.SESSION_NOT_FOUND, "No such session");
        }
        return Stored.of(found.stream().map(KeyValue::getValue).toList());
    }

    /** Commits, and answers the number in the feed alone, or what there is where it is out of date. */
    private List<String> commit(String version, long next, Instant lastEventAt, Commit commit) {
        Session session = commit.session();
        List<LoggedEvent> events = commit.events();
        Instant at =
                events.isEmpty() ? lastEventAt : events.get(events.size() - 1).at();
        List<String> keys = List.of(
                Keys.session(session.id()),
                Keys.events(session.id()),
                Keys.mark(UUID.randomUUID().toString()),
                Keys.FEED,
                Keys.FEED_LAST,
                Keys.CHANGED,
                Keys.ALL,
                Keys.ACTIVE,
                Keys.ENDED,
                Keys.LIVE,
                Keys.WITH_FILES,
                Keys.COMMANDED,
                Keys.DOUBTFUL,
                Keys.sockets(session.id()));
        List<String> arguments = new ArrayList<>(List.of(
                version,
                String.valueOf(next),
                StateJson.write(session),
                session.id(),
                PageCursor.place(session),
                flag(session.ended()),
                flag(!session.participants().isEmpty()),
                flag(!session.files().isEmpty()),
                flag(!session.commands().isEmpty()),
                flag(session.doubtful()),
                String.valueOf(at.toEpochMilli()),
                String.valueOf(Feed.KEPT),
                String.valueOf(MARK.toMillis()),
                String.valueOf(session.seq() - events.size() + 1),
                String.valueOf(eventLimit)));
        events.forEach(event -> arguments.add(StateJson.write(event)));
        return redis.run(Script.COMMIT, keys, arguments);
    }

    /** Takes the lock; while Redis answers nothing, who waits gives up as soon as a call would. */
    private void acquire(ReentrantLock lock, long deadline) {
        try {
            while (!lock.tryLock(Redis.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!redis.answering() || System.nanoTime() > deadline) {
                    throw busy();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static void backOff(int attempt, long deadline) {
        long most = Math.min(50, 2L << Math.min(attempt, 5));
        long nanos = ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(most)) + 1;
        if (System.nanoTime() + nanos > deadline) {
            throw busy();
        }
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
    }

    private static ServiceException busy() {
        return new ServiceException(ErrorCode.UNAVAILABLE, "Too much happens in the session at once");
    }

    private static String flag(boolean set) {
        return set ? "1" : "0";
    }

    /**
     * A session as it is kept.
     *
     * @param session its state
     * @param version counts its commits
     * @param lastEventAt the time of its last event; 1970 before the first
     */
    record Stored(Session session, long version, Instant lastEventAt) {
        Stored {
            requireNonNull(session, "session is null");
            requireNonNull(lastEventAt, "lastEventAt is null");
        }

        /** Reads state, version and time, as texts. */
        static Stored of(List<String> kept) {
            return new Stored(
                    StateJson.read(kept.get(0), Session.class),
                    Long.parseLong(kept.get(1)),
                    Instant.ofEpochMilli(Long.parseLong(kept.get(2))));
        }
    }
}
