package com.bahasadri.videocall.server.domain.session;

/** How well media flows, best first. */
public enum ConnectionQuality {
    /** Loss below 1 %, round trips below 150 ms. */
    EXCELLENT,
    /** Loss below 3 %, round trips below 250 ms. */
    GOOD,
    /** Loss below 8 %, round trips below 400 ms. */
    FAIR,
    /** Anything worse. */
    POOR
}
