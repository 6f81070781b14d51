package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.Timeout;
import com.bahasadri.videocall.client.transport.Request;
import java.time.Duration;

/** The requests of a feed. Immutable and safe for use by many threads. */
final class EventRequests {
    private static final int PAGE = 1_000;

    private final EventSettings settings;
    private final Timeout usual;
    private final Cancellation cancellation;

    EventRequests(EventSettings settings, Timeout usual, Cancellation cancellation) {
        this.settings = settings;
        this.usual = settings.options().timeout().orElse(usual);
        this.cancellation = cancellation;
    }

    /** For all that comes behind an event, or -1 for a snapshot and what comes behind it. */
    Request stream(long after, int attempt) {
        // Compressed, events would wait on the way until there is enough to be compressed.
        Request.Builder stream = request("text/event-stream").header("Accept-Encoding", "identity");
        if (after >= 0) {
            stream.header("Last-Event-ID", Long.toString(after));
        }
        return stream.options(options(usual.withRead(settings.silence()).withCall(Duration.ZERO)))
                .attempt(attempt, Duration.ZERO)
                .build();
    }

    /** For the kept events that come behind one; tried once, for the feed tries again itself. */
    Request page(long after) {
        return request("application/json")
                .query("after", after)
                .query("limit", PAGE)
                .options(options(usual).withMaxRetries(0))
                .build();
    }

    private Request.Builder request(String mediaType) {
        return Request.builder("listEvents", "GET", "/api/video-call/session/{session_id}/events")
                .path("session_id", settings.sessionId())
                .accept(mediaType);
    }

    private RequestOptions options(Timeout timeout) {
        return settings.options().withTimeout(timeout).withCancellation(cancellation);
    }
}
