package com.bahasadri.videocall.client.event;

import com.bahasadri.videocall.client.internal.EventFeed;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * A listener at work, until the session ends or this is closed. Safe for use by many threads.
 *
 * <pre>{@code
 * try (EventSubscription subscription =
 *         client.events(sessionId).fromBeginning().listen(event -> print(event.type()))) {
 *     subscription.completion().join();
 *     print("ended with event " + subscription.lastSeq().getAsLong());
 * }
 * }</pre>
 */
public final class EventSubscription implements AutoCloseable {
    private final EventFeed feed;

    EventSubscription(EventFeed feed) {
        this.feed = feed;
    }

    /**
     * How it ends.
     *
     * @return complete when the session has ended or this was closed; it fails with what the listener's {@code onFailure} was given. It
     *     is a copy: cancelling it changes nothing
     */
    public CompletableFuture<Void> completion() {
        return feed.completion().copy();
    }

    /**
     * How far it is.
     *
     * @return the number of the last event that the listener has taken; empty before the first
     */
    public OptionalLong lastSeq() {
        return feed.lastSeq();
    }

    /**
     * Ends it at once. A method of the listener that is at work goes on to its end, and no other follows. Does nothing the second time;
     * may be called by the listener.
     */
    @Override
    public void close() {
        feed.close();
    }
}
