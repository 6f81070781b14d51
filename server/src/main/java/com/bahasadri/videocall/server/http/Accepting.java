package com.bahasadri.videocall.server.http;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Context;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.IOEventLifeCycleListener;
import org.glassfish.grizzly.IOStrategy;
import org.glassfish.grizzly.Transport;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles each event on the selector's thread, and where a connection cannot be accepted, as without a free file descriptor,
 * says so at most every 10 seconds and tries again after 200 milliseconds. Grizzly says nothing, and tries without a pause.
 * Safe for use by many threads.
 */
@SuppressWarnings("rawtypes") // As Grizzly has it.
final class Accepting implements IOStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(Accepting.class);
    private static final long PAUSE_MILLIS = 200;
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final SameThreadIOStrategy sameThread = SameThreadIOStrategy.getInstance();
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    @Override
    public boolean executeIoEvent(Connection connection, IOEvent event) throws IOException {
        return executeIoEvent(connection, event, true);
    }

    @Override
    public boolean executeIoEvent(Connection connection, IOEvent event, boolean enabled) throws IOException {
        if (event != IOEvent.SERVER_ACCEPT) {
            return sameThread.executeIoEvent(connection, event, enabled);
        }
        connection.getTransport().fireIOEvent(event, connection, new IOEventLifeCycleListener.Adapter() {
            @Override
            public void onError(Context context, Object reason) throws IOException {
                pause(connection, reason);
            }
        });
        return true;
    }

    @Override
    public @Nullable Executor getThreadPoolFor(Connection connection, IOEvent event) {
        return sameThread.getThreadPoolFor(connection, event);
    }

    @Override
    public @Nullable ThreadPoolConfig createDefaultWorkerPoolConfig(Transport transport) {
        return sameThread.createDefaultWorkerPoolConfig(transport);
    }

    private void pause(Connection server, Object reason) throws IOException {
        if (!server.isOpen()) {
            return;
        }
        long now = System.nanoTime();
        long until = quietUntil.get();
        if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS)) {
            LOG.warn("no connection can be accepted: {}", String.valueOf(reason));
        }
        server.disableIOEvent(IOEvent.SERVER_ACCEPT);
        CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS).execute(() -> {
            try {
                server.enableIOEvent(IOEvent.SERVER_ACCEPT);
            } catch (IOException e) {
                LOG.debug("closed meanwhile", e);
            }
        });
    }
}
