package com.bahasadri.videocall.server.adapter.redis;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.adapter.state.Numbering;
import com.bahasadri.videocall.server.adapter.state.PageCursor;
import com.bahasadri.videocall.server.adapter.state.StateJson;
import com.bahasadri.videocall.server.adapter.state.Subscribers;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.file.NotedFile;
import com.bahasadri.videocall.server.domain.session.Change;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.port.StateStore;
import io.lettuce.core.KeyValue;
import io.lettuce.core.SetArgs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * State in one {@link Redis}, shared with other servers. A change is decided on what was read, and committed by a script
 * unless another server was faster; then it is decided anew. Subscribers on every server are told from one feed, and a
 * change returns once this server's are. Events carry this server's time, but never an earlier one than the event before.
 *
 * <p>A change that fails with {@link ErrorCode#UNAVAILABLE} may have been made all the same, if Redis was lost in that
 * moment: it is not repeated by itself, and repeating it decides on the state that there is.
 */
public final class RedisStateStore implements StateStore {
    /** How long a change waits for its own events to be told here. */
    private static final Duration TELLING = Duration.ofMillis(500);

    private final Redis redis;
    private final Clock clock;
    private final Numbering numbering;
    private final Logs logs;
    private final Commits commits;
    private final Feed feed;
    private final Subscribers subscribers = new Subscribers();

    /**
     * Keeps state in a Redis, and 10,000 events of each session.
     *
     * @param redis where; closed by its owner
     * @param clock tells the time of each event
     */
    public RedisStateStore(Redis redis, Clock clock) {
        this(redis, clock, EVENTS_KEPT);
    }

    /**
     * Keeps state in a Redis.
     *
     * @param redis where; closed by its owner
     * @param clock tells the time of each event
     * @param eventLimit how many events of each session are kept, from 1
     */
    public RedisStateStore(Redis redis, Clock clock, int eventLimit) {
        this.redis = requireNonNull(redis, "redis is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.numbering = new Numbering(clock);
        this.logs = new Logs(redis);
        this.commits = new Commits(redis, eventLimit);
        this.feed = new Feed(redis, subscribers);
    }

    @Override
    public void requireUsable() {
        // It comes back by itself, as soon as Redis does.
    }

    @Override
    public void create(Session session) {
        commits.create(session);
    }

    @Override
    public Optional<Session> find(String sessionId) {
        return Optional.ofNullable(redis.ask(commands -> commands.hget(Keys.session(sessionId), "state")))
                .map(json -> StateJson.read(json, Session.class));
    }

    @Override
    public Page list(@Nullable Boolean ended, int limit, @Nullable String cursor) {
        String index = ended == null ? Keys.ALL : ended ? Keys.ENDED : Keys.ACTIVE;
        String from = cursor == null ? "+" : "(" + PageCursor.decode(cursor);
        // One more than asked for tells whether there is another page.
        List<String> states =
                redis.run(Script.LIST, List.of(index), List.of(from, String.valueOf(limit + 1L), Keys.SESSION));
        List<Session> page = states.stream()
                .limit(limit)
                .map(json -> StateJson.read(json, Session.class))
                .toList();
        return new Page(page, states.size() > limit ? PageCursor.behind(page.get(limit - 1)) : null);
    }

    @Override
    public Session change(String sessionId, Cause cause, Function<Session, Change> decision) {
        return commits.change(
                sessionId,
                stored -> {
                    Session before = stored.session();
                    Change change = decision.apply(before);
                    if (change.events().isEmpty() && change.session().equals(before)) {
                        return Optional.empty();
                    }
                    return Optional.of(numbering.number(before, stored.lastEventAt(), cause, change));
                },
                number -> feed.awaitTold(number, TELLING));
    }

    @Override
    public void forEachLive(BiConsumer<String, String> live) {
        forEach(Keys.LIVE, session -> session.participants().keySet().forEach(who -> live.accept(session.id(), who)));
    }

    @Override
    public void forEachCommanded(Consumer<String> sessionId) {
        redis.ask(commands -> commands.smembers(Keys.COMMANDED)).forEach(sessionId);
    }

    @Override
    public void forEachDoubtful(Consumer<String> sessionId) {
        redis.ask(commands -> commands.smembers(Keys.DOUBTFUL)).forEach(sessionId);
    }

    @Override
    public List<LoggedEvent> events(String sessionId, long after, int limit) {
        List<LoggedEvent> found = new ArrayList<>();
        logs.read(sessionId, Math.max(0, after), limit, entry -> found.add(entry.event()));
        return found;
    }

    @Override
    public long firstEvent(String sessionId) {
        return logs.first(sessionId);
    }

    @Override
    public void subscribe(Subscriber subscriber) {
        subscribers.add(subscriber);
    }

    @Override
    public void grant(String digest, Grant grant, @Nullable String customId) {
        long remains = Math.max(
                1,
                Duration.between(clock.instant(), grant.expiresAt())
                        .plus(Grant.KNOWN_AFTER_EXPIRY)
                        .toMillis());
        if (customId != null) {
            redis.ask(commands -> commands.set(
                    Keys.customId(grant.sessionId(), customId), grant.participantId(), SetArgs.Builder.px(remains)));
        }
        redis.run(
                Script.GRANT,
                List.of(Keys.grant(digest), Keys.grantsOf(grant.sessionId(), grant.participantId())),
                List.of(StateJson.write(grant), digest, String.valueOf(remains)));
    }

    @Override
    public Optional<Grant> grant(String digest) {
        List<KeyValue<String, String>> found =
                redis.ask(commands -> commands.hmget(Keys.grant(digest), "grant", "revoked"));
        if (!found.get(0).hasValue()) {
            return Optional.empty();
        }
        Grant grant = StateJson.read(found.get(0).getValue(), Grant.class);
        return Optional.of(found.get(1).getValueOrElse("0").equals("1") ? grant.revoke() : grant);
    }

    @Override
    public Optional<String> participant(String sessionId, String customId) {
        return Optional.ofNullable(redis.ask(commands -> commands.get(Keys.customId(sessionId, customId))));
    }

    @Override
    public boolean granted(String sessionId, String participantId) {
        return redis.<Long>ask(commands -> commands.exists(Keys.grantsOf(sessionId, participantId))) > 0;
    }

    @Override
    public boolean revoke(String sessionId, String participantId) {
        long digests =
                redis.<Long>run(Script.REVOKE, List.of(Keys.grantsOf(sessionId, participantId)), List.of(Keys.GRANT));
        return digests > 0;
    }

    @Override
    public void forEachWithFiles(Consumer<Session> session) {
        forEach(Keys.WITH_FILES, session);
    }

    @Override
    public void noteFile(NotedFile note) {
        redis.ask(commands -> commands.hset(Keys.FILE_NOTES, note.fileId(), StateJson.write(note)));
    }

    @Override
    public void forgetFile(String fileId) {
        redis.ask(commands -> commands.hdel(Keys.FILE_NOTES, fileId));
    }

    @Override
    public List<NotedFile> notedFiles() {
        return redis.ask(commands -> commands.hvals(Keys.FILE_NOTES)).stream()
                .map(json -> StateJson.read(json, NotedFile.class))
                .toList();
    }

    @Override
    public String keep(String name, String value) {
        redis.ask(commands -> commands.hsetnx(Keys.KEPT, name, value));
        return requireNonNull(redis.ask(commands -> commands.hget(Keys.KEPT, name)), "a kept value is missing");
    }

    @Override
    public void close() {
        feed.close();
        subscribers.clear();
    }

    private void forEach(String index, Consumer<Session> session) {
        redis.ask(commands -> commands.smembers(index)).forEach(id -> find(id).ifPresent(session));
    }
}
