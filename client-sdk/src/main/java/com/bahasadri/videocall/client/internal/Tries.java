package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.Request;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tries of one call: how many have been made, and how much of the whole call's time is left. For one thread at a time. */
final class Tries {
    private final Request request;
    private final RetryPolicy policy;
    private final Time time;
    private final Duration limit;
    private final int maxRetries;
    private final long start;
    private int made;

    Tries(Request request, RetryPolicy policy, Time time) {
        this.request = request;
        this.policy = policy;
        this.time = time;
        this.limit = request.options().timeout().orElseThrow().call();
        boolean repeatable =
                request.file().map(file -> file.source().isRepeatable()).orElse(true);
        this.maxRetries = repeatable ? request.options().maxRetries().orElse(0) : 0;
        this.start = time.nanos();
    }

    /** The request of the next try. */
    Request next() {
        made++;
        Duration left = made == 1 ? limit : left();
        // Zero would be no limit at all.
        Duration timeLimit = limit.isZero() || left.compareTo(Duration.ofMillis(1)) >= 0 ? left : Duration.ofMillis(1);
        return request.toBuilder().attempt(made, timeLimit).build();
    }

    int made() {
        return made;
    }

    Cancellation cancellation() {
        return request.options().cancellation().orElseGet(Cancellation::new);
    }

    /** How long to wait before the next try; empty where there is to be none. Exactly one of answer and failure is there. */
    Optional<Duration> waitAfter(@Nullable Answer answer, @Nullable Throwable failure) {
        boolean worthIt =
                answer != null ? RetryPolicy.isWorthIt(answer.status()) : failure instanceof TransportException;
        if (!worthIt || made > maxRetries) {
            return Optional.empty();
        }
        Optional<Duration> asked = answer == null ? Optional.empty() : RetryAfter.of(answer.headers(), time.now());
        return policy.wait(made, asked).filter(wait -> limit.isZero() || wait.compareTo(left()) < 0);
    }

    CancelledException interrupted(@Nullable Throwable cause) {
        return new CancelledException(request.operationId() + " was interrupted", cause);
    }

    CancelledException cancelled(@Nullable Throwable cause) {
        return new CancelledException(request.operationId() + " was cancelled", cause);
    }

    private Duration left() {
        return limit.isZero() ? Duration.ZERO : limit.minusNanos(time.nanos() - start);
    }
}
