package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Headers;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Answers, or fails, in the order it is told, and with the last for ever. */
final class Script implements Transport {
    final List<Request> sent = new ArrayList<>();
    private final List<Outcome> outcomes;

    Script(Outcome... outcomes) {
        this.outcomes = List.of(outcomes);
    }

    static Outcome status(int status) {
        return status(status, null);
    }

    static Outcome status(int status, @Nullable String retryAfter) {
        Headers headers =
                retryAfter == null ? Headers.none() : Headers.of(List.of(Map.entry("Retry-After", retryAfter)));
        return () -> Answer.of(status, headers, "{}");
    }

    static Outcome lost() {
        return failing(new TransportException(TransportException.Reason.CUT, "it broke off", null));
    }

    static Outcome failing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }

    @Override
    public Answer send(Request request) {
        sent.add(request);
        return outcomes.get(Math.min(sent.size(), outcomes.size()) - 1).get();
    }

    @Override
    public CompletableFuture<Answer> sendAsync(Request request) {
        try {
            return CompletableFuture.completedFuture(send(request));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** What becomes of a request. */
    @FunctionalInterface
    interface Outcome {
        Answer get();
    }
}
