package com.bahasadri.videocall.server.realtime;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.log.Unexpected;
import com.bahasadri.videocall.server.port.Neighbours;
import com.bahasadri.videocall.server.port.Neighbours.Peer;
import com.bahasadri.videocall.server.port.ParticipantLink;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.port.Viewers;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What reaches the clients that are connected here: events for all of a session and for who reads them as a stream, commands
 * for the participants' pages, and signals between peers. Safe for use by many threads.
 */
final class Hub implements ParticipantLink {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    private final StateStore store;
    private final CatchUp catchUp;
    private final Readers readers;
    private final MessageJson json;
    private final Commands commands;
    private final Viewers viewers;
    private final Neighbours neighbours;
    private final Rooms rooms = new Rooms();

    Hub(StateStore store, CatchUp catchUp, Readers readers, MessageJson json, Viewers viewers, Neighbours neighbours) {
        this.store = requireNonNull(store, "store is null");
        this.catchUp = requireNonNull(catchUp, "catchUp is null");
        this.readers = requireNonNull(readers, "readers is null");
        this.json = requireNonNull(json, "json is null");
        this.viewers = requireNonNull(viewers, "viewers is null");
        this.neighbours = requireNonNull(neighbours, "neighbours is null");
        this.commands = new Commands(json);
        store.subscribe(new StateStore.Subscriber() {
            @Override
            public void happened(LoggedEvent event) {
                publish(event);
            }

            @Override
            public void rewound() {
                rooms.forEach((connection, admitted) -> beginAnew(connection));
                readers.beginAnew();
            }
        });
    }

    Commands commands() {
        return commands;
    }

    /** Takes a new socket in, in place of an older one of the same peer, and brings it up to date. */
    void open(Connection connection, Admitted admitted) {
        Connection older = rooms.add(connection, admitted);
        if (older != null) {
            older.close(CloseCode.REPLACED);
        }
        orSendAway(connection, () -> {
            boolean elsewhere = neighbours.took(connection.peer());
            if (admitted.revoked().getAsBoolean()) {
                // Removed between the gate and here.
                connection.close(CloseCode.REMOVED);
                return;
            }
            if ((older != null || elsewhere) && connection.isParticipant()) {
                noteReplaced(connection.peer());
            }
            bringUpToDate(connection, admitted.after());
        });
    }

    /** Tells a client how things are now: what it was told before is not in the log any more. */
    private void beginAnew(Connection connection) {
        if (connection.outbox().restart()) {
            // What its page has told may be lost as well.
            connection.askForReport();
            orSendAway(connection, () -> bringUpToDate(connection, CatchUp.FROM_A_SNAPSHOT));
        } else {
            connection.close(CloseCode.GOING_AWAY);
        }
    }

    /** A client that cannot be brought up to date is to come back, and not to wait for events that never come. */
    private static void orSendAway(Connection connection, Runnable action) {
        try {
            action.run();
        } catch (ServiceException e) {
            connection.close(CloseCode.GOING_AWAY);
            LOG.debug("the state does not answer: the client is to come back", e);
        } catch (RuntimeException | Error e) {
            connection.close(CloseCode.GOING_AWAY);
            Unexpected.log(LOG, "a client could not be brought up to date", e);
        }
    }

    /** In the log, so that an operator sees that it is another page now that acts for the participant. */
    private void noteReplaced(Peer peer) {
        store.change(peer.sessionId(), Cause.participant(peer.id()), session -> session.presence()
                .replaceConnection(peer.id()));
    }

    private void bringUpToDate(Connection connection, long after) {
        boolean over = catchUp.start(
                connection.outbox(),
                new CatchUp.Missing(connection.grant().sessionId(), after, connection.base()),
                session -> json.snapshot(session, connection));
        if (over) {
            connection.close(CloseCode.SESSION_ENDED);
        }
    }

