package com.bahasadri.videocall.server.testing;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong at a server, by order: answers that are slow, refusals, connections that end. Faults for "the next"
 * requests are met in the order in which they were asked for, by requests as they arrive; simulated participants and
 * other WebSockets meet only {@link #dropConnections}. Safe for use by many threads.
 *
 * <pre>{@code
 * server.faults().dropNext(1);
 *
 * assertThat(client.sessions().get(sessionId).sessionId()).isEqualTo(sessionId);
 * }</pre>
 */
public final class Faults {
    private static final Map<Integer, ErrorCode> CODES = Map.of(
            429, ErrorCode.RATE_LIMITED,
            500, ErrorCode.INTERNAL_ERROR,
            503, ErrorCode.UNAVAILABLE);

    private final Queue<Fault> next = new ArrayDeque<>();
    private final Set<Connection<?>> connections = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;

    Faults() {}

    /**
     * Has every request wait before it is looked at, from now on.
     *
     * @param delay how long; zero, as at the start, for not at all
     * @return these faults
     * @throws IllegalArgumentException if the delay is negative
     */
    public Faults delay(Duration delay) {
        if (requireNonNull(delay, "delay is null").isNegative()) {
            throw new IllegalArgumentException("delay is " + delay + ", less than 0");
        }
        this.delay = delay;
        return this;
    }

    /**
     * Refuses the next requests, without acting on them.
     *
     * @param count how many, from 1
     * @param status 429, 500 or 503
     * @return these faults
     * @throws IllegalArgumentException if the count or the status is another
     */
    public Faults refuseNext(int count, int status) {
        return refuseNext(count, status, null);
    }

    /**
     * The same, telling when to come again.
     *
     * @param count how many, from 1
     * @param status 429, 500 or 503
     * @param retryAfter after how long to come again, sent in whole seconds; null for 1 second with 429, 5 seconds with 503, and
     *     nothing with 500
     * @return these faults
     * @throws IllegalArgumentException if the count or the status is another
     */
    public Faults refuseNext(int count, int status, @Nullable Duration retryAfter) {
        ErrorCode code = CODES.get(status);
        if (code == null) {
            throw new IllegalArgumentException("status is " + status + ", not 429, 500 or 503");
        }
        return add(
                count,
                new Refusal(new ServiceException(code, "A fault that a test asked for"), headers(code, retryAfter)));
    }

    /**
     * Ends the connection of the next requests, without acting on them.
     *
     * @param count how many, from 1
     * @return these faults
     * @throws IllegalArgumentException if the count is less than 1
     */
    public Faults dropNext(int count) {
        return add(count, new Drop());
    }

    /**
     * Acts on the next requests, and ends their connection in place of the answer.
     *
     * @param count how many, from 1
     * @return these faults
     * @throws IllegalArgumentException if the count is less than 1
     */
    public Faults loseNextAnswers(int count) {
        return add(count, new LostAnswer());
    }

    /** Ends every open connection at once, those of requests, event streams and WebSockets, as a failing network does. */
    public void dropConnections() {
        connections.forEach(Connection::terminateSilently);
    }

    /** Forgets all that was asked for and has not happened. */
    public synchronized void clear() {
        next.clear();
        delay = Duration.ZERO;
    }

    private static Map<String, String> headers(ErrorCode code, @Nullable Duration retryAfter) {
        if (code == ErrorCode.RATE_LIMITED) {
            long seconds = retryAfter == null ? 1 : retryAfter.toSeconds();
            return Map.of(
                    "Retry-After", Long.toString(seconds),
                    "RateLimit", "\"fault\";r=0;t=" + seconds,
                    "RateLimit-Policy", "\"fault\";q=1;w=" + Math.max(1, seconds));
        }
        return retryAfter == null ? Map.of() : Map.of("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    private synchronized Faults add(int count, Fault fault) {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + ", less than 1");
        }
        for (int i = 0; i < count; i++) {
            next.add(fault);
        }
        return this;
    }

    synchronized @Nullable Fault take() {
        return next.poll();
    }

    Duration delay() {
        return delay;
    }

    /** Has the faults happen at a listener. */
    AddOn addOn() {
        return (listener, chain) ->
                chain.add(chain.indexOfType(HttpServerFilter.class), new FaultFilter(this, connections));
    }

    /** What becomes of one request. */
    sealed interface Fault {}

    /**
     * It is refused.
     *
     * @param refusal as what
     * @param headers what else the answer says
     */
    record Refusal(ServiceException refusal, Map<String, String> headers) implements Fault {}

    /** Its connection ends. */
    record Drop() implements Fault {}

    /** Its connection ends once it was acted on. */
    record LostAnswer() implements Fault {}
}
