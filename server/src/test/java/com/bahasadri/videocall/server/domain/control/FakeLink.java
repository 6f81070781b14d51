package com.bahasadri.videocall.server.domain.control;

import com.bahasadri.videocall.server.domain.event.Cause;
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
    public Optional<CompletionStage<Boolean>> switchMicrophone(String sessionId, String participantId, Order order) {
        calls.add((order.muted() ? "mute " : order.ask() ? "ask " : "unmute ") + participantId);
        onSwitch.accept(participantId);
        return Optional.ofNullable(pages.get(participantId));
    }

    @Override
    public void remove(String sessionId, String participantId, Cause cause) {
        calls.add("remove " + participantId);
        onDisconnect.accept(sessionId, participantId);
    }
}
