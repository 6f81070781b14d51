package com.bahasadri.videocall.server.port;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import java.util.List;

/**
 * The other servers that share the state: which of them has whose socket, and the way to the pages that are connected
 * there. What is told to them is not kept for one that is cut off; it is told when it is back, and looks for itself.
 * Safe for use by many threads.
 *
 * <p>Methods throw a {@link ServiceException} with {@link ErrorCode#UNAVAILABLE} where the others cannot be reached.
 */
public interface Neighbours extends ParticipantLink, AutoCloseable {
    /**
     * Joins the others, once: from now on they reach this server.
     *
     * @param here this server
     */
    void join(Here here);

    /**
     * Notes that this server has a peer's newest socket; another server that had an older one is told.
     *
     * @param peer whose socket
     * @return whether there was such a server, and it is alive
     */
    boolean took(Peer peer);

    /**
     * Notes that this server has a peer's socket no longer. Does not fail: what cannot be noted does no harm.
     *
     * @param peer whose socket
     */
    void lost(Peer peer);

    /**
     * Asks whether another server has a peer's socket.
     *
     * @param peer whose socket
     * @return whether one has that is alive
     */
    boolean have(Peer peer);

    /** Leaves the others: what this server had, nobody has. */
    @Override
    void close();

    /** This server, as the others see it. Its methods return at once. */
    interface Here extends ParticipantLink {
        /**
         * Tells whose sockets this server has.
         *
         * @return all of them
         */
        List<Peer> peers();

        /**
         * Is told that another server has a newer socket of a peer.
         *
         * @param peer whose socket
         */
        void replaced(Peer peer);

        /** Is told that it was cut off from the others, and may have missed what they told. */
        void returned();

        /** Is told that another server is gone, with all its sockets. */
        void bereft();
    }

    /**
     * Somebody with a socket in a session.
     *
     * @param sessionId the session
     * @param id the participant's id, or the control center's own
     */
    record Peer(String sessionId, String id) {
        /** Requires both. */
        public Peer {
            requireNonNull(sessionId, "sessionId is null");
            requireNonNull(id, "id is null");
        }
    }
}
