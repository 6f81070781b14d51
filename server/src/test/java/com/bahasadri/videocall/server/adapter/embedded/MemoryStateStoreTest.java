package com.bahasadri.videocall.server.adapter.embedded;

import com.bahasadri.videocall.server.adapter.state.StateStoreBehaviour;
import com.bahasadri.videocall.server.port.StateStore;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;

/** {@link EmbeddedStateStore} in memory. */
class MemoryStateStoreTest extends StateStoreBehaviour {
    private final MVStore memory = MVStore.open(null);

    @Override
    protected StateStore open() {
        return new EmbeddedStateStore(memory, clock);
    }

    @Override
    public StateStore keeping(int events) {
        return new EmbeddedStateStore(memory, clock, events);
    }

    @AfterEach
    void closeMemory() {
        memory.close();
    }
}
