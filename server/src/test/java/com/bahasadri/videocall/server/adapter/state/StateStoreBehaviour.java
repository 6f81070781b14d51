package com.bahasadri.videocall.server.adapter.state;

import com.bahasadri.videocall.server.domain.TestClock;
import com.bahasadri.videocall.server.port.StateStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every adapter of {@link StateStore} does, by subject. */
public abstract class StateStoreBehaviour implements StoredSessions, StoredEvents, SessionLists, StoredTokens {
    protected final TestClock clock = new TestClock();
    protected StateStore store;

    /** An empty store. */
    protected abstract StateStore open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Override
    public final StateStore store() {
        return store;
    }

    @Override
    public final TestClock clock() {
        return clock;
    }
}
