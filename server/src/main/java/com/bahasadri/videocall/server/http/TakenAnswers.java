package com.bahasadri.videocall.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;
import org.glassfish.grizzly.nio.NIOConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends each connection whose client takes nothing for a time although something waits for it. Grizzly closes no such
 * connection by itself: it waits until all is sent, and keeps what waits. Safe for use by many threads.
 */
final class TakenAnswers extends ConnectionProbe.Adapter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TakenAnswers.class);
    private static final int LOOKS = 6;

    private final Duration patience;
    private final Map<NIOConnection, Long> lastTakenNanos = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            new ScheduledThreadPoolExecutor(1, RequestThreads.daemons("taken-answers"));

    /** Looks from now on; ends a connection a sixth of the patience late at most. */
    TakenAnswers(Duration patience) {
        this.patience = patience;
        long pause = Math.max(1, patience.toMillis() / LOOKS);
        timer.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void onAcceptEvent(Connection server, Connection client) {
        lastTakenNanos.put((NIOConnection) client, System.nanoTime());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void onWriteEvent(Connection connection, Buffer data, long size) {
        if (size > 0) {
            taken((NIOConnection) connection);
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void onCloseEvent(Connection connection) {
        lastTakenNanos.remove(connection);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void taken(NIOConnection connection) {
        lastTakenNanos.replace(connection, System.nanoTime());
    }

    private void look() {
        lastTakenNanos.forEach((connection, last) -> {
            if (connection.getAsyncWriteQueue().isEmpty()) {
                taken(connection);
            } else if (System.nanoTime() - last > patience.toNanos()) {
                LOG.debug("a client takes nothing: its connection is ended");
                connection.terminateSilently();
            }
        });
    }
}
