package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Headers;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.OpenAnswer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Sends a token, sees to it that no failure repeats it, and says when a try may have done something: when it was lost, or failed in the
 * server. Immutable and safe for use by many threads.
 */
final class AuthenticatingTransport implements Transport {
    private final Transport next;
    private final String token;
    private final Masking masking;
    private final Runnable doubt;

    AuthenticatingTransport(Transport next, String token, Runnable doubt) {
        this.next = Objects.requireNonNull(next, "next is null");
        this.token = HeaderRules.checkedToken(token);
        this.masking = new Masking(token);
        this.doubt = Objects.requireNonNull(doubt, "doubt is null");
    }

    @Override
    public Answer send(Request request) {
        try {
            return masked(next.send(authorized(request)));
        } catch (RuntimeException e) {
            throw (RuntimeException) masked(e);
        }
    }

    @Override
    public CompletableFuture<Answer> sendAsync(Request request) {
        CompletableFuture<Answer> sent = next.sendAsync(authorized(request));
        CompletableFuture<Answer> result = Futures.cancelling(sent);
        sent.whenComplete((answer, failure) -> {
            if (failure == null) {
                result.complete(masked(answer));
            } else {
                result.completeExceptionally(masked(Futures.unwrapped(failure)));
            }
        });
        return result;
    }

    @Override
    public OpenAnswer open(Request request) {
        try {
            OpenAnswer answer = next.open(authorized(request));
            return answer.isSuccessful()
                    ? answer.withHeaders(succeeded(answer.headers()))
                    : OpenAnswer.of(masked(answer.whole(Exchange.MAX_ERROR_BYTES)));
        } catch (RuntimeException e) {
            throw (RuntimeException) masked(e);
        }
    }

    private Request authorized(Request request) {
        return request.toBuilder().header("Authorization", "Bearer " + token).build();
    }

    private Answer masked(Answer answer) {
        if (answer.status() == 408 || answer.status() >= 500) {
            doubt.run();
        }
        if (answer.isSuccessful()) {
            return answer.withHeaders(succeeded(answer.headers()));
        }
        String text = answer.text();
        String masked = masking.masked(text);
        // A body that is no text stays as it is.
        Answer shown = masked.equals(text) ? answer : Answer.of(answer.status(), answer.headers(), masked);
        return shown.withHeaders(masking.masked(answer.headers()));
    }

    // Of what succeeds a message tells the request id alone; the rest is read, and a short token may be part of any
    // word.
    private Headers succeeded(Headers headers) {
        String id = headers.first("X-Request-Id").orElse("");
        String masked = masking.masked(id);
        return masked.equals(id) ? headers : headers.with("X-Request-Id", masked);
    }

    private Throwable masked(Throwable failure) {
        doubt.run();
        return masking.masked(failure);
    }
}
