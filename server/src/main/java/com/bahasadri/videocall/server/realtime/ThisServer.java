package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.port.Neighbours;
import com.bahasadri.videocall.server.port.Neighbours.Peer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What other servers reach of this one: its sockets. */
final class ThisServer implements Neighbours.Here {
    private static final Logger LOG = LoggerFactory.getLogger(ThisServer.class);

    private final Hub hub;
    private final Presence presence;
    private final Executor threads;

    ThisServer(Hub hub, Presence presence, Executor threads) {
        this.hub = hub;
        this.presence = presence;
        this.threads = threads;
    }

    @Override
    public List<Peer> peers() {
        return hub.current();
    }

    @Override
    public Optional<CompletionStage<Boolean>> switchMicrophone(String sessionId, String participantId, Order order) {
        return hub.switchMicrophoneHere(sessionId, participantId, order);
    }

    @Override
    public void remove(String sessionId, String participantId, Cause cause) {
        hub.removeHere(sessionId, participantId, cause);
    }

    @Override
    public void replaced(Peer peer) {
        hub.peer(peer.sessionId(), peer.id()).ifPresent(older -> older.close(CloseCode.REPLACED));
    }

    @Override
    public void returned() {
        threads.execute(() -> {
            try {
                hub.closeRevoked();
                presence.settle();
            } catch (ServiceException e) {
                LOG.debug("cut off again: the next return looks again", e);
            }
        });
    }

    @Override
    public void bereft() {
        presence.settle();
    }
}
