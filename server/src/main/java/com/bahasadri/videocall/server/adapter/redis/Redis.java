package com.bahasadri.videocall.server.adapter.redis;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisReadOnlyException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Redis that all servers share. Whatever is asked of it is answered or fails with {@link ErrorCode#UNAVAILABLE} within
 * 0.8 seconds: a command has 0.5, and is repeated where the connection was cut, for what we ask may be repeated. A
 * connection that brings nothing for 3 seconds is given up, and made anew for as long as it takes. Safe for use by many
 * threads.
 */
public final class Redis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);
    /** How long whatever is asked takes at most. */
    static final Duration PATIENCE = Duration.ofMillis(800);

    private static final Duration COMMAND = Duration.ofMillis(500);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration PING = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final Duration RETRY_FIRST = Duration.ofMillis(20);
    private static final Duration RETRY_LAST = Duration.ofSeconds(1);

    private final ClientResources resources;
    private final RedisClient client;
    private final int database;
    private final StatefulRedisConnection<String, String> connection;
    /** Keep what is idle from being given up. */
    private final List<Runnable> pings = new CopyOnWriteArrayList<>();

    /** Whether it answered last; where it did not, nobody waits for it longer than one command takes. */
    private volatile boolean answering = true;

    private Redis(RedisURI uri) {
        resources = ClientResources.builder()
                .reconnectDelay(() -> Delay.exponential(RETRY_FIRST, RETRY_LAST, 2, TimeUnit.MILLISECONDS))
                .nettyCustomizer(new Watched())
                .build();
        client = RedisClient.create(resources, uri);
        database = uri.getDatabase();
        client.setOptions(ClientOptions.builder()
                // What cannot be sent now fails now: nobody is there to hear of it later.
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).build())
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .build());
        try {
            connection = FirstConnection.by(client::connect);
        } catch (RuntimeException e) {
            close(client, resources);
            throw new IllegalStateException("REDIS_URL: cannot reach " + uri.getHost() + ":" + uri.getPort(), e);
        }
        pings.add(() -> connection.async().ping());
        resources
                .eventExecutorGroup()
                .scheduleWithFixedDelay(this::ping, PING.toMillis(), PING.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Connects.
     *
     * @param url where Redis is, with scheme {@code redis} or {@code rediss}, and user, password and database if need be
     * @return the connected Redis
     * @throws IllegalStateException if it cannot be reached or does not let us in
     */
    public static Redis connect(URI url) {
        RedisURI uri = RedisURI.create(requireNonNull(url, "url is null"));
        uri.setTimeout(CONNECT);
        return new Redis(uri);
    }

    @Override
    public void close() {
        close(client, resources);
    }

    /** Asks for something, again and again where the connection is cut. */
    <T> T ask(Function<RedisAsyncCommands<String, String>, Future<T>> command) {
        return patiently(deadline -> await(command.apply(connection.async()), deadline));
    }

    /** Runs a script, again and again where the connection is cut. */
    <T> T run(Script script, List<String> keys, List<String> arguments) {
        String[] keyArray = keys.toArray(String[]::new);
        String[] argumentArray = arguments.toArray(String[]::new);
        return patiently(deadline -> {
            RedisAsyncCommands<String, String> commands = connection.async();
            try {
                return await(commands.evalsha(script.digest(), script.output(), keyArray, argumentArray), deadline);
            } catch (RedisNoScriptException e) {
                return await(commands.eval(script.text(), script.output(), keyArray, argumentArray), deadline);
            }
        });
    }

    /** Does something that uses Redis, again and again where the connection is cut, for it may be repeated. */
    <T> T patiently(Attempt<T> attempt) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                T done = attempt.make(deadline);
                answers();
                return done;
            } catch (RedisCommandExecutionException e) {
                boolean passing = e instanceof RedisLoadingException || e instanceof RedisReadOnlyException;
                if (!passing || !waitForNextTry(deadline)) {
                    LOG.error("Redis refuses a command: {}", e.getMessage());
                    throw unavailable(e);
                }
            } catch (RedisException | ChannelException e) {
                if (!answering || !waitForNextTry(deadline)) {
                    fails(e);
                    throw unavailable(e);
                }
            }
        }
    }

    /** Whether it answered last. */
    boolean answering() {
        return answering;
    }

    /** Asks for something that must not be done twice. */
    <T> T once(Function<RedisAsyncCommands<String, String>, Future<T>> command) {
        try {
            return await(command.apply(connection.async()), System.nanoTime() + COMMAND.toNanos());
        } catch (RedisException | ChannelException e) {
            throw unavailable(e);
        }
    }

    /** Sends something that may be lost, and waits for nothing. */
    void send(Function<RedisAsyncCommands<String, String>, Future<?>> command) {
        try {
            command.apply(connection.async());
        } catch (RedisException e) {
            LOG.debug("not sent", e);
        }
    }

    /** The number of the database. */
    int database() {
        return database;
    }

    /** Opens a connection for commands that keep others waiting; it must not be idle. */
    StatefulRedisConnection<String, String> connectBlocking(Duration timeout) {
        StatefulRedisConnection<String, String> another = client.connect();
        another.setTimeout(timeout);
        return another;
    }

    /** Opens a connection for values of another kind. */
    <V> StatefulRedisConnection<String, V> connect(RedisCodec<String, V> codec) {
        StatefulRedisConnection<String, V> another = client.connect(codec);
        pings.add(() -> another.async().ping());
        return another;
    }

    /** Opens a connection for messages. */
    StatefulRedisPubSubConnection<String, String> connectForMessages() {
        StatefulRedisPubSubConnection<String, String> another = client.connectPubSub();
        pings.add(() -> another.async().ping());
        return another;
    }

    static ServiceException unavailable(Throwable cause) {
        return new ServiceException(ErrorCode.UNAVAILABLE, "The shared state does not answer", cause);
    }

    private void answers() {
        if (!answering) {
            answering = true;
            LOG.info("Redis answers again");
        }
    }

    private void fails(RuntimeException failure) {
        if (answering) {
            answering = false;
            LOG.warn("Redis does not answer: {}", failure.getMessage());
        }
    }

    private void ping() {
        for (Runnable ping : pings) {
            try {
                ping.run();
            } catch (RuntimeException e) {
                // Not connected: the next ping comes soon.
                LOG.debug("cannot ping", e);
            }
        }
    }

    private static <T> T await(Future<T> answer, long deadline) {
        try {
            long left = Math.max(0, deadline - System.nanoTime());
            return answer.get(Math.min(left, COMMAND.toNanos()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RedisException failure ? failure : new RedisException(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new RedisException("no answer in time", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    private static boolean waitForNextTry(long deadline) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, RETRY_FIRST.toNanos()));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void close(RedisClient client, ClientResources resources) {
        client.shutdown(Duration.ZERO, SILENCE);
        resources.shutdown(0, SILENCE.toMillis(), TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    /**
     * Something that uses Redis.
     *
     * @param <T> what it answers
     */
    interface Attempt<T> {
        /** Makes it, in the {@link System#nanoTime} that is left. */
        T make(long deadline);
    }

    /** Gives a connection up that is open as far as we know, but brings nothing any more. */
    private static final class Watched implements NettyCustomizer {
        @Override
        public void afterChannelInitialized(Channel channel) {
            channel.pipeline().addFirst(new ReadTimeoutHandler(SILENCE.toMillis(), TimeUnit.MILLISECONDS));
        }
    }
}
