package com.bahasadri.videocall.server.domain.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What RealtimeKit has of a meeting now.
 *
 * @param closed whether nobody can join any more
 * @param callId RealtimeKit's session that is going on, or null
 * @param present who is connected, without operators
 */
public record Roster(boolean closed, @Nullable String callId, List<Arrival> present) {
    /** Copies the list. */
    public Roster {
        present = List.copyOf(present);
    }
}
