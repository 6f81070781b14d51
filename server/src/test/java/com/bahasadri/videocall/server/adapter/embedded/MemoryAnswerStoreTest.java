package com.bahasadri.videocall.server.adapter.embedded;

import com.bahasadri.videocall.server.adapter.state.AnswerStoreBehaviour;
import com.bahasadri.videocall.server.port.AnswerStore;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;

/** {@link EmbeddedAnswerStore} in memory. */
class MemoryAnswerStoreTest extends AnswerStoreBehaviour {
    private final MVStore memory = MVStore.open(null);

    @Override
    protected AnswerStore open() {
        return new EmbeddedStateStore(memory, clock).answers();
    }

    @Override
    protected int size() {
        return memory.openMap("state").size();
    }

    @AfterEach
    void closeMemory() {
        memory.close();
    }
}
