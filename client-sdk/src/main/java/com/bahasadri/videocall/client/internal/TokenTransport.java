package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.OpenAnswer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the token, and sends it. One that can be had anew is, where the server does not take it: this try did nothing then, and is
 * made once more, an upload only where its source is repeatable. All of that is part of the try's time. Safe for use by many threads;
 * one that keeps its token is for the tries of one write, which the server would take for another write under another token. It has a
 * new one only while no try can have done anything.
 */
final class TokenTransport implements Transport {
    private static final int UNAUTHORIZED = 401;

    private final Transport next;
    private final Supplier<@Nullable String> token;
    private final Time time;
    private final Executor executor;
    private final boolean keeps;
    private volatile @Nullable Optional<String> kept;
    private volatile boolean doubtful;

    TokenTransport(Transport next, Supplier<@Nullable String> token, Time time, Executor executor, boolean keeps) {
        this.next = Objects.requireNonNull(next, "next is null");
        this.token = Objects.requireNonNull(token, "token is null");
        this.time = Objects.requireNonNull(time, "time is null");
        this.executor = Objects.requireNonNull(executor, "executor is null");
        this.keeps = keeps;
    }

    @Override
    public Answer send(Request request) {
        Try first = new Try(request);
        Answer answer = first.transport().send(first.request());
        return first.isRefused(answer.status()) && first.renew()
                ? first.transport().send(first.request())
                : answer;
    }

    @Override
    public OpenAnswer open(Request request) {
        Try first = new Try(request);
        OpenAnswer answer = first.transport().open(first.request());
        // One that is refused is whole by now, so that nothing is left open.
        return first.isRefused(answer.status()) && first.renew()
                ? first.transport().open(first.request())
                : answer;
    }

    @Override
    public CompletableFuture<Answer> sendAsync(Request request) {
        Try first = new Try(request);
        CompletableFuture<Answer> sent = first.transport().sendAsync(first.request());
        CompletableFuture<Answer> result = Futures.cancelling(sent);
        CompletableFuture<Answer> last = sent.thenCompose(answer -> {
            CompletableFuture<Answer> given = CompletableFuture.completedFuture(answer);
            // Elsewhere than on OkHttp's threads, none of which is to wait for a token.
            return first.isRefused(answer.status())
                    ? given.thenComposeAsync(refused -> again(first, refused, result), executor)
                    : given;
        });
        Futures.pass(last, result);
        return result;
    }

    private static CompletableFuture<Answer> again(Try refused, Answer answer, CompletableFuture<Answer> result) {
        // Who has cancelled it meanwhile wants nothing done.
        if (!refused.renew() || result.isDone()) {
            return CompletableFuture.completedFuture(answer);
        }
        CompletableFuture<Answer> second = refused.transport().sendAsync(refused.request());
        Futures.onCancel(result, () -> second.cancel(true));
        return second;
    }

    /** One try, with the token that it has. For one thread at a time. */
    private final class Try {
        private final Request request;
        private final Deadline deadline;
        private @Nullable String secret;

        Try(Request request) {
            this.request = request;
            this.deadline = new Deadline(request.timeLimit(), time);
            this.secret = secret();
        }

        Transport transport() {
            return secret == null ? next : new AuthenticatingTransport(next, secret, () -> doubtful = true);
        }

        Request request() {
            return deadline.limited(request);
        }

        boolean isRefused(int status) {
            return status == UNAUTHORIZED
                    && token instanceof RenewableToken
                    && !(keeps && doubtful)
                    && request.file().map(file -> file.source().isRepeatable()).orElse(true);
        }

        boolean renew() {
            if (!(token instanceof RenewableToken renewable)
                    || !renewable.renew(Objects.requireNonNull(secret), options())) {
                return false;
            }
            kept = null;
            secret = secret();
            return true;
        }

        private @Nullable String secret() {
            Optional<String> known = kept;
            if (known == null) {
                known = Optional.ofNullable(
                        token instanceof RenewableToken renewable ? renewable.get(options()) : token.get());
                kept = keeps ? known : null;
            }
            return known.orElse(null);
        }

        /** What holds for the call holds for the minting of its token; its headers and its key do not. */
        private RequestOptions options() {
            RequestOptions of = request.options();
            RequestOptions options = RequestOptions.defaults()
                    .withMaxRetries(of.maxRetries().orElse(0))
                    .withCancellation(of.cancellation().orElseGet(Cancellation::new));
            return request.timeLimit().isZero() || of.timeout().isEmpty()
                    ? options
                    : deadline.limited(options.withTimeout(of.timeout().get()));
        }
    }
}
