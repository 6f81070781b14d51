package com.bahasadri.videocall.server.adapter.redis;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.adapter.redis.Message.Kind;
import com.bahasadri.videocall.server.adapter.state.StateJson;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.log.Unexpected;
import com.bahasadri.videocall.server.port.Neighbours;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers on one {@link Redis}. Each says every 2 seconds that it is alive, and is gone for the others once it has not
 * for 10. Who has whose socket is noted in Redis; messages go over its channels.
 */
public final class RedisNeighbours implements Neighbours {
    private static final Logger LOG = LoggerFactory.getLogger(RedisNeighbours.class);
    private static final String EVERYONE = "everyone";
    private static final Duration BEAT = Duration.ofSeconds(2);
    /** Longer than anyone waits for a page's confirmation. */
    private static final Duration QUESTION = Duration.ofSeconds(45);

    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final Duration NOTE = Duration.ofDays(30);

    private final Redis redis;
    private final Duration lease;
    private final String id = UUID.randomUUID().toString();
    private final Map<String, CompletableFuture<Boolean>> questions = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "redis-neighbours");
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable StatefulRedisPubSubConnection<String, String> messages;
    /** Of the timer's thread. */
    private final Set<String> alive = new HashSet<>();

    private long lastBeatNanos = System.nanoTime();
    private volatile boolean cutOff;

    /**
     * Meets the others in a Redis.
     *
     * @param redis where; closed by its owner
     */
    public RedisNeighbours(Redis redis) {
        this(redis, Duration.ofSeconds(10));
    }

    RedisNeighbours(Redis redis, Duration lease) {
        this.redis = requireNonNull(redis, "redis is null");
        this.lease = requireNonNull(lease, "lease is null");
    }

    @Override
    public void join(Here here) {
        StatefulRedisPubSubConnection<String, String> connection = redis.connectForMessages();
        messages = connection;
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String text) {
                take(here, text);
            }
        });
        connection.sync().subscribe(channel(id), channel(EVERYONE));
        connection.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress address) {
                cutOff = true;
            }
        });
        CompletableFuture.runAsync(() -> beat(here), timer).join();
        tell(EVERYONE, Message.aboutItself(Kind.JOINED, id));
        long pause = Math.min(BEAT.toMillis(), lease.toMillis() / 5);
        timer.scheduleWithFixedDelay(() -> beat(here), pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean took(Peer peer) {
        String older = take(peer, true);
        if (older.isEmpty()) {
            return false;
        }
        tell(older, Message.about(peer, Kind.REPLACED, id));
        return true;
    }

    @Override
    public void lost(Peer peer) {
        try {
            redis.run(Script.DROP, List.of(Keys.sockets(peer.sessionId())), List.of(peer.id(), id));
        } catch (ServiceException e) {
            LOG.debug("a lost socket is not noted", e);
        }
    }

    @Override
    public boolean have(Peer peer) {
        String holder = where(peer);
        return !holder.isEmpty() && !holder.equals(id);
    }

    @Override
    public Optional<CompletionStage<Boolean>> switchMicrophone(String sessionId, String participantId, Order order) {
        String holder = where(new Peer(sessionId, participantId));
        if (holder.isEmpty() || holder.equals(id)) {
            return Optional.empty();
        }
        String question = UUID.randomUUID().toString();
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        questions.put(question, answer);
        answer.orTimeout(QUESTION.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((is, failure) -> questions.remove(question));
        boolean heard =
                tell(holder, new Message(Kind.SWITCH, id, question, sessionId, participantId, order, null, null));
        if (!heard) {
            answer.cancel(false);
            return Optional.empty();
        }
        return Optional.of(answer);
    }

    @Override
    public void remove(String sessionId, String participantId, Cause cause) {
        tell(EVERYONE, new Message(Kind.REMOVE, id, null, sessionId, participantId, null, null, cause));
    }

    @Override
    public void close() {
        if (messages != null) {
            messages.close();
        }
        timer.shutdownNow();
        try {
            if (timer.awaitTermination(Redis.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                redis.ask(commands -> commands.zrem(Keys.SERVERS, id));
                tell(EVERYONE, Message.aboutItself(Kind.LEFT, id));
            }
        } catch (ServiceException e) {
            LOG.debug("the others find out by themselves", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat(Here here) {
        try {
            boolean slept = System.nanoTime() - lastBeatNanos > lease.toNanos();
            List<String> all = redis.run(
                    Script.BEAT,
                    List.of(Keys.SERVERS),
                    List.of(id, String.valueOf(lease.toMillis()), String.valueOf(FORGOTTEN.toMillis())));
            lastBeatNanos = System.nanoTime();
            if (cutOff || slept) {
                cutOff = false;
                comeBack(here);
            }
            Set<String> gone = new HashSet<>(alive);
            all.forEach(gone::remove);
            alive.clear();
            alive.addAll(all);
            if (!gone.isEmpty()) {
                LOG.info("servers are gone: {}", gone);
                here.bereft();
            }
        } catch (ServiceException e) {
            cutOff = true;
        } catch (Throwable e) {
            // Whatever left here would end all beats.
            cutOff = true;
            Unexpected.log(LOG, "cannot tell that this server is alive", e);
        }
    }

    /** Who took a peer meanwhile keeps it; who was told that nobody has it is told otherwise. */
    private void comeBack(Here here) {
        for (Peer peer : here.peers()) {
            if (!take(peer, false).isEmpty()) {
                here.replaced(peer);
            }
        }
        here.returned();
    }

    private String take(Peer peer, boolean newest) {
        return redis.run(
                Script.TAKE,
                List.of(Keys.sockets(peer.sessionId()), Keys.SERVERS),
                List.of(
                        peer.id(),
                        id,
                        String.valueOf(lease.toMillis()),
                        String.valueOf(NOTE.toMillis()),
                        newest ? "1" : "0"));
    }

    private String where(Peer peer) {
        return redis.run(
                Script.WHERE,
                List.of(Keys.sockets(peer.sessionId()), Keys.SERVERS),
                List.of(peer.id(), String.valueOf(lease.toMillis())));
    }

    private void take(Here here, String text) {
        try {
            Message message = StateJson.read(text, Message.class);
            if (!message.from().equals(id)) {
                act(here, message);
            }
        } catch (RuntimeException e) {
            LOG.error("cannot do what another server tells", e);
        }
    }

    private void act(Here here, Message message) {
        switch (message.kind()) {
            case SWITCH -> {
                CompletionStage<Boolean> switched = here.switchMicrophone(
                                message.sessionId(), message.peerId(), requireNonNull(message.order(), "order is null"))
                        .orElseGet(() -> CompletableFuture.failedFuture(new IllegalStateException("nobody is here")));
                switched.whenComplete((muted, failure) -> {
                    String answer = StateJson.write(message.answer(id, failure == null ? muted : null));
                    redis.send(commands -> commands.publish(channel(message.from()), answer));
                });
            }
            case SWITCHED -> settle(message, answer -> answer.complete(message.muted()));
            case NOT_SWITCHED ->
                settle(message, answer -> answer.completeExceptionally(new IllegalStateException("not switched")));
            case REMOVE ->
                here.remove(message.sessionId(), message.peerId(), requireNonNull(message.cause(), "cause is null"));
            // Known from now on, so that it is missed even if it is gone before the next beat.
            case JOINED -> timer.execute(() -> alive.add(message.from()));
            case LEFT -> timer.execute(() -> beat(here));
            case REPLACED -> timer.execute(() -> replaced(here, new Peer(message.sessionId(), message.peerId())));
        }
    }

    /** What is told may be old: the peer may be back here already. */
    private void replaced(Here here, Peer peer) {
        try {
            if (have(peer)) {
                here.replaced(peer);
            }
        } catch (ServiceException e) {
            cutOff = true;
        }
    }

    private void settle(Message answer, Consumer<CompletableFuture<Boolean>> how) {
        CompletableFuture<Boolean> question = answer.id() == null ? null : questions.get(answer.id());
        if (question != null) {
            how.accept(question);
        }
    }

    /** Tells a server something, and answers whether anybody heard it. */
    private boolean tell(String server, Message message) {
        return redis.once(commands -> commands.publish(channel(server), StateJson.write(message))) > 0;
    }

    private String channel(String server) {
        return Keys.channel(redis.database(), server);
    }
}
