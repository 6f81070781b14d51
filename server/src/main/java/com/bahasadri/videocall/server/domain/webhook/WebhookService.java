package com.bahasadri.videocall.server.domain.webhook;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.session.Arrival;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.domain.webhook.CallNews.Ended;
import com.bahasadri.videocall.server.domain.webhook.CallNews.Joined;
import com.bahasadri.videocall.server.domain.webhook.CallNews.Left;
import com.bahasadri.videocall.server.port.AnswerStore;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes what RealtimeKit tells of calls, in whatever order it comes, late or twice. Who has a page here is as the page
 * says; who has none is in the call as long as RealtimeKit says so. Safe for use by many threads.
 */
public final class WebhookService {
    /** What joined longer ago is not believed: a delivery is known again for as long. */
    private static final Duration OLDEST = Duration.ofHours(24);

    private final StateStore store;
    private final PresenceService presence;
    private final Deliveries deliveries;
    private final Doubts doubts;
    private final Clock clock;

    /**
     * Takes news into a store.
     *
     * @param store knows the sessions, and who is who in them
     * @param answers knows what was taken already
     * @param presence keeps who is in a call
     * @param doubts is told which sessions RealtimeKit should be asked about, once that is stored
     * @param clock the time
     */
    public WebhookService(StateStore store, AnswerStore answers, PresenceService presence, Doubts doubts, Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.presence = requireNonNull(presence, "presence is null");
        this.deliveries = new Deliveries(answers);
        this.doubts = requireNonNull(doubts, "doubts is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Takes news; when it returns they are stored, or of no use here.
     *
     * @param delivery what brought them
     * @param news what happened
     */
    public void take(Delivery delivery, CallNews news) {
        if (store.find(news.meetingId()).isPresent()) {
            deliveries.once(delivery, () -> take(news));
        }
    }

    private void take(CallNews news) {
        if (news instanceof Joined joined) {
            join(joined);
        } else if (news instanceof Left left) {
            presence.depart(left.meetingId(), left.peerId());
        } else if (news instanceof Ended ended) {
            presence.departAll(ended.meetingId(), ended.callId(), ended.byHost());
            doubts.arose(ended.meetingId());
        }
    }

    private void join(Joined joined) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant at = notLater(joined.at(), now);
        // Operators and whoever was added past us are known by no id of ours.
        Optional<String> who = store.participant(joined.meetingId(), joined.customId());
        if (who.isPresent() && at.isAfter(now.minus(OLDEST))) {
            presence.arrive(
                    joined.meetingId(), new Arrival(joined.peerId(), joined.callId(), who.get(), joined.name(), at));
        }
    }

    private static Instant notLater(@Nullable Instant told, Instant now) {
        return told == null || told.isAfter(now) ? now : told.truncatedTo(ChronoUnit.MILLIS);
    }
}
