package com.bahasadri.videocall.server.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.bahasadri.videocall.server.domain.event.LoggedEvent;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.Role;
import com.bahasadri.videocall.server.http.RequestThreads;
import com.bahasadri.videocall.server.json.ApiJson;
import com.bahasadri.videocall.server.support.Replay;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.glassfish.grizzly.impl.ReadyFutureImpl;
import org.glassfish.grizzly.websockets.WebSocket;

/**
 * A client of the channel as the hub sees it, which connects again and again and goes on behind what it has. It notes what
 * was wrong with what it got. Safe for use by many threads.
 */
final class Watcher {
    private static final URI BASE = URI.create("http://localhost/");
    private static final Executor CLEANING = Executors.newSingleThreadExecutor(RequestThreads.daemons("cleaning"));

    private final Grant grant;
    private final List<Got> got = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private Socket socket;

    /** A participant's page, or an operator. */
    Watcher(String sessionId, String id, Role role) {
        grant = new Grant(sessionId, role, id, id, Instant.MAX, false);
    }

    String sessionId() {
        return grant.sessionId();
    }

    /** Connects to a server; a connection that is open stays so, until the hub closes it. */
    void connect(Hub hub) {
        Socket opening = new Socket(hub);
        long after;
        synchronized (this) {
            socket = opening;
            after = got.isEmpty() ? -1 : got.get(got.size() - 1).seq();
        }
        hub.open(opening.connection, new Admitted(grant, () -> false, BASE, after));
    }

    /** Loses the connection, and some of the last messages on it. */
    void lose(int messages) {
        Socket lost;
        synchronized (this) {
            lost = socket;
            if (socket == null) {
                return;
            }
            socket = null;
            // What came by the connections before it was read.
            for (int i = 0; i < messages && got.size() > lost.first + 1; i++) {
                got.remove(got.size() - 1);
            }
        }
        lost.hub.remove(lost.connection);
    }

    /** Loses the connection, if it is to that server. */
    void loseServer(Hub hub) {
        synchronized (this) {
            if (socket == null || socket.hub != hub) {
                return;
            }
        }
        lose(0);
    }

    /** Whether it is connected. */
    synchronized boolean connected() {
        return socket != null;
    }

    /** Whether it has the events up to a number. */
    synchronized boolean has(long seq) {
        return !got.isEmpty() && got.get(got.size() - 1).seq() >= seq;
    }

    /** Fails where it got anything but the log, each event once, and snapshots that tell what the log tells up to there. */
    synchronized void assertToldTheLog(List<LoggedEvent> log, Session session, MessageJson json) {
        assertThat(wrong).isEmpty();
        for (Got one : got) {
            if (one.snapshot() == null) {
                assertThat(one.text())
                        .isEqualTo(
                                json.event(log.get((int) one.seq() - 1), BASE).text());
            } else {
                Session then = Replay.of(log.subList(0, (int) one.seq()), session);
                String told = json.snapshot(then, one.snapshot()).text();
                assertThat(lasting(one.text(), then)).isEqualTo(lasting(told, then));
            }
        }
        assertThat(got.get(got.size() - 1).seq()).isEqualTo(session.seq());
    }

    private synchronized void take(Socket from, String text) {
        JsonNode message = read(text);
        if (from != socket || !message.has("seq")) {
            // An older connection's reader is gone.
            return;
        }
        long seq = message.path("seq").asLong();
        boolean snapshot = message.path("type").asText().equals("snapshot");
        long last = got.isEmpty() ? -1 : got.get(got.size() - 1).seq();
        if (snapshot ? seq < last : seq != last + 1) {
            wrong.add("after " + last + " comes " + text);
        }
        if (from.first < 0) {
            from.first = got.size();
        }
        got.add(new Got(seq, text, snapshot ? from.connection : null));
    }

    private synchronized void closed(Socket which) {
        if (socket == which) {
            socket = null;
        }
    }

    /** A snapshot without its time, and without the files of a session that has ended, for no event tells of these. */
    private static ObjectNode lasting(String text, Session session) {
        ObjectNode message = read(text);
        message.remove("at");
        if (session.ended()) {
            message.withObject("data").remove("files");
        }
        return message;
    }

    private static ObjectNode read(String text) {
        try {
            return (ObjectNode) ApiJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message; a snapshot with the connection that it came on. */
    private record Got(long seq, String text, Connection snapshot) {}

    private final class Socket {
        private final Hub hub;
        private final Connection connection;
        /** Where what came by it begins. */
        private int first = -1;

        private volatile boolean open = true;

        Socket(Hub hub) {
            this.hub = hub;
            this.connection = new Connection(socket(), grant, BASE, new SendBudget(Long.MAX_VALUE));
        }

        private WebSocket socket() {
            return (WebSocket) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {WebSocket.class}, (proxy, method, arguments) -> {
                        switch (method.getName()) {
                            case "isConnected":
                                return open;
                            case "send":
                                take(this, (String) arguments[0]);
                                return ReadyFutureImpl.create((Object) null);
                            case "close":
                                open = false;
                                closed(this);
                                // As a socket's end is told: on another thread.
                                CLEANING.execute(() -> hub.remove(connection));
                                return null;
                            default:
                                throw new UnsupportedOperationException(method.getName());
                        }
                    });
        }
    }
}
