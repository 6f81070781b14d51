package com.bahasadri.videocall.server.realtime;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.playback.Viewers;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.port.ParticipantLink;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.realtime.Connection.Outgoing;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All open sockets of this server, by session and peer: passes events on to them, commands to the participants'
 * pages, and signals between peers. Safe for use by many threads.
 */
final class Hub implements ParticipantLink {
    /** A client that missed more gets a snapshot. */
    private static final int MAX_MISSED = 1_000;

    private final StateStore store;
    private final MessageJson json;
    private final Commands commands;
    private final Viewers viewers;
    private final Map<String, Map<String, Connection>> rooms = new ConcurrentHashMap<>();
    /** Also those that are replaced but not gone yet. */
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    Hub(StateStore store, MessageJson json, Viewers viewers) {
        this.store = requireNonNull(store, "store is null");
        this.json = requireNonNull(json, "json is null");
        this.viewers = requireNonNull(viewers, "viewers is null");
        this.commands = new Commands(json);
        store.subscribe(this::publish);
    }

    Commands commands() {
        return commands;
    }

    /** Takes a new socket in, in place of an older one of the same peer, and brings it up to date. */
    void open(Connection connection, Admitted admitted) {
        connections.add(connection);
        Connection older = register(connection);
        if (older != null) {
            older.close(CloseCode.REPLACED);
        }
        if (!admitted.stillValid().getAsBoolean()) {
            // Removed between the gate and here.
            connection.close(CloseCode.REMOVED);
            return;
        }
        Session session = store.find(connection.grant().sessionId()).orElseThrow();
        long missing = session.seq() - admitted.after();
        if (admitted.after() >= 0 && missing >= 0 && missing <= MAX_MISSED) {
            List<Outgoing> missed = store.events(session.id(), admitted.after()).stream()
                    .map(event -> json.event(event, connection.base()))
                    .toList();
            long last = missed.isEmpty()
                    ? admitted.after()
                    : missed.get(missed.size() - 1).seq();
            connection.start(missed, last);
        } else {
            connection.start(List.of(json.snapshot(session, connection)), session.seq());
        }
        if (session.ended()) {
            connection.close(CloseCode.SESSION_ENDED);
        }
    }

    /**
     * Forgets a socket.
     *
     * @return whether it was its peer's current one
     */
    boolean remove(Connection connection) {
        connections.remove(connection);
        boolean[] current = {false};
        rooms.computeIfPresent(connection.grant().sessionId(), (session, room) -> {
            current[0] = room.remove(connection.peerId(), connection);
            return room.isEmpty() ? null : room;
        });
        commands.connectionLost(connection);
        if (current[0]) {
            viewers.leave(connection.grant().sessionId(), connection.peerId());
        }
        if (current[0] && !connection.isParticipant()) {
            String bye = json.message(
                    "signal",
                    connection.grant().sessionId(),
                    null,
                    MessageJson.object().put("from", connection.peerId()).put("kind", "bye"));
            peers(connection.grant().sessionId()).stream()
                    .filter(Connection::isParticipant)
                    .forEach(peer -> peer.send(bye));
        }
        return current[0];
    }

    /** Does something unless the peer has a socket, with no socket of the session opening meanwhile. */
    void ifAbsent(String sessionId, String peerId, Runnable action) {
        rooms.compute(sessionId, (session, room) -> {
            if (room == null || !room.containsKey(peerId)) {
                action.run();
            }
            return room;
        });
    }

    Optional<Connection> peer(String sessionId, String peerId) {
        return Optional.ofNullable(rooms.getOrDefault(sessionId, Map.of()).get(peerId));
    }

    /** All sockets of this server, be they replaced or closing. */
    List<Connection> all() {
        return List.copyOf(connections);
    }

    @Override
    public Optional<CompletionStage<Boolean>> switchMicrophone(String sessionId, String participantId, Order order) {
        return peer(sessionId, participantId)
                .filter(connection -> connection.closing() == null)
                .map(connection -> commands.send(connection, order));
    }

    @Override
    public void remove(String sessionId, String participantId, Cause cause) {
        // By the grant, not the peer's id: a control center is somebody too, and several may share its token.
        peers(sessionId).stream()
                .filter(connection -> connection.grant().participantId().equals(participantId))
                .forEach(connection -> {
                    connection.send(json.message(
                            "removed", sessionId, null, MessageJson.object().put("reason", "removed")));
                    connection.remove(cause);
                });
    }

    private @Nullable Connection register(Connection connection) {
        Connection[] older = new Connection[1];
        rooms.compute(connection.grant().sessionId(), (session, room) -> {
            Map<String, Connection> peers = room == null ? new ConcurrentHashMap<>() : room;
            older[0] = peers.put(connection.peerId(), connection);
            return peers;
        });
        return older[0];
    }

    private void publish(LoggedEvent event) {
        Collection<Connection> peers = peers(event.sessionId());
        if (peers.isEmpty()) {
            return;
        }
        // Encoded once for all who see this server under the same address.
        Map<URI, Outgoing> messages = new HashMap<>();
        peers.forEach(peer -> peer.deliver(messages.computeIfAbsent(peer.base(), base -> json.event(event, base))));
        if (event.event() instanceof SessionEvent.SessionEnded) {
            peers.forEach(peer -> peer.close(CloseCode.SESSION_ENDED));
        }
    }

    private Collection<Connection> peers(String sessionId) {
        return rooms.getOrDefault(sessionId, Map.of()).values();
    }
}
