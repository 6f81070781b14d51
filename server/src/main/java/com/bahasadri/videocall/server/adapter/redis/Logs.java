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

    /** Reads the events behind a number, in order, so many at most. */
    void read(String sessionId, long after, int limit, Consumer<Entry> entry) {
        String last = after + "-0";
        int left = limit;
        int asked;
        List<StreamMessage<String, String>> page;
        do {
            Range<String> rest = Range.from(Boundary.excluding(last), Boundary.unbounded());
            int most = Math.min(PAGE, left);
            page = redis.ask(commands -> commands.xrange(Keys.events(sessionId), rest, Limit.from(most)));
            for (StreamMessage<String, String> message : page) {
                last = message.getId();
                entry.accept(new Entry(
                        Long.parseLong(message.getBody().get("number")),
                        StateJson.read(message.getBody().get("event"), LoggedEvent.class)));
            }
            asked = most;
            left -= page.size();
        } while (page.size() == asked && left > 0);
    }

    /** Whether a log may have lost events of commits behind that number, for it no longer reaches back to it. */
    boolean lost(String sessionId, long number) {
        List<StreamMessage<String, String>> first = firstEntry(sessionId);
        return !first.isEmpty()
                && Feed.number(first.get(0).getId()) > 1
                && Long.parseLong(first.get(0).getBody().get("number")) > number + 1;
    }

    /** The number of the first event that is kept, or 0. */
    long first(String sessionId) {
        List<StreamMessage<String, String>> first = firstEntry(sessionId);
        return first.isEmpty() ? 0 : Feed.number(first.get(0).getId());
    }

    private List<StreamMessage<String, String>> firstEntry(String sessionId) {
        return redis.ask(commands -> commands.xrange(Keys.events(sessionId), Range.unbounded(), Limit.from(1)));
    }

    /**
     * An event as it is kept.
     *
     * @param number the number of its commit in the feed
     * @param event the event
     */
    record Entry(long number, LoggedEvent event) {}
}
