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
    private final Deadline deadline;
    private final int maxRetries;
    private int made;

    Tries(Request request, RetryPolicy policy, Time time) {
        this.request = request;
        this.policy = policy;
        this.time = time;
        this.deadline = new Deadline(request.options().timeout().orElseThrow().call(), time);
        this.maxRetries =
                request.isRepeatable() ? request.options().maxRetries().orElse(0) : 0;
    }

    /** The request of the next try. */
    Request next() {
        made++;
        return request.toBuilder().attempt(made, deadline.left()).build();
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
        return policy.wait(made, asked).filter(deadline::hasTimeFor);
    }

    /** Says what ended it before it was over. */
    CancelledException ended(String how, @Nullable Throwable cause) {
        return new CancelledException(request.operationId() + " " + how, cause);
    }
}
