package com.bahasadri.videocall.client.event;

import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.internal.EventBuffer;
import com.bahasadri.videocall.client.internal.EventFeed;
import com.bahasadri.videocall.client.model.SessionEvent;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The events of a session, one after the other, to be waited for. It ends behind {@code session_ended}, and when it is closed; when the
 * client or the control that it came from is closed, it ends behind what has arrived. Whoever opens it closes it. A {@link com.bahasadri.videocall.client.model.Snapshot} that is not what it was asked to begin with says that the
 * events before it are not to be had any more.
 *
 * <pre>{@code
 * try (EventStream events = client.events(sessionId).fromBeginning().open()) {
 *     events.await(ParticipantJoined.class, Duration.ofMinutes(10))
 *             .ifPresent(joined -> print(joined.data().participant().participantId() + " is here"));
 * }
 * }</pre>
 *
 * <p>A thread of its own, {@code video-call-events}, reads ahead into a buffer of at most 256 events, or as many as was set; a reader
 * who lets it fill up holds the server up, and nothing is lost. Whoever reads by several methods, or by several threads, gets each
 * event once altogether. {@link #close} may come from any thread.
 *
 * <p>Every method that waits throws what ended the stream, if that was not the session's end, once the events before it are read, and a
 * {@link CancelledException} if its thread is interrupted.
 */
public final class EventStream implements Iterable<SessionEvent>, AutoCloseable {
    private final EventFeed feed;
    private final EventBuffer buffer;

    EventStream(EventFeed feed, EventBuffer buffer) {
        this.feed = feed;
        this.buffer = buffer;
    }

    /**
     * The events, waiting for each. Several iterators share them.
     *
     * @return an iterator that has no more elements when the session has ended or this was closed
     */
    @Override
    public Iterator<SessionEvent> iterator() {
        return new Events();
    }

    /**
     * The events, waiting for each.
     *
     * @return a sequential stream that ends when the session has ended or this was closed; closing it closes this
     */
    public Stream<SessionEvent> stream() {
        return StreamSupport.stream(spliterator(), false).onClose(this::close);
    }

    /**
     * Waits for the next event for a while.
     *
     * @param patience how long
     * @return the event; empty if none came, be it that the time or the session is over, which {@link #isOver} tells apart
     */
    public Optional<SessionEvent> poll(Duration patience) {
        return Optional.ofNullable(next(Objects.requireNonNull(patience, "patience is null")));
    }

    /**
     * Waits for an event of one kind, and passes over all others.
     *
     * @param type the kind, such as {@code ParticipantJoined.class}
     * @param patience how long
     * @param <T> the kind
     * @return the event; empty if none came, be it that the time or the session is over
     */
    public <T extends SessionEvent> Optional<T> await(Class<T> type, Duration patience) {
        Objects.requireNonNull(type, "type is null");
        long start = System.nanoTime();
        Duration left = patience;
        while (!left.isNegative()) {
            SessionEvent event = next(left);
            if (event == null || type.isInstance(event)) {
                return Optional.ofNullable(type.cast(event));
            }
            left = patience.minusNanos(System.nanoTime() - start);
        }
        return Optional.empty();
    }

    /**
     * Whether no more events will come: tells, where a wait was for nothing, that it was not the time that was over.
     *
     * @return true once the session has ended, this was closed or it failed, and what came before is read
     */
    public boolean isOver() {
        return buffer.isOver();
    }

    /**
     * How far the reader is, to go on with {@link SessionEvents#after} another time.
     *
     * @return the number of the last event that was read; empty before the first
     */
    public OptionalLong lastSeq() {
        return buffer.lastSeq();
    }

    /** Ends it at once, and whoever waits for an event. What was not read is dropped. Does nothing the second time. */
    @Override
    public void close() {
        feed.close();
        buffer.close();
    }

    private @Nullable SessionEvent next(@Nullable Duration patience) {
        try {
            return patience == null ? buffer.take() : buffer.poll(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("waiting for an event was interrupted", e);
        }
    }

    private final class Events implements Iterator<SessionEvent> {
        private @Nullable SessionEvent next;

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = EventStream.this.next(null);
            }
            return next != null;
        }

        @Override
        public SessionEvent next() {
            if (!hasNext()) {
                throw new NoSuchElementException("there are no more events");
            }
            SessionEvent given = Objects.requireNonNull(next);
            next = null;
            return given;
        }
    }
}
