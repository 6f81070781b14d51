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
        this.next = new MaskingTransport(next, () -> doubtful = true);
        this.token = Objects.requireNonNull(token, "token is null");
        this.time = Objects.requireNonNull(time, "time is null");
        this.executor = Objects.requireNonNull(executor, "executor is null");
        this.keeps = keeps;
    }

    @Override
    public Answer send(Request request) {
        Try first = new Try(request);
        Answer answer = next.send(first.request());
        return first.isRefused(answer.status()) && first.renew() ? next.send(first.request()) : answer;
    }

    @Override
    public OpenAnswer open(Request request) {
        Try first = new Try(request);
        OpenAnswer answer = next.open(first.request());
        // One that is refused is whole by now, so that nothing is left open.
        return first.isRefused(answer.status()) && first.renew() ? next.open(first.request()) : answer;
    }

    @Override
    public CompletableFuture<Answer> sendAsync(Request request) {
        Try first = new Try(request);
        CompletableFuture<Answer> result = new CompletableFuture<>();
        // Elsewhere than on the caller's thread and OkHttp's, none of which is to wait for a token.
        CompletableFuture<Answer> sent = first.mustWait()
                ? CompletableFuture.supplyAsync(first::request, executor).thenCompose(ready -> sent(ready, result))
                : sent(first.request(), result);
        CompletableFuture<Answer> last = sent.thenCompose(answer -> {
            CompletableFuture<Answer> given = CompletableFuture.completedFuture(answer);
            return first.isRefused(answer.status())
                    ? given.thenComposeAsync(refused -> first.renew() ? sent(first.request(), result) : given, executor)
                    : given;
        });
        Futures.pass(last, result);
        return result;
    }

    private CompletableFuture<Answer> sent(Request ready, CompletableFuture<Answer> result) {
        // Who has cancelled it meanwhile wants nothing done.
        if (result.isDone()) {
            return result;
        }
        CompletableFuture<Answer> sent = next.sendAsync(ready);
        Futures.onCancel(result, () -> sent.cancel(true));
        return sent;
    }

    /** One try, with the token that it has. For one thread at a time. */
    private final class Try {
        private final Request request;
        private final Deadline deadline;
        /** Null until it was asked for. */
        private @Nullable Optional<String> secret;

        Try(Request request) {
            this.request = request;
            this.deadline = new Deadline(request.timeLimit(), time);
        }

        /** Whether to ask for the token is to wait. */
        boolean mustWait() {
            return kept == null && token instanceof RenewableToken renewable && !renewable.isThere();
        }

        /** With the token, and with what is left of the try's time once that is there. */
        Request request() {
            if (secret == null) {
                secret = secret();
            }
            Request.Builder ready = request.toBuilder().attempt(request.attempt(), deadline.left());
            String known = secret.orElse(null);
            if (known != null) {
                ready.header("Authorization", "Bearer " + HeaderRules.checkedToken(known));
            }
            return ready.build();
        }

        boolean isRefused(int status) {
            return status == UNAUTHORIZED
                    && token instanceof RenewableToken
                    && !(keeps && doubtful)
                    && request.isRepeatable();
        }

        boolean renew() {
            if (!(token instanceof RenewableToken renewable)
                    || !NoTokenException.had(() -> renewable.renew(secret.orElseThrow(), options()))) {
                return false;
            }
            kept = null;
            secret = null;
            return true;
        }

        private Optional<String> secret() {
            Optional<String> known = kept;
            if (known == null) {
                known = Optional.ofNullable(NoTokenException.had(
                        () -> token instanceof RenewableToken renewable ? renewable.get(options()) : token.get()));
                kept = keeps ? known : null;
            }
            return known;
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
