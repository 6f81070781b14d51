package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.AsyncPage;
import com.bahasadri.videocall.client.Page;
import com.bahasadri.videocall.client.error.MalformedAnswerException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages over cursors, for generated code. */
public final class Pages {
    private Pages() {}

    /**
     * Fetches the first page.
     *
     * @param from the cursor to begin at, or null for the beginning
     * @param fetch fetches the answer at a cursor, or at the beginning for null
     * @param items takes the items from an answer
     * @param next takes the cursor of the next page from an answer, null on the last
     * @param <A> the type of the answer
     * @param <T> the type of the items
     * @return the page
     */
    public static <A, T> Page<T> first(
            @Nullable String from,
            Function<@Nullable String, A> fetch,
            Function<A, List<T>> items,
            Function<A, @Nullable String> next) {
        return new BlockingPage<>(new Walk<>(fetch, items, next, Trail.from(from)), fetch.apply(null));
    }

    /**
     * Fetches the first page without waiting.
     *
     * @param from the cursor to begin at, or null for the beginning
     * @param fetch fetches the answer at a cursor, or at the beginning for null
     * @param items takes the items from an answer
     * @param next takes the cursor of the next page from an answer, null on the last
     * @param <A> the type of the answer
     * @param <T> the type of the items
     * @return the page, once it is there
     */
    public static <A, T> CompletableFuture<AsyncPage<T>> firstAsync(
            @Nullable String from,
            Function<@Nullable String, CompletableFuture<A>> fetch,
            Function<A, List<T>> items,
            Function<A, @Nullable String> next) {
        Walk<CompletableFuture<A>, A, T> walk = new Walk<>(fetch, items, next, Trail.from(from));
        return Futures.map(fetch.apply(null), answer -> new WaitlessPage<>(walk, answer));
    }

    /**
     * How pages are fetched and read, and where it has been.
     *
     * @param fetch fetches what comes at a cursor
     * @param items takes the items from an answer
     * @param next takes the cursor of the next page from an answer
     * @param trail the way so far
     */
    record Walk<F, A, T>(
            Function<@Nullable String, F> fetch,
            Function<A, List<T>> items,
            Function<A, @Nullable String> next,
            Trail trail) {

        /** The walk one page on. */
        Walk<F, A, T> to(@Nullable String cursor) {
            if (cursor == null) {
                throw new NoSuchElementException("this is the last page");
            }
            return new Walk<>(fetch, items, next, trail.to(cursor));
        }
    }

    /**
     * Tells a walk in circles, which would never come to an end, by one cursor that is remembered for twice as many steps each time
     * (Brent's algorithm): whatever the circle's length, it is found after at most three rounds.
     *
     * @param remembered a cursor on the way
     * @param steps how many have been taken since
     * @param limit after how many another one is remembered
     */
    record Trail(@Nullable String remembered, long steps, long limit) {

        static Trail from(@Nullable String cursor) {
            return new Trail(cursor, 0, 1);
        }

        Trail to(String cursor) {
            if (cursor.equals(remembered)) {
                throw new MalformedAnswerException("the server's next page is one that it has given before");
            }
            return steps + 1 == limit ? new Trail(cursor, 0, 2 * limit) : new Trail(remembered, steps + 1, limit);
        }
    }
}
