package com.bahasadri.videocall.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** The join page without a browser: follows a join link, reports its state on the channel and obeys commands. */
final class SimulatedParticipant implements WebSocket.Listener {
    /** Completes with the first state of the microphone that a command brought about. */
    final CompletableFuture<Boolean> muted = new CompletableFuture<>();
    /** Completes with the socket's close code. */
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    private final JsonMapper json = new JsonMapper();
    private final StringBuilder text = new StringBuilder();

    /** Opens the channel that a link leads to, and joins under a name. */
    static SimulatedParticipant join(URI link, String name) {
        Map<String, String> fragment = Arrays.stream(link.getRawFragment().split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> decoded(part[1])));
        URI channel = URI.create(
                "ws://" + link.getRawAuthority() + "/api/video-call/session/" + fragment.get("session") + "/events");
        SimulatedParticipant participant = new SimulatedParticipant();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("video-call.v1", "bearer." + fragment.get("token"))
                .buildAsync(channel, participant)
                .join();
        socket.sendText("""
                        {"type": "participant_state", "data": {"name": "%s", "is_muted": false, "is_camera_on": true}}
                        """.formatted(name), true).join();
        return participant;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            obey(socket, parsed(text.toString()));
            text.setLength(0);
        }
        socket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    private void obey(WebSocket socket, JsonNode message) {
        if (message.path("type").asText().equals("command")) {
            boolean mute = message.path("data").path("action").asText().equals("mute");
            socket.sendText("""
                    {"type": "command_ack", "correlation_id": "%s", "data": {"is_muted": %s}}
                    """.formatted(message.path("correlation_id").asText(), mute), true);
            muted.complete(mute);
        }
    }

    private JsonNode parsed(String message) {
        try {
            return json.readTree(message);
        } catch (JsonProcessingException e) {
            throw new AssertionError("the server sent no JSON: " + message, e);
        }
    }

    private static String decoded(String value) {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }
}
