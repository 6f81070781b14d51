package com.bahasadri.videocall.server.support.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A participant's page as far as the REST API sees it: it joins, obeys commands, and shares a screen if asked to. */
public final class TestParticipant implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id;
    private final String token;
    private final WebSocket socket;

    private TestParticipant(String id, String token, WebSocket socket) {
        this.id = id;
        this.token = token;
        this.socket = socket;
    }

    /** Joins the session at a path, with microphone and screen on, and comes back once everyone can see it. */
    public static TestParticipant join(TestServer server, String session, String name) {
        Answer token = server.client().post(session + "/participant-token", "{\"name\":\"" + name + "\"}").hasStatus(200);
        Page page = new Page();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token.text("token"))
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + session + "/events"), page)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        socket.sendText(
                "{\"type\":\"participant_state\",\"data\":{\"is_muted\":false,\"is_screen_sharing\":true}}", true);
        page.joined.orTimeout(10, TimeUnit.SECONDS).join();
        return new TestParticipant(token.text("participant_id"), token.text("token"), socket);
    }

    /** The participant's id. */
    public String id() {
        return id;
    }

    /** The token it joined with. */
    public String token() {
        return token;
    }

    @Override
    public void close() {
        socket.abort();
    }

    private static final class Page implements WebSocket.Listener {
        private final CompletableFuture<Void> joined = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                handle(socket, parsed(text.toString()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void handle(WebSocket socket, JsonNode message) {
            // The last of the events that the first report makes.
            if (message.path("type").asText().equals("participant_joined")) {
                joined.complete(null);
            }
            if (message.path("type").asText().equals("command")) {
                boolean muted = message.at("/data/action").asText().equals("mute");
                socket.sendText(
                        "{\"type\":\"command_ack\",\"correlation_id\":\"%s\",\"data\":{\"outcome\":\"done\",\"is_muted\":%s}}"
                                .formatted(message.path("correlation_id").asText(), muted),
                        true);
            }
        }

        private static JsonNode parsed(String message) {
            try {
                return JSON.readTree(message);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
