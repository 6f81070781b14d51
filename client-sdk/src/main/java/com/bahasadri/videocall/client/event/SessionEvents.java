package com.bahasadri.videocall.client.event;

import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.internal.Caller;
import com.bahasadri.videocall.client.internal.EventBuffer;
import com.bahasadri.videocall.client.internal.EventFeed;
import com.bahasadri.videocall.client.internal.EventSettings;
import java.time.Duration;
import java.util.Objects;

/**
 * What happens in a session, from a point on that is chosen here and for as long as the session lasts: as an {@link EventStream} to wait
 * on, or told to a {@link SessionEventListener}.
 *
 * <pre>{@code
 * try (EventStream events = client.events(sessionId).after(lastSeq).open()) {
 *     for (SessionEvent event : events) {
 *         print(event.seq() + " " + event.type());
 *         lastSeq = event.seq();
 *     }
 * }
 * }</pre>
 *
 * <p>Either way each event comes once and in order, whatever happens to the connection. It is lost after 30 s without a sign of life,
 * which the server gives every 10 s, and made again as often as it takes, after 0.5 s, doubled each time up to 8 s, of which a random
 * half is left out; a {@code Retry-After} of up to 5 minutes is waited for. It goes on behind the last event, and reads page by page what
 * the server would pass over. Only what the server keeps no longer is missing, and then there is a snapshot in its place.
 *
 * <p>It is over when the session has ended; when the server refuses with a status that another try does not change, such as 401, 403 or
 * 404; when a {@code Retry-After} is longer; when the server's certificate is not to be trusted; when three answers in a row cannot be
 * read; and when the client is closed. Each open one has a thread and a connection of its own. Immutable and safe for use by many threads.
 */
public final class SessionEvents {
    private final Caller caller;
    private final EventSettings settings;

    /**
     * Begins with a snapshot; {@link com.bahasadri.videocall.client.VideoCallClient#events(String)} does it for you.
     *
     * @param caller makes the calls
     * @param sessionId the session
     */
    public SessionEvents(Caller caller, String sessionId) {
        this(caller, EventSettings.of(sessionId));
    }

    private SessionEvents(Caller caller, EventSettings settings) {
        this.caller = Objects.requireNonNull(caller, "caller is null");
        this.settings = settings;
    }

    /**
     * The same from the session's first event on.
     *
     * @return the copy
     */
    public SessionEvents fromBeginning() {
        return after(0);
    }

    /**
     * The same from behind an event on, as of one that an earlier program has seen.
     *
     * @param seq the event's number, 0 for the beginning
     * @return the copy
     * @throws IllegalArgumentException if it is negative
     */
    public SessionEvents after(long seq) {
        return new SessionEvents(caller, settings.withAfter(seq));
    }

    /**
     * The same with a limit to reconnecting, which has none otherwise.
     *
     * @param maxReconnects how many times in a row the connection may be made again without an event or 10 s of it in between; 0 for
     *     never
     * @return the copy
     * @throws IllegalArgumentException if it is negative
     */
    public SessionEvents withMaxReconnects(int maxReconnects) {
        return new SessionEvents(caller, settings.withMaxReconnects(maxReconnects));
    }

    /**
     * The same with another limit to silence, 30 s otherwise. The server gives a sign of life every 10 s.
     *
     * @param silence after how long without a byte the connection is lost, more than 0
     * @return the copy
     * @throws IllegalArgumentException if it is not more than 0
     */
    public SessionEvents withSilence(Duration silence) {
        return new SessionEvents(caller, settings.withSilence(silence));
    }

    /**
     * The same with a smaller or larger buffer, for {@link #open}; a listener has none.
     *
     * @param capacity how many events may wait to be read, from 1; 256 otherwise
     * @return the copy
     * @throws IllegalArgumentException if it is less than 1
     */
    public SessionEvents withBuffer(int capacity) {
        return new SessionEvents(caller, settings.withBuffer(capacity));
    }

    /**
     * The same with options for each request: its further headers, its cancellation, and of its timeouts those to connect and to write.
     *
     * @param options the options
     * @return the copy
     */
    public SessionEvents withOptions(RequestOptions options) {
        return new SessionEvents(caller, settings.withOptions(options));
    }

    /**
     * Starts to read, and does not wait for the connection.
     *
     * @return the events, to be closed
     * @throws IllegalStateException if the client is closed
     */
    public EventStream open() {
        EventBuffer buffer = new EventBuffer(settings.buffer());
        EventFeed feed = new EventFeed(caller, settings, buffer::put);
        feed.completion().whenComplete((nothing, failure) -> buffer.finish(failure));
        // Where it is full, the feed waits for a reader that may never come.
        feed.onClose(() -> buffer.finish(null));
        feed.start();
        return new EventStream(feed, buffer);
    }

    /**
     * Starts to tell a listener, on a daemon thread of its own named {@code video-call-events}.
     *
     * @param listener hears of the events
     * @return ends it when it is closed
     * @throws IllegalStateException if the client is closed
     */
    public EventSubscription listen(SessionEventListener listener) {
        EventFeed feed = new EventFeed(caller, settings, Objects.requireNonNull(listener, "listener is null"));
        feed.start();
        return new EventSubscription(feed);
    }
}
