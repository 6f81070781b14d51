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
 * Sends a token that can be had anew, and once more with the new one where the server does not take the old one: this try did nothing
 * then. An upload only where its source is repeatable. Safe for use by many threads; one that keeps its token is for the tries of one
 * write, which the server would take for another write under another token. It has a new one only while no try can have done anything.
 */
final class RenewingTransport implements Transport {
    private static final int UNAUTHORIZED = 401;

    private final Transport next;
    private final RenewableToken token;
    private final Executor executor;
    private final boolean keeps;
    private volatile @Nullable String kept;
    private volatile boolean doubtful;

    RenewingTransport(Transport next, RenewableToken token, Executor executor, boolean keeps) {
        this.keeps = keeps;
        this.next = Objects.requireNonNull(next, "next is null");
        this.token = Objects.requireNonNull(token, "token is null");
        this.executor = Objects.requireNonNull(executor, "executor is null");
    }

    @Override
    public Answer send(Request request) {
        String secret = secret();
        Answer answer = with(secret).send(request);
        return mayRepeat(request, answer.status()) && renew(secret)
                ? with(secret()).send(request)
                : answer;
    }

    @Override
    public OpenAnswer open(Request request) {
        String secret = secret();
        OpenAnswer answer = with(secret).open(request);
        if (!mayRepeat(request, answer.status())) {
            return answer;
        }
        // Whole by now, so that nothing is left open.
        return renew(secret) ? with(secret()).open(request) : answer;
    }

    @Override
    public CompletableFuture<Answer> sendAsync(Request request) {
        String secret = secret();
        CompletableFuture<Answer> first = with(secret).sendAsync(request);
        CompletableFuture<Answer> result = Futures.cancelling(first);
        // Elsewhere than on OkHttp's threads, none of which is to wait for a token.
        first.thenAcceptAsync(
                        answer -> {
                            if (mayRepeat(request, answer.status()) && !result.isDone() && renew(secret)) {
                                CompletableFuture<Answer> second =
                                        with(secret()).sendAsync(request);
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

    private String secret() {
        String secret = kept;
        if (secret == null) {
            secret = token.get();
            kept = keeps ? secret : null;
        }
        return secret;
    }

    private boolean renew(String refused) {
        if (keeps && doubtful || !token.renew(refused)) {
            return false;
        }
        kept = null;
        return true;
    }

    private Transport with(String secret) {
        return new AuthenticatingTransport(next, () -> secret, () -> doubtful = true);
    }
}
