package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Tries again what may end otherwise, within the time of the whole call and until the client is closed. An upload is tried again only
 * where its source is repeatable. Immutable and safe for use by many threads.
 */
final class RetryingTransport implements Transport {
    private final Transport next;
    private final RetryPolicy policy;
    private final Time time;
    private final Executor executor;
    private final Events events;
    private final Cancellation closing;

    RetryingTransport(
            Transport next, RetryPolicy policy, Time time, Executor executor, Events events, Cancellation closing) {
        this.next = Objects.requireNonNull(next, "next is null");
        this.policy = Objects.requireNonNull(policy, "policy is null");
        this.time = Objects.requireNonNull(time, "time is null");
        this.executor = Objects.requireNonNull(executor, "executor is null");
        this.events = Objects.requireNonNull(events, "events is null");
        this.closing = Objects.requireNonNull(closing, "closing is null");
    }

    @Override
    public Answer send(Request request) {
        Tries tries = new Tries(request, policy, time);
        while (true) {
            Request attempt = tries.next();
            Answer answer = null;
            TransportException failure = null;
            try {
                answer = next.send(attempt);
            } catch (TransportException e) {
                failure = e;
            }
            Optional<Duration> wait = wait(tries, answer, failure);
            if (wait.isPresent()) {
                events.retrying(attempt, wait.get(), answer);
                sleep(tries, wait.get(), failure);
            } else if (failure != null) {
                throw failure;
            } else {
                return Objects.requireNonNull(answer);
            }
        }
    }

    @Override
    public CompletableFuture<Answer> sendAsync(Request request) {
        CompletableFuture<Answer> result = new CompletableFuture<>();
        attempt(new Tries(request, policy, time), result);
        return result;
    }

    private Optional<Duration> wait(Tries tries, @Nullable Answer answer, @Nullable Throwable failure) {
        return closing.isCancelled() ? Optional.empty() : tries.waitAfter(answer, failure);
    }

    private void sleep(Tries tries, Duration wait, @Nullable Throwable failure) {
        CompletableFuture<Void> over = pause(tries, wait, failure, Runnable::run);
        try {
            over.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tries.ended("was interrupted", failure == null ? e : failure);
        } catch (ExecutionException e) {
            // Nothing else ends it early.
            throw (CancelledException) e.getCause();
        } finally {
            over.cancel(true);
        }
    }

    /** Complete when it is time; fails when the call is cancelled, or the client closed. */
    private CompletableFuture<Void> pause(
            Tries tries, Duration wait, @Nullable Throwable failure, Executor continuing) {
        CompletableFuture<Void> timer = time.later(wait, continuing);
        CompletableFuture<Void> over = new CompletableFuture<>();
        Cancellation.Registration cancelled =
                tries.cancellation().onCancel(() -> over.completeExceptionally(tries.ended("was cancelled", failure)));
        Cancellation.Registration closed = closing.onCancel(() ->
                over.completeExceptionally(tries.ended("was not tried again, for its client was closed", failure)));
        Futures.pass(timer, over);
        over.whenComplete((nothing, ended) -> {
            cancelled.close();
            closed.close();
            timer.cancel(true);
        });
        return over;
    }

    private void attempt(Tries tries, CompletableFuture<Answer> result) {
        if (result.isDone()) {
            return;
        }
        try {
            Request attempt = tries.next();
            CompletableFuture<Answer> sent = next.sendAsync(attempt);
            Futures.onCancel(result, () -> sent.cancel(true));
            sent.whenComplete((answer, thrown) -> {
                // What is thrown here, nobody would hear of.
                try {
                    ended(tries, attempt, answer, thrown == null ? null : Futures.unwrapped(thrown), result);
                } catch (Throwable e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    private void ended(
            Tries tries,
            Request attempt,
            @Nullable Answer answer,
            @Nullable Throwable failure,
            CompletableFuture<Answer> result) {
        Optional<Duration> wait = wait(tries, answer, failure);
        if (wait.isPresent()) {
            events.retrying(attempt, wait.get(), answer);
            attemptLater(tries, wait.get(), result, failure);
        } else if (failure != null) {
            result.completeExceptionally(failure);
        } else {
            result.complete(answer);
        }
    }

    private void attemptLater(
            Tries tries, Duration wait, CompletableFuture<Answer> result, @Nullable Throwable failure) {
        CompletableFuture<Void> over = pause(tries, wait, failure, executor);
        Futures.onCancel(result, () -> over.cancel(true));
        over.whenComplete((nothing, thrown) -> {
            if (thrown == null) {
                attempt(tries, result);
            } else {
                result.completeExceptionally(Futures.unwrapped(thrown));
            }
        });
    }
}