    /**
     * Forgets a socket.
     *
     * @return whether it was its peer's current one
     */
    boolean remove(Connection connection) {
        boolean current = rooms.remove(connection);
        connection.outbox().end();
        commands.connectionLost(connection);
        if (current) {
            neighbours.lost(connection.peer());
            viewers.leave(connection.grant().sessionId(), connection.peerId());
        }
        if (current && !connection.isParticipant()) {
            String bye = json.message(
                    "signal",
                    connection.grant().sessionId(),
                    null,
                    MessageJson.object().put("from", connection.peerId()).put("kind", "bye"));
            rooms.of(connection.grant().sessionId()).stream()
                    .filter(Connection::isParticipant)
                    .forEach(peer -> peer.send(bye));
        }
        return current;
    }

    /**
     * Does something unless the peer has a socket, here or elsewhere, with no socket of the session opening here
     * meanwhile. One that opens elsewhere in that moment is seen to by {@link #publish}.
     */
    void ifAbsent(Peer peer, Runnable action) {
        rooms.ifAbsent(peer, neighbours::have, action);
    }

    Optional<Connection> peer(String sessionId, String peerId) {
        return rooms.peer(sessionId, peerId);
    }

    /** Ends the sockets whose tokens were taken back while the others could not tell. */
    void closeRevoked() {
        rooms.forEach((connection, admitted) -> {
            if (admitted.revoked().getAsBoolean()) {
                // Whoever it was could not tell.
                remove(connection, Cause.SERVER);
            }
        });
        readers.endRevoked();
    }

    /** Whose sockets are here that no newer one has replaced. */
    List<Peer> current() {
        return rooms.current();
    }

    /** All sockets of this server, be they replaced or closing. */
    List<Connection> all() {
        return rooms.all();
    }

    @Override
    public Optional<CompletionStage<Boolean>> switchMicrophone(String sessionId, String participantId, Order order) {
        Optional<CompletionStage<Boolean>> here = switchMicrophoneHere(sessionId, participantId, order);
        return here.isPresent() ? here : neighbours.switchMicrophone(sessionId, participantId, order);
    }

    @Override
    public void remove(String sessionId, String participantId, Cause cause) {
        removeHere(sessionId, participantId, cause);
        neighbours.remove(sessionId, participantId, cause);
    }

    /** Asks a page that is connected here. */
    Optional<CompletionStage<Boolean>> switchMicrophoneHere(String sessionId, String participantId, Order order) {
        return rooms.peer(sessionId, participantId)
                .filter(connection -> connection.closing() == null)
                .map(connection -> commands.send(connection, order));
    }

    /** Disconnects what is connected here. */
    void removeHere(String sessionId, String participantId, Cause cause) {
        // By the grant, not the peer's id: a control center is somebody too, and several may share its token.
        rooms.of(sessionId).stream()
                .filter(connection -> connection.grant().participantId().equals(participantId))
                .forEach(connection -> remove(connection, cause));
        readers.remove(sessionId, participantId);
    }

    private void remove(Connection connection, Cause cause) {
        connection.send(json.message(
                "removed",
                connection.grant().sessionId(),
                null,
                MessageJson.object().put("reason", "removed")));
        connection.remove(cause);
    }

    private void publish(LoggedEvent event) {
        Collection<Connection> peers = rooms.of(event.sessionId());
        Collection<Reader> following = readers.of(event.sessionId());
        if (peers.isEmpty() && following.isEmpty()) {
            return;
        }
        // Encoded once for all who see this server under the same address.
        Map<URI, Outgoing> messages = new HashMap<>();
        Function<URI, Outgoing> message = address -> messages.computeIfAbsent(address, base -> json.event(event, base));
        peers.forEach(peer -> peer.outbox().deliver(message.apply(peer.base())));
        following.forEach(
                reader -> reader.outbox().deliver(message.apply(reader.asked().base())));
        if (event.event() instanceof SessionEvent.SessionEnded) {
            peers.forEach(peer -> peer.close(CloseCode.SESSION_ENDED));
            readers.end(event.sessionId());
        } else if (event.event() instanceof SessionEvent.ParticipantLeft left
                && left.reason() == LeaveReason.CONNECTION_LOST) {
            // It is here: another server took it for lost, or it came back in that moment.
            rooms.peer(event.sessionId(), left.participantId()).ifPresent(Connection::askForReport);
        }
    }
}
