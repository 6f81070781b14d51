package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.AsyncPage;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A page of an asynchronous call. Immutable and safe for use by many threads. */
final class WaitlessPage<A, T> extends CursorPage<CompletableFuture<A>, A, T> implements AsyncPage<T> {
    WaitlessPage(Pages.Walk<CompletableFuture<A>, A, T> walk, A answer) {
        super(walk, answer);
    }

    @Override
    public CompletableFuture<AsyncPage<T>> nextPage() {
        String cursor = nextCursor().orElse(null);
        try {
            Pages.Walk<CompletableFuture<A>, A, T> on = walk.to(cursor);
            return Futures.map(on.fetch().apply(cursor), next -> new WaitlessPage<>(on, next));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<Void> forEach(Consumer<? super T> action) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        give(this, action, result);
        return result;
    }

    private static <T> void give(AsyncPage<T> page, Consumer<? super T> action, CompletableFuture<Void> result) {
        try {
            for (T item : page.items()) {
                if (result.isDone()) {
                    return;
                }
                action.accept(item);
            }
        } catch (Throwable e) {
            result.completeExceptionally(e);
            return;
        }
        if (!page.hasNextPage()) {
            result.complete(null);
            return;
        }
        CompletableFuture<AsyncPage<T>> next = page.nextPage();
        Futures.onCancel(result, () -> next.cancel(true));
        next.whenComplete((following, failure) -> {
            if (failure == null) {
                give(following, action, result);
            } else {
                result.completeExceptionally(Futures.unwrapped(failure));
            }
        });
    }
}
