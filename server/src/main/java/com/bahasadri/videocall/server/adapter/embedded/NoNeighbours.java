package com.bahasadri.videocall.server.adapter.embedded;

import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.port.Neighbours;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a server that has its state for itself has. */
public final class NoNeighbours implements Neighbours {
    @Override
    public void join(Here here) {}

    @Override
    public void took(Peer peer) {}

    @Override
    public void lost(Peer peer) {}

    @Override
    public boolean have(Peer peer) {
        return false;
    }

    @Override
    public Optional<CompletionStage<Boolean>> switchMicrophone(String sessionId, String participantId, boolean muted) {
        return Optional.empty();
    }

    @Override
    public void disconnect(String sessionId, String participantId, LeaveReason reason) {}

    @Override
    public void close() {}
}
