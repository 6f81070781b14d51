package com.bahasadri.videocall.server.lifecycle;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A participant's page that reports itself once, and then hears everything and answers nothing. */
final class TestPage implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final StringBuilder partial = new StringBuilder();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private WebSocket socket;

    /** Opens the channel and joins. */
    static TestPage join(int port, String session, String token) throws InterruptedException {
        TestPage page = rejoin(port, session, token);
        page.socket.sendText("{\"type\":\"participant_state\",\"data\":{\"is_muted\":false}}", true);
        page.awaitMessage("participant_joined");
        return page;
    }

    /** Opens the channel, for one who is in the call already. */
    static TestPage rejoin(int port, String session, String token) throws InterruptedException {
        TestPage page = open(port, session + "/events", token);
        page.awaitMessage("snapshot");
        return page;
    }

    /** Opens the channel behind an event. */
    static TestPage resume(int port, String session, String token, long after) {
        return open(port, session + "/events?after=" + after, token);
    }

    private static TestPage open(int port, String target, String token) {
        TestPage page = new TestPage();
        page.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create("ws://127.0.0.1:" + port + target), page)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        return page;
    }

    /** What came and was not waited for. */
    List<String> messages() {
        return List.copyOf(messages);
    }

    /** Waits for a message that contains a text. */
    String awaitMessage(String text) throws InterruptedException {
        while (true) {
            String message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message with " + text);
            }
            if (message.contains(text)) {
                return message;
            }
        }
    }

    /** Waits for the server to close the socket, and answers the code. */
    int awaitClose() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Waits for the connection's end, however that comes. */
    void awaitEnd() {
        closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .handle((code, failure) -> code)
                .join();
    }

    @Override
    public void close() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
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
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }
}
