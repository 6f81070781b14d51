package com.bahasadri.videocall.server.adapter.redis;

import com.bahasadri.videocall.server.adapter.state.StateJson;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.Range.Boundary;
import io.lettuce.core.StreamMessage;
import java.util.List;
import java.util.function.Consumer;

/** The sessions' logs, read page by page. An event's id is its number in the session. Safe for use by many threads. */
final class Logs {
    private static final int PAGE = 1_000;

    private final Redis redis;

    Logs(Redis redis) {
        this.redis = redis;
    }

    /** Reads the events behind a number, in order. */
    void read(String sessionId, long after, Consumer<Entry> entry) {
        String last = after + "-0";
        List<StreamMessage<String, String>> page;
        do {
            Range<String> rest = Range.from(Boundary.excluding(last), Boundary.unbounded());
            page = redis.ask(commands -> commands.xrange(Keys.events(sessionId), rest, Limit.from(PAGE)));
            for (StreamMessage<String, String> message : page) {
                last = message.getId();
                entry.accept(new Entry(
                        Long.parseLong(message.getBody().get("number")),
                        StateJson.read(message.getBody().get("event"), LoggedEvent.class)));
            }
        } while (page.size() == PAGE);
    }

    /**
     * An event as it is kept.
     *
     * @param number the number of its commit in the feed
     * @param event the event
     */
    record Entry(long number, LoggedEvent event) {}
}
