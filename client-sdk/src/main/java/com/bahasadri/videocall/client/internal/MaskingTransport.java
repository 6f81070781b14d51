package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Headers;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.OpenAnswer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Sees to it that no failure repeats the token that a request has, and says when a try may have done something: when it was lost, or
 * failed in the server. Immutable and safe for use by many threads.
 */
final class MaskingTransport implements Transport {
    private final Transport next;
    private final Runnable doubt;

    MaskingTransport(Transport next, Runnable doubt) {
        this.next = Objects.requireNonNull(next, "next is null");
        this.doubt = Objects.requireNonNull(doubt, "doubt is null");
    }

    @Override
    public Answer send(Request request) {
        Masking masking = Masking.of(request);
        try {
            return masked(next.send(request), masking);
        } catch (RuntimeException e) {
            throw (RuntimeException) masked(e, masking);
        }
    }

    @Override
    public CompletableFuture<Answer> sendAsync(Request request) {
        Masking masking = Masking.of(request);
        CompletableFuture<Answer> sent = next.sendAsync(request);
        CompletableFuture<Answer> result = Futures.cancelling(sent);
        sent.whenComplete((answer, failure) -> {
            if (failure == null) {
                result.complete(masked(answer, masking));
            } else {
                result.completeExceptionally(masked(Futures.unwrapped(failure), masking));
            }
        });
        return result;
    }

    @Override
    public OpenAnswer open(Request request) {
        Masking masking = Masking.of(request);
        try {
            OpenAnswer answer = next.open(request);
            return answer.isSuccessful()
                    ? answer.withHeaders(succeeded(answer.headers(), masking))
                    : OpenAnswer.of(masked(answer.whole(Exchange.MAX_ERROR_BYTES), masking));
        } catch (RuntimeException e) {
            throw (RuntimeException) masked(e, masking);
        }
    }

    private Answer masked(Answer answer, Masking masking) {
        if (answer.status() == 408 || answer.status() >= 500) {
            doubt.run();
        }
        if (answer.isSuccessful()) {
            return answer.withHeaders(succeeded(answer.headers(), masking));
        }
        String text = answer.text();
        String masked = masking.masked(text);
        // A body that is no text stays as it is.
        Answer shown = masked.equals(text) ? answer : Answer.of(answer.status(), answer.headers(), masked);
        return shown.withHeaders(masking.masked(answer.headers()));
    }

    // Of what succeeds a message tells the request id alone; the rest is read, and a short token may be part of any
    // word.
    private static Headers succeeded(Headers headers, Masking masking) {
        String id = headers.first("X-Request-Id").orElse("");
        String masked = masking.masked(id);
        return masked.equals(id) ? headers : headers.with("X-Request-Id", masked);
    }

    private Throwable masked(Throwable failure, Masking masking) {
        doubt.run();
        return masking.masked(failure);
    }
}
