package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.CallListener;
import com.bahasadri.videocall.client.Headers;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells a listener what it may know, and lets nothing that it throws reach a call. Immutable and safe for use by many threads. */
final class Events {
    private final @Nullable CallListener listener;

    Events(@Nullable CallListener listener) {
        this.listener = listener;
    }

    void sent(CallListener.Sent sent) {
        tell(listening -> listening.onRequest(sent));
    }

    void answered(CallListener.Sent sent, Duration took, int status, Headers headers) {
        tell(listening -> listening.onAnswer(new CallListener.Answered(sent, status, took, headers.loggable())));
    }

    void failed(CallListener.Sent sent, Duration took, Throwable failure) {
        tell(listening -> listening.onFailure(new CallListener.Failed(sent, took, failure)));
    }

    void retrying(Request request, Duration wait, @Nullable Answer answer) {
        retrying(request, wait, Optional.ofNullable(answer).map(Answer::status));
    }

    void retrying(Request request, Duration wait, Optional<Integer> status) {
        tell(listening ->
                listening.onRetry(new CallListener.Retrying(request.operationId(), request.attempt(), wait, status)));
    }

    static CallListener.Sent of(Request request) {
        return new CallListener.Sent(
                request.operationId(),
                request.method(),
                request.path(),
                request.attempt(),
                request.headers().loggable());
    }

    private void tell(Consumer<CallListener> what) {
        if (listener == null) {
            return;
        }
        try {
            what.accept(listener);
        } catch (RuntimeException e) {
            // A call is worth more than what is told of it.
        }
    }
}
