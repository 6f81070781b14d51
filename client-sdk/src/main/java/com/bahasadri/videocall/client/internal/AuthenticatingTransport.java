package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Headers;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.OpenAnswer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the token, which a read asks for before each try and a write keeps, and sees to it that no failure repeats it: a proxy may echo a request, and
 * the text of an error ends in logs. Immutable and safe for use by many threads.
 */
final class AuthenticatingTransport implements Transport {
    private final Transport next;
    private final Supplier<@Nullable String> token;
    private final Runnable doubt;

    AuthenticatingTransport(Transport next, Supplier<@Nullable String> token) {
        this(next, token, () -> {});
    }

    /** One that says when a try may have done something: when it was lost, or failed in the server. */
    AuthenticatingTransport(Transport next, Supplier<@Nullable String> token, Runnable doubt) {
        this.doubt = doubt;
        this.next = Objects.requireNonNull(next, "next is null");
        this.token = Objects.requireNonNull(token, "token is null");
    }

    @Override
    public Answer send(Request request) {
        String secret = token.get();
        if (secret == null) {
            return next.send(request);
        }
        try {
            return masked(next.send(authorized(request, secret)), secret);
        } catch (TransportException e) {
            throw masked(e, secret);
        }
    }

    @Override
    public CompletableFuture<Answer> sendAsync(Request request) {
        String secret = token.get();
        if (secret == null) {
            return next.sendAsync(request);
        }
        CompletableFuture<Answer> sent = next.sendAsync(authorized(request, secret));
        CompletableFuture<Answer> result = Futures.cancelling(sent);
        sent.whenComplete((answer, thrown) -> {
            if (thrown == null) {
                result.complete(masked(answer, secret));
                return;
            }
            Throwable failure = Futures.unwrapped(thrown);
            result.completeExceptionally(failure instanceof TransportException e ? masked(e, secret) : failure);
        });
        return result;
    }

    @Override
    public OpenAnswer open(Request request) {
        String secret = token.get();
        if (secret == null) {
            return next.open(request);
        }
        try {
            OpenAnswer answer = next.open(authorized(request, secret));
            return answer.isSuccessful()
                    ? answer.withHeaders(masked(Answer.of(answer.status(), answer.headers(), ""), secret)
                            .headers())
                    : OpenAnswer.of(masked(answer.whole(Exchange.MAX_ERROR_BYTES), secret));
        } catch (TransportException e) {
            throw masked(e, secret);
        }
    }

    private static Request authorized(Request request, String secret) {
        return request.toBuilder()
                .header("Authorization", "Bearer " + HeaderRules.checkedToken(secret))
                .build();
    }

    private Answer masked(Answer answer, String secret) {
        if (answer.status() == 408 || answer.status() >= 500) {
            doubt.run();
        }
        // Of what succeeds a message tells the request id alone.
        boolean inHeaders = answer.isSuccessful()
                ? answer.headers()
                        .first("X-Request-Id")
                        .filter(id -> id.contains(secret))
                        .isPresent()
                : answer.headers().names().stream()
                        .flatMap(name -> answer.headers().all(name).stream())
                        .anyMatch(value -> value.contains(secret));
        boolean inBody = !answer.isSuccessful() && answer.text().contains(secret);
        Answer masked = inBody
                ? Answer.of(answer.status(), answer.headers(), answer.text().replace(secret, "***"))
                : answer;
        return inHeaders ? masked.withHeaders(masked(answer.headers(), secret)) : masked;
    }

    private static Headers masked(Headers headers, String secret) {
        return Headers.of(headers.names().stream()
                .flatMap(name -> headers.all(name).stream().map(value -> Map.entry(name, value.replace(secret, "***"))))
                .toList());
    }

    private TransportException masked(TransportException failure, String secret) {
        doubt.run();
        for (Throwable part = failure; part != null; part = part.getCause()) {
            if (String.valueOf(part.getMessage()).contains(secret)) {
                // Without its cause, which cannot be changed.
                return new TransportException(
                        failure.reason(), String.valueOf(failure.getMessage()).replace(secret, "***"), null);
            }
        }
        return failure;
    }
}
