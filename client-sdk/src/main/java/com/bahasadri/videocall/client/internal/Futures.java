package com.bahasadri.videocall.client.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Futures that follow others, and whose cancelling reaches what they follow, which that of the JDK's own stages does not. */
public final class Futures {
    private Futures() {}

    /**
     * What another future will give, changed.
     *
     * @param source the other future
     * @param change changes it; an exception fails the result
     * @param <A> what the other gives
     * @param <B> what the result gives
     * @return fails as the other does, unwrapped; cancelling it cancels the other
     */
    public static <A, B> CompletableFuture<B> map(CompletableFuture<A> source, Function<A, B> change) {
        CompletableFuture<B> result = cancelling(source);
        pass(source.thenApply(change), result);
        return result;
    }

    /** Gives to another future what this one gives, and its failure unwrapped. */
    static <T> void pass(CompletableFuture<T> source, CompletableFuture<T> result) {
        source.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(unwrapped(failure));
            }
        });
    }

    /** A future that is nobody's yet, and cancels another one when it is cancelled. */
    static <T> CompletableFuture<T> cancelling(CompletableFuture<?> source) {
        CompletableFuture<T> result = new CompletableFuture<>();
        onCancel(result, () -> source.cancel(true));
        return result;
    }

    static void onCancel(CompletableFuture<?> future, Runnable action) {
        future.whenComplete((value, failure) -> {
            if (future.isCancelled()) {
                action.run();
            }
        });
    }

    static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
