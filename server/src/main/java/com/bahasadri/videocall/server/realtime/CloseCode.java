package com.bahasadri.videocall.server.realtime;

/** Why a socket is closed, in the channel's codes. */
enum CloseCode {
    /** The participant left. */
    LEFT(1000, "left"),
    /** The server stops; reconnect. */
    GOING_AWAY(1001, "server going away"),
    /** The protocol was abused. */
    ABUSE(1008, "too many or malformed messages"),
    /** The session ended. */
    SESSION_ENDED(4001, "session ended"),
    /** An operator removed the participant. */
    REMOVED(4003, "removed"),
    /** The same participant connected again. */
    REPLACED(4009, "replaced by a newer connection"),
    /** The client reads too slowly; reconnect. */
    TOO_SLOW(4013, "too slow");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    int code() {
        return code;
    }

    String reason() {
        return reason;
    }
}
