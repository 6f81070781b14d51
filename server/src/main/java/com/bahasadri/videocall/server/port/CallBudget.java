package com.bahasadri.videocall.server.port;

import java.time.Duration;

/**
 * How many calls may still go to whoever limits them. What is urgent has room that nothing else can use up. Safe for
 * use by many threads.
 */
@FunctionalInterface
public interface CallBudget {
    /** Any number of calls. */
    CallBudget UNLIMITED = lane -> Duration.ZERO;

    /**
     * Takes one call out of the budget, if there is one for its lane.
     *
     * @param lane what the call is for
     * @return zero where the call may go; else how long until the next one of the lane may, and nothing was taken
     */
    Duration take(Lane lane);

    /** What a call is for, the most urgent first. A lane can use what those behind it leave, and not the other way. */
    enum Lane {
        /** Removing, muting and ending. */
        CONTROL,
        /** Meetings and tokens. */
        TOKENS,
        /** What is read for its own sake. */
        READS
    }
}
