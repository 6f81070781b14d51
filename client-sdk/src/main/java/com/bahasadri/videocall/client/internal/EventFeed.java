package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.MalformedAnswerException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.error.TransportException.Reason;
import com.bahasadri.videocall.client.error.VideoCallException;
import com.bahasadri.videocall.client.event.Reconnecting;
import com.bahasadri.videocall.client.event.SessionEventListener;
import com.bahasadri.videocall.client.model.SessionEnded;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.model.SessionEventPage;
import com.bahasadri.videocall.client.model.SessionStatus;
import com.bahasadri.videocall.client.model.Snapshot;
import com.bahasadri.videocall.client.transport.OpenAnswer;
import com.bahasadri.videocall.client.transport.Request;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log of a session over as many connections as it takes, on a thread of its own, and tells a listener each event once and in
 * order. Safe for use by many threads.
 */
public final class EventFeed {
    private final Caller caller;
    private final Settings client;
    private final EventRequests requests;
    private final SessionEventListener listener;
    private final EventCursor cursor;
    private final Reconnects reconnects;
    private final Cancellation cancellation = new Cancellation();
    private final CompletableFuture<Void> completion = new CompletableFuture<>();

    /**
     * Begins nothing yet.
     *
     * @param caller makes the calls
     * @param settings which events, and how
     * @param listener hears of them
     */
    public EventFeed(Caller caller, EventSettings settings, SessionEventListener listener) {
        this.caller = caller;
        this.client = caller.settings();
        this.requests = new EventRequests(settings, client.timeout(), cancellation);
        this.listener = listener;
        this.cursor = new EventCursor(settings.after());
        this.reconnects = new Reconnects(settings.maxReconnects(), client.maxRetryAfter());
        settings.options().cancellation().ifPresent(this::endWith);
    }

