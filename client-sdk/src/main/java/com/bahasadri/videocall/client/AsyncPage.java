package com.bahasadri.videocall.client;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A page of a list, and the way to the others without waiting. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * CompletableFuture<Void> done = client.async()
 *         .sessions()
 *         .list()
 *         .thenCompose(page -> page.forEach(session -> print(session.sessionId())));
 * }</pre>
 *
 * @param <T> what the list is of
 */
public interface AsyncPage<T> {

    /**
     * What is on this page.
     *
     * @return the items, maybe none
     */
    List<T> items();

    /**
     * Whether there is another page.
     *
     * @return whether {@link #nextPage} fetches one
     */
    boolean hasNextPage();

    /**
     * Where the next page begins, for going on later in another request.
     *
     * @return the cursor; empty on the last page
     */
    Optional<String> nextCursor();

    /**
     * Fetches the next page, anew each time.
     *
     * @return the page, once it is there; a future that fails with a {@link java.util.NoSuchElementException} if this is the last, and
     *     with a {@link com.bahasadri.videocall.client.error.MalformedAnswerException} if the server leads back to where it has been
     */
    CompletableFuture<AsyncPage<T>> nextPage();

    /**
     * Gives each item of this page and of all that follow to the action, page after page.
     *
     * @param action takes an item; an exception ends it
     * @return complete when all were given; cancelling it ends the fetching
     */
    CompletableFuture<Void> forEach(Consumer<? super T> action);
}
