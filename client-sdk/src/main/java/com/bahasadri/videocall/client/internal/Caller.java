package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Cancellation;
import com.bahasadri.videocall.client.RawResponse;
import com.bahasadri.videocall.client.RequestOptions;
import com.bahasadri.videocall.client.Timeout;
import com.bahasadri.videocall.client.error.ApiException;
import com.bahasadri.videocall.client.error.MalformedAnswerException;
import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.OpenAnswer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes calls: fills in what the client has decided, sends, and reads the answer. Immutable and safe for use by many threads. */
public final class Caller {
    private static final Duration MIN_UPLOAD_READ = Duration.ofSeconds(60);

    private final Transport told;
    private final Transport single;
    private final Transport reads;
    private final RetryPolicy policy;
    private final Events events;
    private final Settings settings;
    private final RequestOptions usual;
    private final ErrorReader errors;

    /**
     * Stacks what every call goes through over a transport: the tries, then for each try the token and the listener. A write has one
     * token for all its tries, as it has one key.
     *
     * @param transport carries each try
     * @param settings what the client has decided
     */
    public Caller(Transport transport, Settings settings) {
        this.events = new Events(settings.listener());
        this.told =
                settings.listener() == null ? transport : new ListeningTransport(transport, events, settings.time());
        this.policy = new RetryPolicy(settings.maxRetryAfter());
        this.settings = settings;
        this.single = authenticating(false);
        this.reads = retrying(single);
        this.usual = RequestOptions.defaults().withTimeout(settings.timeout()).withMaxRetries(settings.maxRetries());
        this.errors = new ErrorReader(settings.time());
    }

    /**
     * Makes a call and waits for its answer.
     *
     * @param request what to send
     * @param type the type of the answer; {@code String} for the body's text as it is
     * @param <T> the type of the answer
     * @return the answer
     * @throws com.bahasadri.videocall.client.error.VideoCallException if the call fails
     * @throws IllegalStateException if the client is closed
     */
    public <T> RawResponse<T> send(Request request, Class<T> type) {
        settings.lifecycle().ensureOpen();
        return read(request, sent(() -> tries(request).send(prepared(request))), type);
    }

    /**
     * Makes a call without waiting.
     *
     * @param request what to send
     * @param type the type of the answer; {@code String} for the body's text as it is
     * @param <T> the type of the answer
     * @return the answer, once it is there, on the client's executor; it fails as {@link #send} does, and cancelling it ends the call
     * @throws IllegalStateException if the client is closed
     */
    public <T> CompletableFuture<RawResponse<T>> sendAsync(Request request, Class<T> type) {
        settings.lifecycle().ensureOpen();
        // Ends all of it, also what no future of ours is there for: the minting of a token.
        Cancellation ending = new Cancellation();
        Cancellation given = request.options().cancellation().orElse(null);
        Cancellation.Registration registered = given == null ? null : given.onCancel(ending::cancel);
        CompletableFuture<Answer> answered;
        try {
            Request ended = prepared(request);
            answered = tries(request)
                    .sendAsync(ended.toBuilder()
                            .options(ended.options().withCancellation(ending))
                            .build());
        } catch (RuntimeException e) {
            answered = CompletableFuture.failedFuture(e);
        }
        // Elsewhere than on OkHttp's few threads: who blocks one of them in a stage would wait for a call that waits
        // for the thread.
        CompletableFuture<RawResponse<T>> result = Futures.cancelling(answered);
        Futures.onCancel(result, ending::cancel);
        result.whenComplete((answer, failure) -> Exchange.close(registered));
        answered.whenComplete((answer, failure) -> onExecutor(result, () -> {
            if (failure == null) {
                result.complete(read(request, answer, type));
            } else {
                result.completeExceptionally(NoTokenException.unwrapped(Futures.unwrapped(failure)));
            }
        }));
        return result;
    }

