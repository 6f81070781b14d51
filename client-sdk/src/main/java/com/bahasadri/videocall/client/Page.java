package com.bahasadri.videocall.client;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A page of a list, and the way to the others.
 *
 * <pre>{@code
 * for (SessionSummary session : client.sessions().list().all()) {
 *     print(session.sessionId() + " is " + session.status());
 * }
 * }</pre>
 *
 * <p>The next page is fetched when it is asked for and not before. What changes meanwhile may be missing or come twice. Immutable and
 * safe for use by many threads, but for what {@link #all} iterates with.
 *
 * @param <T> what the list is of
 */
public interface Page<T> {

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
     * @return the page
     * @throws java.util.NoSuchElementException if this is the last
     * @throws com.bahasadri.videocall.client.error.MalformedAnswerException if the server leads back to where it has been
     * @throws com.bahasadri.videocall.client.error.VideoCallException if the call fails
     */
    Page<T> nextPage();

    /**
     * The items of this page and of all that follow; each iterator fetches them as it comes to them, and throws what
     * {@link #nextPage} throws.
     *
     * @return what can be iterated any number of times
     */
    Iterable<T> all();

    /**
     * The items of this page and of all that follow, fetched as the stream comes to them.
     *
     * @return a sequential stream, which needs no closing
     */
    Stream<T> stream();
}
