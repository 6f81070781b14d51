package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.Recording;
import com.bahasadri.videocall.server.realtimekit.model.RecordingOrder;
import com.bahasadri.videocall.server.realtimekit.model.Session;
import com.bahasadri.videocall.server.realtimekit.model.SessionOrder;
import com.bahasadri.videocall.server.realtimekit.model.SessionParticipant;
import com.bahasadri.videocall.server.realtimekit.model.SortOrder;
import com.bahasadri.videocall.server.realtimekit.model.StayOrder;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The orders that lists are asked for in. */
final class Sorting {
    private static final String DIRECTION = "sort_order must be ASC or DESC";

    private Sorting() {}

    /** As they come unless an order or a direction is asked for; a direction alone is of their creation. */
    static List<Session> sessions(List<Session> found, @Nullable SessionOrder by, @Nullable SortOrder direction) {
        if (by == null && direction == null) {
            return found;
        }
        SessionOrder order = by == null ? SessionOrder.CREATED_AT : by;
        Comparator<Session> comparator =
                switch (order.known()) {
                    case MINUTES_CONSUMED -> Comparator.comparing(Session::minutesConsumed);
                    case CREATED_AT -> Comparator.comparing(Session::createdAt);
                    case UNKNOWN -> throw Refusal.malformed("sort_by must be minutesConsumed or createdAt");
                };
        return sorted(found, comparator, direction);
    }

    /** As they come unless an order or a direction is asked for; a direction alone is of their beginning. */
    static List<SessionParticipant> stays(
            List<SessionParticipant> found, @Nullable StayOrder by, @Nullable SortOrder direction) {
        if (by == null && direction == null) {
            return found;
        }
        StayOrder order = by == null ? StayOrder.JOINED_AT : by;
        Comparator<SessionParticipant> comparator =
                switch (order.known()) {
                    case JOINED_AT -> Comparator.comparing(SessionParticipant::joinedAt);
                    case DURATION -> Comparator.comparing(SessionParticipant::duration);
                    case UNKNOWN -> throw Refusal.malformed("sort_by must be joinedAt or duration");
                };
        return sorted(found, comparator, direction);
    }

    /** As they come unless an order or a direction is asked for. */
    static List<Recording> recordings(
            List<Recording> found, @Nullable RecordingOrder by, @Nullable SortOrder direction) {
        if (by != null && by.known() == RecordingOrder.Known.UNKNOWN) {
            throw Refusal.malformed("sort_by must be invokedTime");
        }
        return by == null && direction == null
                ? found
                : sorted(found, Comparator.comparing(Recording::invokedTime), direction);
    }

    private static <T> List<T> sorted(List<T> found, Comparator<T> order, @Nullable SortOrder direction) {
        SortOrder wanted = direction == null ? SortOrder.ASC : direction;
        return switch (wanted.known()) {
            case ASC -> found.stream().sorted(order).toList();
            case DESC -> found.stream().sorted(order.reversed()).toList();
            case UNKNOWN -> throw Refusal.malformed(DIRECTION);
        };
    }
}
