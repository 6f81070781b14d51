package com.bahasadri.videocall.server.testing;

import com.bahasadri.videocall.server.testing.SimulatedParticipant.OnCommand;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One connection of a simulated participant to the channel. Safe for use by many threads. */
final class PageSocket implements WebSocket.Listener {
    static final int OPEN = 0;

    private static final int LOST = 1006;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final PageState state;
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private @Nullable WebSocket socket;
    /** Sends one after the other, as the JDK's socket asks for. */
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    private PageSocket(PageState state) {
        this.state = state;
    }

    static PageSocket open(URI channel, String token, PageState state) {
        PageSocket page = new PageSocket(state);
        try {
            page.socket = HTTP.newWebSocketBuilder()
                    .subprotocols("video-call.v1", "bearer." + token)
                    .buildAsync(channel, page)
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return page;
        } catch (CompletionException e) {
            throw new IllegalStateException("the server did not open the channel: " + e.getCause(), e.getCause());
        }
    }

    /** The code that the socket was closed with, or {@link #OPEN}. */
    int closeCode() {
        return closed.getNow(OPEN);
    }

    synchronized void send(String type, @Nullable String correlationId, ObjectNode data) {
        ObjectNode message = JSON.createObjectNode().put("type", type);
        if (correlationId != null) {
            message.put("correlation_id", correlationId);
        }
        message.set("data", data);
        WebSocket open = socket;
        if (open != null) {
            sent = sent.handle((before, failure) -> open.sendText(message.toString(), true))
                    .thenCompose(sending -> sending)
                    .exceptionally(failure -> null);
        }
    }

    void abort() {
        if (socket != null) {
            socket.abort();
        }
        end(LOST);
    }

    /** Says that the participant leaves, and waits until the server has closed the socket. */
    void leave() {
        if (closeCode() == OPEN) {
            send("leave", null, JSON.createObjectNode());
            try {
                closed.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                // It is gone below.
            }
        }
        abort();
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            take(text);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        end(LOST);
    }

    private void end(int code) {
        closed.complete(code);
        state.changed();
    }

    private void take(String text) {
        try {
            JsonNode message = JSON.readTree(text);
            if (message.path("type").asText().equals("command")) {
                answer(message);
            } else {
                state.learn(message);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the server sent no JSON", e);
        }
    }

    private void answer(JsonNode command) {
        OnCommand behaviour = state.behaviour();
        if (behaviour != OnCommand.IGNORE) {
            boolean obeys = behaviour == OnCommand.OBEY;
            boolean muted = obeys
                    ? command.path("data").path("action").asText().equals("mute")
                    : state.known().muted();
            send(
                    "command_ack",
                    command.path("correlation_id").asText(),
                    JSON.createObjectNode()
                            .put("outcome", obeys ? "done" : "refused")
                            .put("is_muted", muted));
        }
    }
}
