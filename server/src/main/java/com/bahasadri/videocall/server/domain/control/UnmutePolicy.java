package com.bahasadri.videocall.server.domain.control;

/** How a microphone is switched on from afar. */
public enum UnmutePolicy {
    /** At once. */
    DIRECT,
    /** The participant is asked, and has 30 seconds to answer. */
    ASK
}
