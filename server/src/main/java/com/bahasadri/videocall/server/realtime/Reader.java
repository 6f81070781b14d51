package com.bahasadri.videocall.server.realtime;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.http.ResponseStream;
import com.bahasadri.videocall.server.resource.EventStreams.Asked;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.glassfish.grizzly.http.server.Response;

/**
 * One who reads the events of a session as a stream of server-sent events, and is no peer of it. Safe for use by many
 * threads.
 */
final class Reader implements Sink {
    /** A line that readers ignore. */
    private static final Outgoing COMMENT = Outgoing.plain("");

    /** How long what is left may take when the stream has ended. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Asked asked;
    private final ResponseStream stream;
    private final Outbox outbox;

    /**
     * Answers a reader.
     *
     * @param asked what it asked for
     * @param response its answer
     * @param budget how much may wait for it
     * @param ended is told once, however the stream ends after it has begun
     */
    Reader(Asked asked, Response response, SendBudget budget, Consumer<Reader> ended) {
        this.outbox = new Outbox(this, this::abort, budget);
        this.asked = requireNonNull(asked, "asked is null");
        this.stream = new ResponseStream(response, () -> {
            ended.accept(this);
            settle();
        });
    }

    /** Starts to answer. */
    void begin() throws IOException {
        stream.begin();
    }

    Asked asked() {
        return asked;
    }

    /** What it is to get. */
    Outbox outbox() {
        return outbox;
    }

    /** Whether it reads with the token of that participant, or control center. */
    boolean is(String participantId) {
        return asked.holder() != null && asked.holder().getName().equals(participantId);
    }

    /** Whether its token, if it has one, is over by then. */
    boolean expired(Instant now) {
        Grant grant = asked.holder() == null ? null : asked.holder().grant();
        return grant != null && !grant.expiresAt().isAfter(now);
    }

    /** Whether its token, if it had one, opens the session no longer. */
    boolean revoked() {
        if (asked.holder() == null) {
            return false;
        }
        try {
            asked.holder().again().run();
            return false;
        } catch (ServiceException e) {
            return switch (e.code()) {
                case UNAUTHORIZED, FORBIDDEN, SESSION_NOT_FOUND -> true;
                default -> throw e;
            };
        }
    }

    /** Shows that the connection is alive. */
    void comment() {
        outbox.send(COMMENT);
    }

    /** Ends the stream behind what was sent, for a reader that may come again. */
    void end() {
        stream.end();
    }

    /** Sees to what still waits for a reader whose stream has ended: it may take its time, but not for ever. */
    private void settle() {
        if (outbox.idle()) {
            outbox.end();
            return;
        }
        CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    // Not where it was taken: the connection may carry another request by now.
                    if (!outbox.idle()) {
                        abort();
                    }
                    outbox.end();
                });
    }

    /** Ends the stream at once, whatever waits to be sent. */
    void abort() {
        stream.abort();
    }

    @Override
    public boolean isOpen() {
        return stream.isOpen();
    }

    @Override
    public void send(Outgoing message, Runnable sent) {
        stream.send(message.asServerSentEvent(), sent);
    }
}
