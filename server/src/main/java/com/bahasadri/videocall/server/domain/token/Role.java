package com.bahasadri.videocall.server.domain.token;

/** What a token lets its holder be. */
public enum Role {
    /** Someone in the call. */
    PARTICIPANT,
    /** A control center: sees and controls the call, hidden from its participants. */
    CONTROL
}
