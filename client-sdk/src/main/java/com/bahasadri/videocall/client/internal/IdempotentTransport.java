package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.transport.Answer;
import com.bahasadri.videocall.client.transport.Request;
import com.bahasadri.videocall.client.transport.Transport;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Gives each write an {@code Idempotency-Key}, the caller's or a random one. It stands before the retries, so that all tries of one
 * call have the same. Immutable and safe for use by many threads.
 */
final class IdempotentTransport implements Transport {
    private final Transport next;
    private final Supplier<String> keys;

    IdempotentTransport(Transport next) {
        // Of SecureRandom: nobody can guess a key, and ask for an answer that is not theirs.
        this(next, () -> UUID.randomUUID().toString());
    }

    IdempotentTransport(Transport next, Supplier<String> keys) {
        this.next = Objects.requireNonNull(next, "next is null");
        this.keys = Objects.requireNonNull(keys, "keys is null");
    }

    @Override
    public Answer send(Request request) {
        return next.send(keyed(request));
    }

    @Override
    public CompletableFuture<Answer> sendAsync(Request request) {
        return next.sendAsync(keyed(request));
    }

    private Request keyed(Request request) {
        return request.isWrite()
                ? request.toBuilder()
                        .header(
                                "Idempotency-Key",
                                request.options().idempotencyKey().orElseGet(keys))
                        .build()
                : request;
    }
}
