package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.domain.control.PageAnswer;
import com.bahasadri.videocall.server.port.ParticipantLink;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The commands that participants' pages have not confirmed yet. Safe for use by many threads. */
final class Commands {
    /** Longer than anyone waits for a confirmation; then the command is forgotten. */
    private static final long FORGET_AFTER_SECONDS = 45;

    private final MessageJson json;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();

    Commands(MessageJson json) {
        this.json = json;
    }

    /** Sends a command. The stage completes with whether the microphone is off, or fails without a confirmation. */
    CompletionStage<Boolean> send(Connection to, ParticipantLink.Order order) {
        String id = order.commandId();
        CompletableFuture<Boolean> confirmation = new CompletableFuture<>();
        pending.put(id, new Pending(to, confirmation, null));
        confirmation
                .orTimeout(FORGET_AFTER_SECONDS, TimeUnit.SECONDS)
                .whenComplete((muted, failure) -> pending.remove(id));
        to.send(json.message(
                "command", to.grant().sessionId(), id, MessageJson.object().put("action", action(order))));
        return confirmation;
    }

    private static String action(ParticipantLink.Order order) {
        return order.muted() ? "mute" : order.ask() ? "ask_unmute" : "unmute";
    }

    /**
     * Takes a confirmation.
     *
     * @return whether the command was sent to this very socket and not confirmed before
     */
    boolean confirm(Connection from, String id, boolean muted) {
        Pending command = pending.get(id);
        return command != null && command.to() == from && command.confirmation().complete(muted);
    }

    /** Notes what a page says of a command that it was sent, so that it can be taken later. */
    void note(Connection from, String id, PageAnswer said) {
        pending.computeIfPresent(id, (same, command) -> command.to() == from ? command.answered(said) : command);
    }

    /** What a page has said of commands that still wait for a confirmation, by their ids. */
    Map<String, PageAnswer> notedOf(Connection from) {
        Map<String, PageAnswer> noted = new HashMap<>();
        pending.forEach((id, command) -> {
            if (command.to() == from && command.noted() != null) {
                noted.put(id, command.noted());
            }
        });
        return noted;
    }

    void connectionLost(Connection connection) {
        pending.values().stream()
                .filter(command -> command.to() == connection)
                .forEach(command -> command.confirmation()
                        .completeExceptionally(new IllegalStateException("the connection was lost")));
    }

    private record Pending(
            Connection to,
            CompletableFuture<Boolean> confirmation,
            @Nullable PageAnswer noted) {
        Pending answered(PageAnswer said) {
            return new Pending(to, confirmation, said);
        }
    }
}
