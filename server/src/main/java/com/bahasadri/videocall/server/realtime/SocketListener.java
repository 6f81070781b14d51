package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.log.RequestId;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.websockets.DataFrame;
import org.glassfish.grizzly.websockets.WebSocket;
import org.glassfish.grizzly.websockets.WebSocketAdapter;

/** What one socket tells, passed on in order and off the selector's thread. */
final class SocketListener extends WebSocketAdapter {
    /** How long a message may be, in characters. */
    private static final int MAX_CHARACTERS = 65_536;
    /** The JDK's client makes fragments of 16,384 bytes of a long message. */
    private static final int SMALL_FRAGMENT = 1_024;
    /** Joining a large mesh sends some hundred signals at once. */
    private static final int BURST = 1_000;

    private static final int MESSAGES_PER_SECOND = 100;
    /** How soon a confirmation is told again that the state did not take: most wait 3 seconds for it. */
    private static final long REPEAT_MILLIS = 500;

    private final Connection connection;
    private final Admitted admitted;
    private final Hub hub;
    private final Presence presence;
    private final Dispatcher dispatcher;
    private final Inbox inbox;
    private final String requestId = RequestId.choose(null);
    /** Of the inbox. */
    private boolean repeating;

    private final StringBuilder fragments = new StringBuilder();
    private final Bucket messages = Bucket.builder()
            .addLimit(limit -> limit.capacity(BURST).refillGreedy(MESSAGES_PER_SECOND, Duration.ofSeconds(1)))
            .build();

    SocketListener(
            Connection connection,
            Admitted admitted,
            Hub hub,
            Presence presence,
            Dispatcher dispatcher,
            Executor threads,
            Valve valve) {
        this.connection = connection;
        this.admitted = admitted;
        this.hub = hub;
        this.presence = presence;
        this.dispatcher = dispatcher;
        this.inbox = new Inbox(threads, valve::shut, valve::open);
    }

    @Override
    public void onConnect(WebSocket socket) {
        inbox.add(0, () -> hub.open(connection, admitted));
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        connection.heard();
        if (connection.closing() != null) {
            return;
        }
        if (text.length() > MAX_CHARACTERS
                || !messages.tryConsume(1)
                || !inbox.add(text.length(), () -> handle(text))) {
            connection.close(CloseCode.ABUSE);
        }
    }

    @Override
    public void onFragment(WebSocket socket, String fragment, boolean last) {
        // Small ones count, or empty ones could come without end; large ones end by their size.
        boolean tooMany = !last && fragment.length() < SMALL_FRAGMENT && !messages.tryConsume(1);
        if (tooMany || fragments.length() + fragment.length() > MAX_CHARACTERS) {
            connection.close(CloseCode.ABUSE);
            return;
        }
        fragments.append(fragment);
        if (last) {
            String text = fragments.toString();
            fragments.setLength(0);
            onMessage(socket, text);
        }
    }

    @Override
    public void onMessage(WebSocket socket, byte[] bytes) {
        connection.close(CloseCode.ABUSE);
    }

    @Override
    public void onFragment(WebSocket socket, byte[] fragment, boolean last) {
        connection.close(CloseCode.ABUSE);
    }

    @Override
    public void onPing(WebSocket socket, byte[] bytes) {
        connection.heard();
        if (!messages.tryConsume(1)) {
            connection.close(CloseCode.ABUSE);
        }
    }

    @Override
    public void onPong(WebSocket socket, byte[] bytes) {
        connection.heard();
        if (connection.reportWanted()) {
            // In its turn, so that it never undoes a later report.
            inbox.add(0, () -> dispatcher.reportAgain(connection));
        }
    }

    @Override
    public void onClose(WebSocket socket, DataFrame frame) {
        // After what was said before it, so that the hub forgets a socket only once it knows it.
        inbox.addLast(this::closed);
    }

    private void handle(String text) {
        // While no more is read its answers to pings are not heard; but that it waits for its turn shows it alive.
        connection.heard();
        if (connection.closing() != null) {
            // Removed, replaced or gone: what was on its way acts on nobody any more.
            return;
        }
        RequestId.within(requestId, () -> dispatcher.dispatch(connection, text));
        if (!repeating) {
            repeatConfirmations();
        }
    }

    private void repeatConfirmations() {
        repeating = connection.closing() == null && dispatcher.owesConfirmation(connection);
        if (repeating) {
            CompletableFuture.delayedExecutor(REPEAT_MILLIS, TimeUnit.MILLISECONDS, inbox::addLast)
                    .execute(() -> {
                        dispatcher.reportAgain(connection);
                        repeatConfirmations();
                    });
        }
    }

    private void closed() {
        boolean current = hub.remove(connection);
        CloseCode why = connection.closing();
        if (why == CloseCode.REMOVED) {
            presence.removed(connection);
        }
        boolean settled = why == CloseCode.REPLACED || why == CloseCode.SESSION_ENDED;
        if (current && connection.isParticipant() && !settled) {
            // Also one that left or was removed: the state may not have taken that.
            presence.lost(connection);
        }
    }
}
