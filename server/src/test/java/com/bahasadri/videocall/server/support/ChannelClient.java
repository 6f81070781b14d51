package com.bahasadri.videocall.server.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;

/**
 * One well-behaved client of the channel, a participant's page or a control center. Every message it gets is held
 * against the contract, and the events against the promise of a gapless order; {@link #close()} fails where one broke
 * it. Safe for use by many threads.
 */
public final class ChannelClient implements AutoCloseable {
    /** What a participant's page does when it is told to mute or unmute. */
    public enum OnCommand {
        OBEY,
        REFUSE,
        IGNORE
    }

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final boolean participant;
    private final List<JsonNode> received = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private volatile OnCommand onCommand = OnCommand.OBEY;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private int cursor;
    private long lastSeq;

    private ChannelClient(URI address, String token, boolean participant, long after) {
        this.participant = participant;
        this.lastSeq = after;
        socket = HTTP.newWebSocketBuilder()
                .subprotocols("video-call.v1", "bearer." + token)
                .buildAsync(address, new Listener())
                .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Connects a participant's page, which joins with its first {@link #report}. */
    public static ChannelClient participant(URI server, String sessionId, String token) {
        return new ChannelClient(address(server, sessionId, null), token, true, -1);
    }

    /** Connects a participant's page that has the events up to a number. */
    public static ChannelClient participantAfter(URI server, String sessionId, String token, long after) {
        return new ChannelClient(address(server, sessionId, after), token, true, after);
    }

    /** Connects a control center. */
    public static ChannelClient control(URI server, String sessionId, String token) {
        return controlAt(address(server, sessionId, null), token);
    }

    /** Connects a control center that has the events up to a number. */
    public static ChannelClient controlAfter(URI server, String sessionId, String token, long after) {
        return new ChannelClient(address(server, sessionId, after), token, false, after);
    }

    /** Connects a control center to an address, whatever it asks for there. */
    public static ChannelClient controlAt(URI address, String token) {
        return new ChannelClient(address, token, false, -1);
    }

    /** The channel's address, with {@code ?after} unless it is null. */
    public static URI address(URI server, String sessionId, Object after) {
        return URI.create("ws://127.0.0.1:" + server.getPort() + "/api/video-call/session/" + sessionId + "/events"
                + (after == null ? "" : "?after=" + after));
    }

    /** A JSON object, from text in which {@code '} stands for a quotation mark. */
    public static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Recognises messages of a type. */
    public static Predicate<JsonNode> is(String type) {
        return message -> message.path("type").asText().equals(type);
    }

    /** Sets what to do with commands; obeys them until told otherwise. */
    public ChannelClient onCommand(OnCommand what) {
        onCommand = what;
        return this;
    }

    /** The subprotocol the server selected. */
    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /** Sends a participant's state, as {@link #object} reads it. */
    public ChannelClient report(String state) {
        return send("participant_state", null, object(state));
    }

    /** Sends a message. */
    public ChannelClient send(String type, String correlationId, ObjectNode data) {
        ObjectNode message = JSON.createObjectNode().put("type", type);
        if (correlationId != null) {
            message.put("correlation_id", correlationId);
        }
        message.set("data", data);
        return sendText(message.toString());
    }

    /** Sends any text, and waits for nothing. */
    public synchronized ChannelClient sendText(String text) {
        return sending(socket.isOutputClosed() ? sent : sent.thenCompose(before -> socket.sendText(text, true)));
    }

    /** Sends a text in two frames. */
    public synchronized ChannelClient sendFragments(String first, String last) {
        return sending(sent.thenCompose(before -> socket.sendText(first, false))
                .thenCompose(before -> socket.sendText(last, true)));
    }

    /** Sends bytes. */
    public synchronized ChannelClient sendBinary(byte[] bytes, boolean last) {
        return sending(sent.thenCompose(before -> socket.sendBinary(ByteBuffer.wrap(bytes), last)));
    }

    /** Sends a command and awaits what became of it. */
    public JsonNode command(String type, String correlationId, ObjectNode data) {
        send(type, correlationId, data);
        return await(is("command_result")
                        .and(message -> message.path("correlation_id").asText().equals(correlationId)))
                .path("data");
    }

    /** The next message of a type. */
    public JsonNode await(String type) {
        return await(is(type));
    }

    /** The next message that is wanted; those before it are passed over. */
    public synchronized JsonNode await(Predicate<JsonNode> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            while (cursor < received.size()) {
                JsonNode message = received.get(cursor++);
                if (wanted.test(message)) {
                    return message;
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return Assertions.fail(
                        "not received within %s; closed with %s; received %s", PATIENCE, closed, received);
            }
            pause(left);
        }
    }

    /** All that came so far. */
    public synchronized List<JsonNode> received() {
        return List.copyOf(received);
    }

    /** The logged events that came so far. */
    public List<JsonNode> events() {
        return received().stream()
                .filter(message -> message.has("seq") && !is("snapshot").test(message))
                .toList();
    }

    /** The logged events that came so far, but for those that only tell how far a command has come. */
    public List<JsonNode> effects() {
        return events().stream().filter(is("command_progressed").negate()).toList();
    }

    /** Has the server answer, so that what it sent before is here. */
    public ChannelClient roundTrip() {
        String id = "ping-" + System.nanoTime();
        send("ping", id, object("{}"));
        await(is("pong").and(message -> message.path("correlation_id").asText().equals(id)));
        return this;
    }

    /** The code with which the server closed; 1006 where the connection just ended. */
    public int closeCode() {
        return closed.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** Loses the connection. */
    public void abort() {
        socket.abort();
    }

    /** Fails where a message broke the contract. */
    @Override
    public void close() {
        socket.abort();
        synchronized (this) {
            assertThat(violations).as("violations of the channel's contract").isEmpty();
        }
    }

    private ChannelClient sending(CompletableFuture<?> next) {
        // What the server no longer takes is no failure of this client: tests look at how it was closed.
        sent = next.handle((done, failure) -> null);
        return this;
    }

    private void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private synchronized void take(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            violations.add("no JSON: " + text);
            return;
        }
        EventsContract.get().violations(message, participant).forEach(broken -> violations.add(broken + ": " + text));
        if (message.has("seq")) {
            long seq = message.path("seq").asLong();
            if (!is("snapshot").test(message) && seq != lastSeq + 1) {
                violations.add("after " + lastSeq + " comes " + text);
            }
            lastSeq = seq;
        }
        received.add(message);
        notifyAll();
        if (is("command").test(message) && onCommand != OnCommand.IGNORE) {
            boolean wanted = message.at("/data/action").asText().equals("mute");
            boolean obeys = onCommand == OnCommand.OBEY;
            send(
                    "command_ack",
                    message.path("correlation_id").asText(),
                    JSON.createObjectNode()
                            .put("outcome", obeys ? "done" : "refused")
                            .put("is_muted", obeys == wanted));
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder partial = new StringBuilder();

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

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(1006);
        }
    }
}
