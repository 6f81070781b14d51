package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.Role;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.impl.SafeFutureImpl;
import org.glassfish.grizzly.websockets.DataFrame;
import org.glassfish.grizzly.websockets.WebSocket;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private final List<String> sent = new ArrayList<>();
    private final List<Object> closes = new ArrayList<>();
    private final SendBudget budget = new SendBudget(Long.MAX_VALUE);
    private boolean failing;

    private final Connection connection = new Connection(
            socket(),
            new Grant("session", Role.PARTICIPANT, "ann", null, Instant.MAX, false),
            URI.create("http://localhost/"),
            budget);

    @Test
    void events_beforeTheSnapshot_comeAfterItAndOnce() {
        connection.outbox().deliver(Outgoing.event(4, "event", "four"));
        connection.outbox().deliver(Outgoing.event(5, "event", "five"));

        connection.outbox().start(List.of(Outgoing.event(4, "event", "snapshot")), 4);
        connection.outbox().deliver(Outgoing.event(5, "event", "five again"));
        connection.outbox().deliver(Outgoing.event(6, "event", "six"));

        assertThat(sent).containsExactly("snapshot", "five", "six");
    }

    @Test
    void socket_lostWhileItIsWrittenTo_throwsNothingAtWhoWrites() {
        connection.outbox().start(List.of(), 0);
        failing = true;

        connection.outbox().deliver(Outgoing.event(1, "event", "an event that others wait for"));

        assertThat(sent).isEmpty();
    }

    @Test
    void reader_thatDoesNotRead_isClosedAsTooSlowAndSentNoMore() {
        connection.outbox().start(List.of(), 0);
        String large = "x".repeat(1024 * 1024);

        for (int i = 0; i < 20; i++) {
            connection.send(large);
        }

        assertThat(sent).hasSize(5);
        assertThat(closes).containsExactly(4013);
        assertThat(connection.closing()).isEqualTo(CloseCode.TOO_SLOW);
    }

    @Test
    void close_again_keepsTheFirstReason() {
        connection.close(CloseCode.REMOVED);
        connection.close(CloseCode.ABUSE);

        assertThat(connection.closing()).isEqualTo(CloseCode.REMOVED);
        assertThat(closes).containsExactly(4003);
    }

    @Test
    void close_whileHeld_waitsForTheAnswer() {
        connection.outbox().start(List.of(), 0);
        connection.hold();
        connection.close(CloseCode.SESSION_ENDED);
        connection.send("the answer");
        assertThat(closes).isEmpty();

        connection.release();
        connection.send("too late");

        assertThat(sent).containsExactly("the answer");
        assertThat(closes).containsExactly(4001);
    }

    @Test
    void heard_afterTheClose_countsNoMore() {
        connection.close(CloseCode.REMOVED);
        long before = connection.lastHeardNanos();

        connection.heard();

        assertThat(connection.lastHeardNanos()).isEqualTo(before);
    }

    @Test
    void fellSilent_onlyWhereItWasEndedForThat() {
        connection.close(CloseCode.GOING_AWAY);
        assertThat(connection.fellSilent()).isFalse();

        connection.terminate();

        assertThat(connection.fellSilent()).isTrue();
    }

    /** A socket that sends without ever finishing. */
    private WebSocket socket() {
        return (WebSocket) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {WebSocket.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "isConnected":
                            return true;
                        case "send":
                            if (failing) {
                                throw new IllegalStateException("Socket is not connected.");
                            }
                            sent.add((String) arguments[0]);
                            return SafeFutureImpl.<DataFrame>create();
                        case "close":
                            closes.add(arguments[0]);
                            return null;
                        case "onClose":
                            return null;
                        default:
                            throw new UnsupportedOperationException(method.getName());
                    }
                });
    }
}
