package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.OpenAnswer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Sends a token that can be had anew, and once more with the new one where the server does not take the old one: nothing was done
 * then. An upload only where its source is repeatable. Immutable and safe for use by many threads.
 */
final class RenewingTransport implements Transport {
    private static final int UNAUTHORIZED = 401;

    private final Transport next;
    private final RenewableToken token;
    private final Executor executor;

    RenewingTransport(Transport next, RenewableToken token, Executor executor) {
        this.next = Objects.requireNonNull(next, "next is null");
        this.token = Objects.requireNonNull(token, "token is null");
        this.executor = Objects.requireNonNull(executor, "executor is null");
    }

    @Override
    public Answer send(Request request) {
        String secret = token.get();
        Answer answer = with(secret).send(request);
        return mayRepeat(request, answer.status()) && token.renew(secret)
                ? with(token.get()).send(request)
                : answer;
    }

    @Override
    public OpenAnswer open(Request request) {
        String secret = token.get();
        OpenAnswer answer = with(secret).open(request);
        if (!mayRepeat(request, answer.status())) {
            return answer;
        }
        // Whole by now, so that nothing is left open.
        return token.renew(secret) ? with(token.get()).open(request) : answer;
    }

    @Override
    public CompletableFuture<Answer> sendAsync(Request request) {
        String secret = token.get();
        CompletableFuture<Answer> first = with(secret).sendAsync(request);
        CompletableFuture<Answer> result = Futures.cancelling(first);
        // Elsewhere than on OkHttp's threads, none of which is to wait for a token.
        first.thenAcceptAsync(
                        answer -> {
                            if (mayRepeat(request, answer.status()) && !result.isDone() && token.renew(secret)) {
                                CompletableFuture<Answer> second =
                                        with(token.get()).sendAsync(request);
                                Futures.onCancel(result, () -> second.cancel(true));
                                second.thenAccept(result::complete)
                                        .whenComplete((nothing, failure) -> fail(result, failure));
                            } else {
                                result.complete(answer);
                            }
                        },
                        executor)
                .whenComplete((nothing, failure) -> fail(result, failure));
        return result;
    }

    private static void fail(CompletableFuture<Answer> result, @Nullable Throwable failure) {
        if (failure != null) {
            result.completeExceptionally(Futures.unwrapped(failure));
        }
    }

    private static boolean mayRepeat(Request request, int status) {
        return status == UNAUTHORIZED
                && request.file().map(file -> file.source().isRepeatable()).orElse(true);
    }

    private Transport with(String secret) {
        return new AuthenticatingTransport(next, () -> secret);
    }
}
