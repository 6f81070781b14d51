package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.port.StateStore;
import java.time.Clock;

/** Servers that have one state, and may break. */
interface Machines extends AutoCloseable {
    /** How many there are. */
    int count();

    /** Starts a server, for the first time or after its end; fails with UNAVAILABLE while its state does not answer. */
    StateStore start(int server, Clock clock);

    /** Breaks something, now or soon, in one of 24 ways. */
    void breakSoon(int server, int how);

    /** Whether a server ended, so that it is to be started again. */
    boolean ended(int server);

    /** Ends a server, if it has not, as kill -9 does. */
    void kill(int server);

    /** Lets nothing break any more. */
    void mend();

    @Override
    void close();
}
