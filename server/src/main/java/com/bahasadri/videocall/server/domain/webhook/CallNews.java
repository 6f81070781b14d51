package com.bahasadri.videocall.server.domain.webhook;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What RealtimeKit tells of a call. Its own session is one occupation of a meeting; ours is the meeting. */
public sealed interface CallNews {
    /**
     * The meeting, which is our session.
     *
     * @return its id
     */
    String meetingId();

    /**
     * RealtimeKit's session.
     *
     * @return its id
     */
    String callId();

    /**
     * Somebody connected.
     *
     * @param meetingId the meeting
     * @param callId RealtimeKit's session
     * @param peerId the connection
     * @param customId our id of the participant
     * @param name the display name, or null
     * @param at when, or null where it is not told
     */
    record Joined(
            String meetingId,
            String callId,
            String peerId,
            String customId,
            @Nullable String name,
            @Nullable Instant at)
            implements CallNews {
        /** Requires the ids. */
        public Joined {
            requireNonNull(meetingId, "meetingId is null");
            requireNonNull(callId, "callId is null");
            requireNonNull(peerId, "peerId is null");
            requireNonNull(customId, "customId is null");
        }
    }

    /**
     * A connection is gone.
     *
     * @param meetingId the meeting
     * @param callId RealtimeKit's session
     * @param peerId the connection
     */
    record Left(String meetingId, String callId, String peerId) implements CallNews {
        /** Requires all. */
        public Left {
            requireNonNull(meetingId, "meetingId is null");
            requireNonNull(callId, "callId is null");
            requireNonNull(peerId, "peerId is null");
        }
    }

    /**
     * RealtimeKit's session began.
     *
     * @param meetingId the meeting
     * @param callId RealtimeKit's session
     */
    record Started(String meetingId, String callId) implements CallNews {
        /** Requires both. */
        public Started {
            requireNonNull(meetingId, "meetingId is null");
            requireNonNull(callId, "callId is null");
        }
    }

    /**
     * RealtimeKit's session is over.
     *
     * @param meetingId the meeting
     * @param callId RealtimeKit's session
     * @param byHost whether somebody ended it; else everybody had left
     */
    record Ended(String meetingId, String callId, boolean byHost) implements CallNews {
        /** Requires both ids. */
        public Ended {
            requireNonNull(meetingId, "meetingId is null");
            requireNonNull(callId, "callId is null");
        }
    }
}
