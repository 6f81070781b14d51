package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Relays WebRTC signalling between the peers of a session, in the sender's own name only. */
final class Signals {
    private static final List<String> TEXTS = List.of("connection_id", "sdp");
    private static final Set<String> KINDS = Set.of("request", "offer", "answer", "candidate", "bye");

    private final Hub hub;
    private final MessageJson json;
    private final boolean peerToPeer;

    Signals(Hub hub, MessageJson json, boolean peerToPeer) {
        this.hub = hub;
        this.json = json;
        this.peerToPeer = peerToPeer;
    }

    void relay(Connection from, Incoming message) {
        if (!peerToPeer) {
            throw Incoming.invalid("Signals are relayed in peer-to-peer mode only");
        }
        if (!KINDS.contains(message.requiredText("kind"))) {
            throw Incoming.invalid("kind must be request, offer, answer, candidate or bye");
        }
        String sessionId = from.grant().sessionId();
        Optional<Connection> to = hub.peer(sessionId, message.requiredText("to"))
                .filter(peer -> peer.isParticipant() || from.isParticipant());
        ObjectNode signal = MessageJson.object().put("from", from.peerId()).put("kind", message.text("kind"));
        for (String field : TEXTS) {
            String text = message.text(field);
            if (text != null) {
                signal.put(field, text);
            }
        }
        if (message.data().has("candidate")) {
            signal.set("candidate", message.data().get("candidate"));
        }
        to.orElseThrow(() -> new ServiceException(
                        ErrorCode.PARTICIPANT_NOT_FOUND, "No such peer is connected to this session"))
                .send(json.message("signal", sessionId, null, signal));
    }
}
