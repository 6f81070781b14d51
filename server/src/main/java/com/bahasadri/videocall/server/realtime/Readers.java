package com.bahasadri.videocall.server.realtime;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.http.RequestThreads;
import com.bahasadri.videocall.server.http.StreamedAnswer;
import com.bahasadri.videocall.server.log.Unexpected;
import com.bahasadri.videocall.server.resource.EventStreams;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.glassfish.grizzly.http.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All streams of events of this server, by session. Safe for use by many threads. */
final class Readers implements EventStreams, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);
    private static final int MOST = 5_000;
    private static final Duration BEAT = Duration.ofSeconds(5);
    private static final Duration STOPPING = Duration.ofSeconds(1);

    private final CatchUp catchUp;
    private final MessageJson json;
    private final Clock clock;
    private final SendBudget budget;
    private final Map<String, Set<Reader>> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean closed;
    private final ScheduledExecutorService timer =
            new ScheduledThreadPoolExecutor(1, RequestThreads.daemons("event-streams"));

    /**
     * Starts without any.
     *
     * @param catchUp brings them up to date
     * @param json writes what they get
     * @param clock tells when a token expires
     * @param budget how much may wait for them, and for the sockets
     */
    Readers(CatchUp catchUp, MessageJson json, Clock clock, SendBudget budget) {
        this.budget = requireNonNull(budget, "budget is null");
        this.catchUp = requireNonNull(catchUp, "catchUp is null");
        this.json = requireNonNull(json, "json is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** Looks after them from now on. */
    void start() {
        start(BEAT);
    }

    /** The same, that often. */
    void start(Duration beat) {
        timer.scheduleWithFixedDelay(this::beat, beat.toMillis(), beat.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public StreamedAnswer open(Asked asked) {
        if (closed || count.get() >= MOST) {
            throw new ServiceException(ErrorCode.UNAVAILABLE, "There are too many streams of events");
        }
        return response -> begin(asked, response);
    }

    /** Who reads a session's events here. */
    Collection<Reader> of(String sessionId) {
        return sessions.getOrDefault(sessionId, Set.of());
    }

    /** Ends the streams of a session, behind what was sent. */
    void end(String sessionId) {
        of(sessionId).forEach(Reader::end);
    }

    /** Ends the streams of somebody who was removed. */
    void remove(String sessionId, String participantId) {
        of(sessionId).stream().filter(reader -> reader.is(participantId)).forEach(Reader::end);
    }

    /** Ends the streams whose tokens were taken back while nobody could tell. */
    void endRevoked() {
        all(reader -> {
            if (reader.revoked()) {
                reader.end();
            }
        });
    }

    /** Tells all readers how things are now: what they were told before is not in the log any more. */
    void beginAnew() {
        all(reader -> {
            if (reader.outbox().restart()) {
                bringUpToDate(reader, CatchUp.FROM_A_SNAPSHOT);
            } else {
                reader.end();
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        all(reader -> {
            // Who takes nothing would hold the server up.
            if (reader.outbox().stalled(STOPPING)) {
                reader.abort();
            } else {
                reader.end();
            }
        });
    }

    private void begin(Asked asked, Response response) throws IOException {
        Reader reader = new Reader(asked, response, budget, this::forget);
        // Before it begins, so that it misses nothing from where it will be brought up to date.
        remember(reader);
        try {
            reader.begin();
        } catch (IOException | RuntimeException e) {
            forget(reader);
            throw e;
        }
        bringUpToDate(reader, asked.after());
    }

    private void bringUpToDate(Reader reader, long after) {
        Asked asked = reader.asked();
        try {
            boolean over = catchUp.start(
                    reader.outbox(),
                    new CatchUp.Missing(asked.sessionId(), after, asked.base()),
                    session -> json.snapshot(session, asked.base()));
            // Removed, perhaps, between the check and here; or the server has stopped.
            if (over || closed || reader.revoked()) {
                reader.end();
            }
        } catch (ServiceException e) {
            LOG.debug("the state does not answer: the reader is to come back", e);
            reader.end();
        } catch (RuntimeException | Error e) {
            // Else it would be kept waiting for events that never come.
            reader.end();
            Unexpected.log(LOG, "a reader could not be brought up to date", e);
        }
    }

    private void remember(Reader reader) {
        count.incrementAndGet();
        sessions.compute(reader.asked().sessionId(), (session, readers) -> {
            Set<Reader> all = readers == null ? ConcurrentHashMap.newKeySet() : readers;
            all.add(reader);
            return all;
        });
    }

    private void forget(Reader reader) {
        sessions.computeIfPresent(reader.asked().sessionId(), (session, readers) -> {
            if (readers.remove(reader)) {
                count.decrementAndGet();
            }
            return readers.isEmpty() ? null : readers;
        });
    }

    private void all(Consumer<Reader> action) {
        sessions.values()
                .forEach(readers -> readers.forEach(reader -> {
                    try {
                        action.accept(reader);
                    } catch (RuntimeException e) {
                        LOG.debug("a stream failed", e);
                    }
                }));
    }

    private void beat() {
        try {
            all(reader -> {
                if (reader.expired(clock.instant())) {
                    reader.end();
                } else {
                    reader.comment();
                }
            });
        } catch (Throwable e) {
            // Else no reader would ever be looked after again.
            Unexpected.log(LOG, "not every stream was looked after", e);
        }
    }
}
