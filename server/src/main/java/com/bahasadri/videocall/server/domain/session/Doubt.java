package com.bahasadri.videocall.server.domain.session;

import static java.util.Objects.requireNonNull;

/**
 * That a session may have ended, because RealtimeKit said that one of its own is over. It stands until RealtimeKit was asked.
 *
 * @param callId RealtimeKit's session that is over; the last one told
 * @param byHost whether somebody ended it, or one before it that was not asked about yet; else everybody had left
 */
public record Doubt(String callId, boolean byHost) {
    /** Requires the id. */
    public Doubt {
        requireNonNull(callId, "callId is null");
    }
}
