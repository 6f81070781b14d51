package com.bahasadri.videocall.server.adapter.embedded;

import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.port.Neighbours;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a server that has its state for itself has. */
public final class NoNeighbours implements Neighbours {
    @Override
    public void join(Here here) {}

    @Override
    public boolean took(Peer peer) {
        return false;
    }

    @Override
    public void lost(Peer peer) {}

    @Override
    public boolean have(Peer peer) {
        return false;
    }

    @Override
    public Optional<CompletionStage<Boolean>> switchMicrophone(String sessionId, String participantId, Order order) {
        return Optional.empty();
    }

    @Override
    public void remove(String sessionId, String participantId, Cause cause) {}

    @Override
    public void close() {}
}
