package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.Session;
import java.util.List;

/**
 * Who is told what happens in the calls. Told under a lock and in order: must not wait, nor ask the calls anything.
 */
interface CallEvents {
    /** Tells several, one after another. */
    static CallEvents all(List<CallEvents> those) {
        return new CallEvents() {
            @Override
            public void started(Session session) {
                those.forEach(one -> one.started(session));
            }

            @Override
            public void joined(Session session, Peer peer) {
                those.forEach(one -> one.joined(session, peer));
            }

            @Override
            public void left(Session session, Peer peer) {
                those.forEach(one -> one.left(session, peer));
            }

            @Override
            public void ended(Session session, EndReason reason) {
                those.forEach(one -> one.ended(session, reason));
            }
        };
    }

    /** The first who is seen has come; {@code joined} follows. */
    void started(Session session);

    /** Somebody who is seen has come. */
    void joined(Session session, Peer peer);

    /** Somebody who is seen has gone; the peer knows when. */
    void left(Session session, Peer peer);

    /** The session is over. */
    void ended(Session session, EndReason reason);

    /** Why a session ends, by the names that webhooks carry. */
    enum EndReason {
        /** Everyone was kicked. */
        HOST_ENDED_MEETING,
        /** Nobody came back in time. */
        ALL_PARTICIPANTS_LEFT
    }
}
