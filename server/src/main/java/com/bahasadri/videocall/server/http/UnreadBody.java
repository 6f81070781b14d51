package com.bahasadri.videocall.server.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ConnectionProbe;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * What becomes of a body whose request was answered before it was read: the answer says {@code Connection: close}, and
 * what still arrives is read and thrown away, for a client that is reset while it sends may never see the answer.
 * Grizzly does that by itself, without a thread and without an end; here it ends. Safe for use by many threads.
 *
 * @param silence how long nothing may arrive
 * @param patience how long something may arrive
 * @param most how many bytes may arrive
 */
public record UnreadBody(Duration silence, Duration patience, long most) {
    /** Requires the times. */
    public UnreadBody {
        requireNonNull(silence, "silence is null");
        requireNonNull(patience, "patience is null");
    }

    /**
     * Bounds as they are in earnest: 30 seconds of silence, 5 minutes in all, 1 GiB.
     *
     * @return the bounds
     */
    public static UnreadBody standard() {
        return new UnreadBody(Duration.ofSeconds(30), Duration.ofMinutes(5), 1L << 30);
    }

    /**
     * Lets an answer tell that the connection ends, should the body not have been read by then.
     *
     * @param request the request
     * @param response its answer, before it is sent
     */
    public void announce(Request request, Response response) {
        response.getOutputBuffer().registerLifeCycleListener(() -> {
            if (request.getRequest().isExpectContent() && !request.getRequest().isUpgrade()) {
                response.setHeader("Connection", "close");
            }
        });
    }

    /**
     * Bounds what still arrives of a body.
     *
     * @param request the request, answered
     */
    public void bound(Request request) {
        if (!request.getRequest().isExpectContent() || request.getRequest().isUpgrade()) {
            return;
        }
        Connection<?> connection = request.getRequest().getConnection();
        Arrivals arrivals = new Arrivals();
        connection.getMonitoringConfig().addProbes(arrivals);
        await(connection, arrivals, System.nanoTime() + patience.toNanos());
    }

    private void await(Connection<?> connection, Arrivals arrivals, long latest) {
        CompletableFuture.delayedExecutor(silence.toNanos(), TimeUnit.NANOSECONDS)
                .execute(() -> {
                    if (!connection.isOpen()) {
                        return;
                    }
                    if (arrivals.any.getAndSet(false) && System.nanoTime() < latest) {
                        await(connection, arrivals, latest);
                    } else {
                        connection.closeSilently();
                    }
                });
    }

    /** Counts what arrives. */
    private final class Arrivals extends ConnectionProbe.Adapter {
        private final AtomicLong bytes = new AtomicLong();
        private final AtomicBoolean any = new AtomicBoolean();

        @Override
        @SuppressWarnings("rawtypes")
        public void onReadEvent(Connection connection, Buffer data, int size) {
            any.set(true);
            if (bytes.addAndGet(size) > most) {
                connection.closeSilently();
            }
        }
    }
}