    /**
     * Makes a call without waiting, for what the answer says alone.
     *
     * @param request what to send
     * @param type the type of the answer
     * @param <T> the type of the answer
     * @return what {@link #sendAsync} gives, without status and headers
     * @throws IllegalStateException if the client is closed
     */
    public <T> CompletableFuture<T> bodyAsync(Request request, Class<T> type) {
        return Futures.map(sendAsync(request, type), RawResponse::body);
    }

    /**
     * Makes a call whose answer goes on, once.
     *
     * @param request what to send
     * @return the answer, a success
     */
    OpenAnswer open(Request request) {
        settings.lifecycle().ensureOpen();
        OpenAnswer answer = sent(() -> single.open(prepared(request)));
        if (answer.isSuccessful()) {
            return answer;
        }
        throw errors.read(request.operationId(), answer.whole(Exchange.MAX_ERROR_BYTES));
    }

    void tellRetry(Request request, Duration wait, @Nullable Throwable failure) {
        events.retrying(request, wait, failure instanceof ApiException e ? Optional.of(e.status()) : Optional.empty());
    }

    Settings settings() {
        return settings;
    }

    private static <A> A sent(Supplier<A> sending) {
        try {
            return sending.get();
        } catch (NoTokenException e) {
            throw (RuntimeException) NoTokenException.unwrapped(e);
        }
    }

    private Transport tries(Request request) {
        return request.isWrite() ? retrying(authenticating(true)) : reads;
    }

    private Transport retrying(Transport each) {
        return new RetryingTransport(
                each,
                policy,
                settings.time(),
                settings.executor(),
                events,
                settings.lifecycle().closing());
    }

    private Transport authenticating(boolean keeps) {
        return new TokenTransport(told, settings.token(), settings.time(), settings.executor(), keeps);
    }

    private void onExecutor(CompletableFuture<?> result, Runnable completion) {
        Executor executor = settings.executor();
        try {
            executor.execute(() -> {
                try {
                    completion.run();
                } catch (Throwable e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    private Request prepared(Request request) {
        RequestOptions options = request.options();
        Request.Builder prepared =
                request.toBuilder().header("User-Agent", "video-call-client/" + Version.OF_THE_CLIENT);
        for (Map.Entry<String, String> header : options.headers()) {
            prepared.header(header.getKey(), header.getValue());
        }
        if (request.isWrite()) {
            // Of SecureRandom: nobody can guess it, and ask for an answer that is not theirs.
            String key = options.idempotencyKey().orElse(null);
            prepared.header("Idempotency-Key", key == null ? UUID.randomUUID().toString() : key);
        }
        return prepared.options(complete(request)).build();
    }

    private RequestOptions complete(Request request) {
        RequestOptions options = request.options();
        boolean isUpload = request.file().isPresent();
        if (options == RequestOptions.defaults() && !isUpload) {
            return usual;
        }
        Timeout timeout = isUpload ? patient(settings.timeout()) : settings.timeout();
        return options.withTimeout(options.timeout().orElse(timeout))
                .withMaxRetries(options.maxRetries().orElse(settings.maxRetries()));
    }

    // An upload may take any time, and its answer comes once the file is stored.
    private static Timeout patient(Timeout timeout) {
        boolean impatient = !timeout.read().isZero() && timeout.read().compareTo(MIN_UPLOAD_READ) < 0;
        return timeout.withCall(Duration.ZERO).withRead(impatient ? MIN_UPLOAD_READ : timeout.read());
    }

    private <T> RawResponse<T> read(Request request, Answer answer, Class<T> type) {
        if (!answer.isSuccessful()) {
            throw errors.read(request.operationId(), answer);
        }
        try {
            T body = type == String.class ? type.cast(answer.text()) : Json.read(answer.body(), type);
            return new RawResponse<>(answer.status(), answer.headers(), body);
        } catch (Json.UnreadableException e) {
            throw new MalformedAnswerException(
                    ErrorReader.gotInstead(request.operationId(), answer.status(), answer.headers())
                            + "not the promised JSON: " + e.getMessage());
        }
    }
}
