package com.bahasadri.videocall.server.domain.control;

import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.port.ParticipantLink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Pages that answer as a test wants; who has none is not connected. */
final class FakeLink implements ParticipantLink {
    final Map<String, CompletableFuture<Boolean>> pages = new ConcurrentHashMap<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    Consumer<String> onSwitch = participantId -> {};
    BiConsumer<String, String> onDisconnect = (sessionId, participantId) -> {};

    @Override
    public Optional<CompletionStage<Boolean>> switchMicrophone(String sessionId, String participantId, boolean muted) {
        calls.add((muted ? "mute " : "unmute ") + participantId);
        onSwitch.accept(participantId);
        return Optional.ofNullable(pages.get(participantId));
    }

    @Override
    public void disconnect(String sessionId, String participantId, LeaveReason reason) {
        calls.add("disconnect " + participantId + " " + reason);
        onDisconnect.accept(sessionId, participantId);
    }
}
