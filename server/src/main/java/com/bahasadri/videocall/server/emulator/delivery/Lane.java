package com.bahasadri.videocall.server.emulator.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One webhook's deliveries that wait. Guarded by its owner's lock. */
final class Lane {
    private final Deque<Attempt> queue = new ArrayDeque<>();
    private boolean running;
    private @Nullable Attempt held;
    private int unfinished;

    /** Whether another one may come, those that wait for another try being counted. */
    boolean takes(int most) {
        return unfinished < most;
    }

    void begun() {
        unfinished++;
    }

    void finished() {
        unfinished--;
    }

    /** Puts one at the end; true where somebody must begin to empty the lane. */
    boolean add(Attempt attempt) {
        queue.add(attempt);
        boolean idle = !running;
        running = true;
        return idle;
    }

    /** The next one; null where there is none, and whoever empties the lane stops. */
    @Nullable
    Attempt next() {
        Attempt next = queue.poll();
        running = next != null;
        return next;
    }

    /** Holds one back; who was held before is returned and free. */
    @Nullable
    Attempt hold(@Nullable Attempt attempt) {
        Attempt before = held;
        held = attempt;
        return before;
    }

    boolean holds(Attempt attempt) {
        return attempt.equals(held);
    }
}
