package com.bahasadri.videocall.server.adapter.redis;

import com.bahasadri.videocall.server.adapter.state.StateJson;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.log.Unexpected;
import com.bahasadri.videocall.server.port.StateStore.Subscriber;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.netty.channel.ChannelException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what any server commits, on a thread of its own, and tells each event once, each session's in order. Every
 * commit with events has the next number in one stream, so that what was missed while the connection was cut is known
 * and read: from the stream or, where it was cut for so long that the stream has it no more, from the sessions' logs.
 */
final class Feed implements AutoCloseable {
    /** How many commits the stream keeps at least. */
    static final int KEPT = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    /** Less than the silence after which a connection is given up. */
    private static final Duration BLOCK = Duration.ofSeconds(1);

    private static final Duration ANSWER = Duration.ofSeconds(4);
    private static final Duration RETRY = Duration.ofMillis(50);
    private static final int BATCH = 200;

    private final Redis redis;
    private final Logs logs;
    private final StatefulRedisConnection<String, String> connection;
    private final Subscriber subscriber;
    private final Thread thread = new Thread(this::follow, "redis-feed");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private Map<String, String> lastTold = Map.of();
    private long told;
    private volatile boolean reconnected;
    private volatile boolean closed;

    /**
     * Starts with what is committed from now on.
     *
     * @param redis where
     * @param subscriber who is told
     */
    Feed(Redis redis, Subscriber subscriber) {
        this.redis = redis;
        this.logs = new Logs(redis);
        this.subscriber = subscriber;
        this.told = last();
        this.connection = redis.connectBlocking(ANSWER);
        connection.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress address) {
                reconnected = true;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until a commit was told, but not for longer than that. */
    void awaitTold(long number, Duration patience) {
        if (Thread.currentThread() == thread) {
            return;
        }
        long left = patience.toNanos();
        lock.lock();
        try {
            while (told < number && left > 0 && !closed) {
                left = advanced.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed = true;
        connection.close();
        thread.interrupt();
    }

    private void follow() {
        while (!closed) {
            try {
                if (reconnected) {
                    reconnected = false;
                    resume();
                }
                read();
            } catch (RedisException | ChannelException | ServiceException e) {
                LOG.debug("the feed is interrupted", e);
                pause();
            } catch (Throwable e) {
                // Without it no socket of this server would hear of anything any more.
                Unexpected.log(LOG, "the feed failed", e);
                pause();
            }
        }
    }

    @SuppressWarnings("unchecked") // One offset becomes an array of them.
    private void read() {
        List<StreamMessage<String, String>> commits = connection
                .sync()
                .xread(XReadArgs.Builder.block(BLOCK).count(BATCH), StreamOffset.from(Keys.FEED, told + "-0"));
        if (reconnected) {
            // To another state, perhaps, where these numbers mean something else.
            return;
        }
        for (StreamMessage<String, String> commit : commits) {
            long number = number(commit.getId());
            if (number > told + 1) {
                catchUp(number);
            }
            String events = commit.getBody().get("events");
            for (LoggedEvent event : StateJson.read(events, LoggedEvent[].class)) {
                subscriber.happened(event);
            }
            lastTold = commit.getBody();
            advance(number);
        }
    }

    /** Tells what came before a commit from the sessions' logs, for the stream has it no more. */
    private void catchUp(long before) {
        LOG.info("the commits from {} to {} are read from the logs", told + 1, before - 1);
        List<String> changed = redis.ask(commands ->
                commands.zrangebyscore(Keys.CHANGED, Range.from(Boundary.excluding(told), Boundary.unbounded())));
        for (String sessionId : changed) {
            if (logs.lost(sessionId, told)) {
                LOG.warn("more was missed of a session than its log keeps");
                subscriber.rewound();
            }
            logs.read(sessionId, 0, Integer.MAX_VALUE, entry -> {
                if (entry.number() > told && entry.number() < before) {
                    subscriber.happened(entry.event());
                }
            });
        }
        advance(before - 1);
    }

    /** Goes on where it was, unless Redis came back as it was before: then from there, and says so. */
    private void resume() {
        long last = last();
        List<StreamMessage<String, String>> same =
                redis.ask(commands -> commands.xrange(Keys.FEED, Range.create(told + "-0", told + "-0")));
        boolean another =
                !lastTold.isEmpty() && !same.isEmpty() && !same.get(0).getBody().equals(lastTold);
        if (last < told || another) {
            LOG.warn("Redis has lost commits that were told: from {} it went back to {}", told, last);
            lastTold = Map.of();
            advance(last);
            subscriber.rewound();
        }
    }

    private long last() {
        String number = redis.ask(commands -> commands.get(Keys.FEED_LAST));
        return number == null ? 0 : Long.parseLong(number);
    }

    private void advance(long number) {
        lock.lock();
        try {
            told = number;
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The number that the id of a stream's entry starts with. */
    static long number(String id) {
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            // Closed: the loop looks.
            LOG.debug("interrupted", e);
        }
    }
}
