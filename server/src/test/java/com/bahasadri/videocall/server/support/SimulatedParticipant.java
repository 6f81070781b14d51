package com.bahasadri.videocall.server.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A participant's page without a browser: joins over the channel, reports its state, and obeys mute and unmute. */
public final class SimulatedParticipant implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 10;

    private final Listener listener = new Listener();
    private final WebSocket socket;

    private SimulatedParticipant(URI server, String sessionId, String token) {
        URI channel = URI.create("ws://127.0.0.1:" + server.getPort() + "/api/video-call/session/" + sessionId + "/events");
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("video-call.v1", "bearer." + token)
                .buildAsync(channel, listener)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /**
     * Joins with the microphone and the camera on.
     *
     * @param server the server's address
     * @param sessionId the session
     * @param token a participant token
     * @return the participant, in the call
     */
    public static SimulatedParticipant join(URI server, String sessionId, String token) {
        SimulatedParticipant participant = new SimulatedParticipant(server, sessionId, token);
        ObjectNode state = JSON.createObjectNode().put("is_muted", false).put("is_camera_on", true);
        participant.sendAndAwait("participant_state", state, is("participant_joined"));
        return participant;
    }

    /** Starts to share a screen. */
    public void shareScreen() {
        sendAndAwait(
                "participant_state",
                JSON.createObjectNode().put("is_screen_sharing", true),
                is("screen_share_started"));
    }

    @Override
    public void close() {
        socket.abort();
    }

    private void sendAndAwait(String type, ObjectNode data, Predicate<JsonNode> answer) {
        CompletableFuture<JsonNode> seen = listener.next(answer);
        send(type, null, data);
        seen.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private void send(String type, String correlationId, ObjectNode data) {
        ObjectNode message = JSON.createObjectNode().put("type", type).put("correlation_id", correlationId);
        message.set("data", data);
        synchronized (this) {
            socket.sendText(message.toString(), true).join();
        }
    }

    private static Predicate<JsonNode> is(String type) {
        return message -> message.path("type").asText().equals(type);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();
        private Predicate<JsonNode> wanted = message -> false;
        private CompletableFuture<JsonNode> found = new CompletableFuture<>();

        synchronized CompletableFuture<JsonNode> next(Predicate<JsonNode> predicate) {
            wanted = predicate;
            found = new CompletableFuture<>();
            return found;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                String text = partial.toString();
                partial.setLength(0);
                take(text);
            }
            from.request(1);
            return null;
        }

        private synchronized void take(String text) {
            try {
                JsonNode message = JSON.readTree(text);
                if (is("command").test(message)) {
                    boolean mute = message.path("data").path("action").asText().equals("mute");
                    send(
                            "command_ack",
                            message.path("correlation_id").asText(),
                            JSON.createObjectNode().put("outcome", "done").put("is_muted", mute));
                }
                if (wanted.test(message)) {
                    found.complete(message);
                }
            } catch (JsonProcessingException e) {
                found.completeExceptionally(e);
            }
        }
    }
}
