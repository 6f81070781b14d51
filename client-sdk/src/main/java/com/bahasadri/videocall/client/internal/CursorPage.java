package com.bahasadri.videocall.client.internal;

import java.util.List;
import java.util.Optional;

/** What a page is, however the next one is fetched. Immutable and safe for use by many threads. */
abstract class CursorPage<F, A, T> {
    final Pages.Walk<F, A, T> walk;
    private final A answer;

    CursorPage(Pages.Walk<F, A, T> walk, A answer) {
        this.walk = walk;
        this.answer = answer;
    }

    public final List<T> items() {
        return walk.items().apply(answer);
    }

    public final boolean hasNextPage() {
        return nextCursor().isPresent();
    }

    public final Optional<String> nextCursor() {
        return Optional.ofNullable(walk.next().apply(answer));
    }

    @Override
    public final String toString() {
        return "Page[" + items().size() + " items" + (hasNextPage() ? ", and more]" : "]");
    }
}
