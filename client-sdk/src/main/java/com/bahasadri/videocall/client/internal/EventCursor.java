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
     * What an event is.
     *
     * @param event the event
     * @param begins whether it is what an answer begins with
     */
    Step judge(SessionEvent event, boolean begins) {
        Long seq = event.seq();
        if (seq == null || seq < 0) {
            if (event instanceof SessionEvent.Unknown) {
                return Step.SKIP;
            }
            throw new MalformedAnswerException(
                    "listEvents sent an event of the type " + event.type() + " without its number");
        }
        if (event instanceof Snapshot) {
            return judgeSnapshot(seq, begins);
        }
        if (!isAnywhere() || seq == position + 1) {
            return Step.TAKE;
        }
        return seq <= position ? Step.SKIP : Step.READ_BEFORE;
    }

    /** Goes to an event that is taken. */
    void moveTo(SessionEvent event) {
        position = event.seq();
    }

    private Step judgeSnapshot(long seq, boolean begins) {
        if (!isAnywhere()) {
            return Step.TAKE;
        }
        if (seq > position) {
            return Step.READ_BEFORE;
        }
        // A log that is behind its reader has begun anew, if this is not an old message once more.
        return seq < position && begins ? Step.TAKE : Step.SKIP;
    }

    /** What to do with an event. */
    enum Step {
        /** It is the next. */
        TAKE,
        /** It is known, or none of the log. */
        SKIP,
        /** There are others before it. */
        READ_BEFORE
    }
}
