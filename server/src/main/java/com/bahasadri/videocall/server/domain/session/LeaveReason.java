package com.bahasadri.videocall.server.domain.session;

/** Why a participant is no longer in the call. */
public enum LeaveReason {
    /** The participant left. */
    LEFT,
    /** The connection was lost and did not come back in time. */
    CONNECTION_LOST,
    /** An operator removed the participant. */
    REMOVED,
    /** The session ended. */
    SESSION_ENDED
}
