package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.domain.session.SessionLocks;
import com.bahasadri.videocall.server.port.Neighbours.Peer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All open sockets of this server, by session and peer. Safe for use by many threads. */
final class Rooms {
    private final Map<String, Map<String, Connection>> rooms = new ConcurrentHashMap<>();
    /** Held while a socket of a session opens; not the map's own locks, for who holds one may wait for the state. */
    private final SessionLocks openings = new SessionLocks();
    /** Also those that are replaced but not gone yet. */
    private final Map<Connection, Admitted> connections = new ConcurrentHashMap<>();

    /**
     * Takes a socket in.
     *
     * @return the older one of the same peer, whose place it takes, or null
     */
    @Nullable
    Connection add(Connection connection, Admitted admitted) {
        connections.put(connection, admitted);
        Connection[] older = new Connection[1];
        ReentrantLock opening = openings.of(connection.grant().sessionId());
        opening.lock();
        try {
            rooms.compute(connection.grant().sessionId(), (session, room) -> {
                Map<String, Connection> peers = room == null ? new ConcurrentHashMap<>() : room;
                older[0] = peers.put(connection.peerId(), connection);
                return peers;
            });
        } finally {
            opening.unlock();
        }
        return older[0];
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
        return current[0];
    }

    /** Does something unless the peer has a socket, here or elsewhere, with no socket of the session opening here meanwhile. */
    void ifAbsent(Peer peer, Predicate<Peer> elsewhere, Runnable action) {
        ReentrantLock opening = openings.of(peer.sessionId());
        opening.lock();
        try {
            if (peer(peer.sessionId(), peer.id()).isEmpty() && !elsewhere.test(peer)) {
                action.run();
            }
        } finally {
            opening.unlock();
        }
    }

    /** A peer's current socket. */
    Optional<Connection> peer(String sessionId, String peerId) {
        return Optional.ofNullable(rooms.getOrDefault(sessionId, Map.of()).get(peerId));
    }

    /** The current sockets of a session. */
    Collection<Connection> of(String sessionId) {
        return rooms.getOrDefault(sessionId, Map.of()).values();
    }

    /** Whose sockets are here that no newer one has replaced. */
    List<Peer> current() {
        return rooms.values().stream()
                .flatMap(room -> room.values().stream())
                .map(Connection::peer)
                .toList();
    }

    /** All sockets, be they replaced or closing. */
    List<Connection> all() {
        return List.copyOf(connections.keySet());
    }

    /** All sockets, each as it was admitted. */
    void forEach(BiConsumer<Connection, Admitted> socket) {
        connections.forEach(socket);
    }
}
