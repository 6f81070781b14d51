package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.ServerException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.error.VideoCallException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tries an upload up to three times, where its source is repeatable and the server has surely stored nothing: it could not be
 * reached, or it answered 503 and said how long to wait. A wait of more than 30 s is left to the caller. Every other call is
 * sent once. Immutable and safe for use by many threads.
 */
public final class RetryingTransport implements Transport {
    private static final int MAX_TRIES = 3;
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    private static final Duration WAIT_TO_CONNECT = Duration.ofSeconds(1);

    private final Transport next;
    private final Pause pause;

    /**
     * Waits in real time.
     *
     * @param next sends each try
     */
    public RetryingTransport(Transport next) {
        this(next, RetryingTransport::await);
    }

    RetryingTransport(Transport next, Pause pause) {
        this.next = Objects.requireNonNull(next, "next is null");
        this.pause = Objects.requireNonNull(pause, "pause is null");
    }

    @Override
    public <T> T send(Call call, Class<T> answer) {
        Call.FilePart file = call.file();
        if (file == null || !file.source().isRepeatable()) {
            return next.send(call, answer);
        }
        for (int tries = 1; ; tries++) {
            try {
                return next.send(call, answer);
            } catch (ServerException | TransportException e) {
                Optional<Duration> wait = waitAfter(e);
                if (tries == MAX_TRIES || wait.isEmpty()) {
                    throw e;
                }
                pause(call, wait.get(), file.options().cancellation(), e);
            }
        }
    }

    private static Optional<Duration> waitAfter(VideoCallException failure) {
        if (failure instanceof ServerException answer) {
            return answer.status() == 503
                    ? answer.retryAfter().filter(wait -> wait.compareTo(MAX_WAIT) <= 0)
                    : Optional.empty();
        }
        return failure.getCause() instanceof ConnectException ? Optional.of(WAIT_TO_CONNECT) : Optional.empty();
    }

    private void pause(Call call, Duration wait, @Nullable Cancellation cancellation, VideoCallException failure) {
        try {
            pause.await(wait, cancellation == null ? new Cancellation() : cancellation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(call.operationId() + " was interrupted", failure);
        }
        if (cancellation != null && cancellation.isCancelled()) {
            throw new CancelledException(call.operationId() + " was cancelled", failure);
        }
    }

    private static void await(Duration wait, Cancellation cancellation) throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        Cancellation.Registration registered = cancellation.onCancel(cancelled::countDown);
        try {
            cancelled.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            registered.close();
        }
    }

    /** Waits; a test does not. */
    @FunctionalInterface
    interface Pause {
        /** Returns after the time, or at the cancellation. */
        void await(Duration wait, Cancellation cancellation) throws InterruptedException;
    }
}
