package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.ParticipantState;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.Role;
import com.bahasadri.videocall.server.port.Neighbours.Peer;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.websockets.ClosingFrame;
import org.glassfish.grizzly.websockets.DataFrame;
import org.glassfish.grizzly.websockets.WebSocket;
import org.jspecify.annotations.Nullable;

/** One open socket of a page or a control center. Safe for use by many threads. */
final class Connection implements Sink {
    private final WebSocket socket;
    private final Grant grant;
    private final URI base;
    private final String peerId;
    private final Outbox outbox;

    private int holds;
    private volatile boolean closed;
    private @Nullable CloseCode pendingClose;
    private Cause removal = Cause.SERVER;
    private volatile boolean silent;
    private volatile long lastHeardNanos = System.nanoTime();
    private volatile @Nullable CloseCode closing;
    private @Nullable ParticipantState reported;
    private volatile boolean reportWanted;

    Connection(WebSocket socket, Grant grant, URI base, SendBudget budget) {
        this.outbox = new Outbox(this, () -> close(CloseCode.TOO_SLOW), budget);
        this.socket = socket;
        this.grant = grant;
        this.base = base;
        this.peerId = grant.role() == Role.PARTICIPANT
                ? grant.participantId()
                : "control-" + UUID.randomUUID().toString().substring(0, 8);
    }

    Grant grant() {
        return grant;
    }

    /** This server's address as the client sees it. */
    URI base() {
        return base;
    }

    String peerId() {
        return peerId;
    }

    /** Whose socket it is. */
    Peer peer() {
        return new Peer(grant.sessionId(), peerId);
    }

    boolean isParticipant() {
        return grant.role() == Role.PARTICIPANT;
    }

    /** Notes that the client is alive; one that was closed counts as silent, so that it cannot stay by talking on. */
    void heard() {
        if (!closed) {
            lastHeardNanos = System.nanoTime();
        }
    }

    long lastHeardNanos() {
        return lastHeardNanos;
    }

    /** Whether it was ended because nothing was heard. */
    boolean fellSilent() {
        return silent;
    }

    /** Notes what the page reports, on top of what it has reported before. */
    synchronized void noteReport(ParticipantState report) {
        reported = reported == null ? report : report.after(reported);
    }

    /** Asks for what the page has reported to be told again. */
    void askForReport() {
        reportWanted = true;
    }

    /** All that the page has reported, if that is asked for; once. */
    synchronized Optional<ParticipantState> wantedReport() {
        boolean wanted = reportWanted && closing == null;
        reportWanted = false;
        return wanted ? Optional.ofNullable(reported) : Optional.empty();
    }

    /** Whether the microphone is off, as the page has reported it last. */
    synchronized Optional<Boolean> reportedMuted() {
        return Optional.ofNullable(reported).map(ParticipantState::muted);
    }

    boolean reportWanted() {
        return reportWanted;
    }

    /** Why this side closes, or null while it does not. */
    @Nullable
    CloseCode closing() {
        return closing;
    }

    /** What it is to get. */
    Outbox outbox() {
        return outbox;
    }

    /** Sends a message that is no event of the log. */
    void send(String text) {
        outbox.send(Outgoing.plain(text));
    }

    @Override
    public boolean isOpen() {
        return !closed && socket.isConnected();
    }

    @Override
    public void send(Outgoing message, Runnable sent) {
        socket.send(message.text()).addCompletionHandler(new EmptyCompletionHandler<>() {
            @Override
            public void completed(DataFrame frame) {
                sent.run();
            }

            @Override
            public void failed(Throwable failure) {
                close(CloseCode.TOO_SLOW);
            }
        });
    }

    /** Keeps the socket open until it is released, so that an answer still goes out. */
    synchronized void hold() {
        holds++;
    }

    synchronized void release() {
        holds--;
        if (holds == 0 && pendingClose != null) {
            closeNow(pendingClose);
        }
    }

    /** Closes, for the first reason that there was. */
    synchronized void close(CloseCode why) {
        if (closing != null) {
            return;
        }
        closing = why;
        if (holds > 0) {
            pendingClose = why;
        } else {
            closeNow(why);
        }
    }

    /** Closes because its holder was removed. */
    synchronized void remove(Cause cause) {
        removal = cause;
        close(CloseCode.REMOVED);
    }

    /** Who removed its holder; the server, where that is not known. */
    synchronized Cause removal() {
        return removal;
    }

    void ping() {
        if (socket.isConnected()) {
            socket.sendPing(new byte[0]);
        }
    }

    /** Ends the socket without the closing handshake, for a client that no longer answers. */
    void terminate() {
        silent = true;
        // Not as who left: one whose network comes back reads this, and is to reconnect.
        socket.close(WebSocket.END_POINT_GOING_DOWN, "no answer");
        socket.onClose(new ClosingFrame(WebSocket.END_POINT_GOING_DOWN, "no answer"));
    }

    private void closeNow(CloseCode why) {
        closed = true;
        socket.close(why.code(), why.reason());
    }
}