    /**
     * Starts the thread.
     *
     * @throws IllegalStateException if the client is closed
     */
    public void start() {
        client.lifecycle().ensureOpen();
        endWith(client.lifecycle().closing());
        Thread thread = new Thread(this::run, "video-call-events");
        // Keeps no program from ending.
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Does something as soon as it is to end early, maybe before it has ended.
     *
     * @param action what to do
     */
    public void onClose(Runnable action) {
        cancellation.onCancel(action);
    }

    /** Ends it at once; does nothing the second time. */
    public void close() {
        cancellation.cancel();
    }

    /**
     * How it ends.
     *
     * @return complete at the session's end or when it was closed; fails with what ended it otherwise
     */
    public CompletableFuture<Void> completion() {
        return completion;
    }

    /**
     * How far it is.
     *
     * @return the number of the last event that was told; empty before the first
     */
    public OptionalLong lastSeq() {
        long position = cursor.position();
        return position < 0 ? OptionalLong.empty() : OptionalLong.of(position);
    }

    private void endWith(Cancellation other) {
        Cancellation.Registration registration = other.onCancel(cancellation::cancel);
        completion.whenComplete((nothing, failure) -> registration.close());
    }

    private void run() {
        try {
            follow();
            if (!cancellation.isCancelled()) {
                tell(listener::onEnd);
            }
            completion.complete(null);
        } catch (CompletionException e) {
            // What the listener threw: it is not for the connection to judge.
            fail(e.getCause());
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        if (cancellation.isCancelled() && !(failure instanceof Error)) {
            completion.complete(null);
            return;
        }
        try {
            listener.onFailure(failure);
        } catch (Throwable e) {
            failure.addSuppressed(e);
        } finally {
            completion.completeExceptionally(failure);
        }
    }

    private void follow() {
        boolean over = false;
        while (!over && !cancellation.isCancelled()) {
            VideoCallException failure = null;
            try {
                over = followOnce();
            } catch (VideoCallException e) {
                failure = e;
            }
            if (!over && !cancellation.isCancelled()) {
                pause(failure);
            }
        }
    }

    /** Reads what one connection tells; whether that was all. */
    private boolean followOnce() {
        try (OpenAnswer answer = caller.open(requests.stream(cursor.position(), reconnects.made() + 1))) {
            if (answer.status() == 204) {
                return true;
            }
            requireEvents(answer);
            tell(listener::onConnected);
            long start = client.time().nanos();
            try {
                return read(new ServerSentEvents(answer.body()));
            } finally {
                reconnects.stood(Duration.ofNanos(client.time().nanos() - start));
            }
        } catch (IOException e) {
            Reason reason = e instanceof InterruptedIOException ? Reason.TIMEOUT : Reason.CUT;
            throw new TransportException(reason, "listEvents lost its connection: " + e, e);
        }
    }

    private boolean read(ServerSentEvents messages) throws IOException {
        for (String data = messages.next(); data != null && !cancellation.isCancelled(); data = messages.next()) {
            if (!data.isBlank()) {
                SessionEvent event = event(data);
                if (!cursor.knows(event) && (cursor.misses(event) ? catchUpTo(event) : take(event))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Tells what the stream passed over before an event, and then the event; whether that was all there will ever be. */
    private boolean catchUpTo(SessionEvent event) {
        if (readPages() || cancellation.isCancelled()) {
            return true;
        }
        if (cursor.knows(event)) {
            return false;
        }
        if (cursor.misses(event)) {
            throw passedOver();
        }
        return take(event);
    }

    /** Tells the events of the pages; whether that was all there will ever be. */
    private boolean readPages() {
        boolean more = true;
        while (more && !cancellation.isCancelled()) {
            long before = cursor.position();
            SessionEventPage page =
                    caller.send(requests.page(before), SessionEventPage.class).body();
            for (SessionEvent event : page.events()) {
                if (cursor.knows(event)) {
                    continue;
                }
                // Of a page the snapshot is the last word: what is before it is kept no longer.
                if (cursor.misses(event) && !(event instanceof Snapshot)) {
                    throw passedOver();
                }
                if (cancellation.isCancelled() || take(event)) {
                    return true;
                }
            }
            more = page.hasMore();
            if (more && cursor.position() == before) {
                throw new MalformedAnswerException("listEvents promised more events, and none behind " + before);
            }
        }
        return false;
    }

    private MalformedAnswerException passedOver() {
        return new MalformedAnswerException("listEvents passed over the events behind " + cursor.position());
    }

    /** Tells an event; whether it was the last. */
    private boolean take(SessionEvent event) {
        if (event instanceof Snapshot snapshot) {
            boolean missed = cursor.isAnywhere();
            tell(() -> listener.onSnapshot(snapshot, missed));
        } else {
            tell(() -> listener.onEvent(event));
        }
        cursor.moveTo(event);
        reconnects.progress();
        return event instanceof SessionEnded || (event instanceof Snapshot snapshot && hasEnded(snapshot));
    }

    private static boolean hasEnded(Snapshot snapshot) {
        return SessionStatus.ENDED.equals(snapshot.data().session().status());
    }

    private void pause(@Nullable VideoCallException failure) {
        Duration wait = reconnects.next(failure);
        Request next = requests.stream(cursor.position(), reconnects.made());
        caller.tellRetry(next, wait, failure);
        tell(() -> listener.onReconnecting(new Reconnecting(reconnects.made(), wait, Optional.ofNullable(failure))));
        try {
            client.time().sleep(wait, cancellation);
        } catch (InterruptedException e) {
            throw new CancelledException("listEvents was interrupted", e);
        }
    }

    private static void requireEvents(OpenAnswer answer) {
        String type = answer.headers().first("Content-Type").orElse("no type");
        if (!type.toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
            throw unusable(answer, "no stream of events");
        }
        // Such a stream reads as one without any event, for ever.
        if (!answer.headers().all("Content-Encoding").stream().allMatch("identity"::equalsIgnoreCase)) {
            throw unusable(answer, "its events in an encoding not asked for");
        }
    }

    private static MalformedAnswerException unusable(OpenAnswer answer, String what) {
        return new MalformedAnswerException(
                ErrorReader.gotInstead("listEvents", answer.status(), answer.headers()) + what);
    }

    private static SessionEvent event(String data) {
        try {
            return Json.read(data.getBytes(StandardCharsets.UTF_8), SessionEvent.class);
        } catch (Json.UnreadableException e) {
            throw new MalformedAnswerException("listEvents sent what is no event: " + e.getMessage());
        }
    }

    // What a listener throws may look like a lost connection.
    private static void tell(Runnable what) {
        try {
            what.run();
        } catch (Throwable e) {
            throw new CompletionException(e);
        }
    }
}
