package com.bahasadri.videocall.server.domain.session;

import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** A lock for each session; two sessions may share one, so nobody waits for another's while holding its own. */
public final class SessionLocks {
    private static final int LOCKS = 256;

    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);

    /**
     * A session's lock.
     *
     * @param sessionId which
     * @return always the same
     */
    public ReentrantLock of(String sessionId) {
        return locks[Math.floorMod(sessionId.hashCode(), LOCKS)];
    }
}
