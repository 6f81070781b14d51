package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.error.MalformedAnswerException;
import com.bahasadri.videocall.client.model.SessionEvent;
import com.bahasadri.videocall.client.model.Snapshot;

/** How far a reader is in the log of a session, and what the next event is to it. Written by one thread, read by any. */
final class EventCursor {
    private static final long NOWHERE = -1;

    private volatile long position;

    EventCursor(long after) {
        this.position = after;
    }

    /** The number of the last event, or -1 before the first. */
    long position() {
        return position;
    }

    boolean isAnywhere() {
        return position != NOWHERE;
    }

    /**
     * Whether an event is to be passed over: it was told, or is none of the log.
     *
     * @param event the event
     */
    boolean knows(SessionEvent event) {
        Long seq = event.seq();
        if (seq == null || seq < 0) {
            if (event instanceof SessionEvent.Unknown) {
                return true;
            }
            throw new MalformedAnswerException(
                    "listEvents sent an event of the type " + event.type() + " without its number");
        }
        // A log that is behind its reader has begun anew, be it while nobody read or in the middle of a stream.
        boolean anew = event instanceof Snapshot && seq < position;
        return isAnywhere() && seq <= position && !anew;
    }

    /**
     * Whether there are others before an event that is not known.
     *
     * @param event the event
     */
    boolean misses(SessionEvent event) {
        return isAnywhere() && event.seq() > position + (event instanceof Snapshot ? 0 : 1);
    }

    /** Goes to an event that is taken. */
    void moveTo(SessionEvent event) {
        position = event.seq();
    }
}
