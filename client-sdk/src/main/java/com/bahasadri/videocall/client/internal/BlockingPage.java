package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Page;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A page of a blocking call. Immutable and safe for use by many threads. */
final class BlockingPage<A, T> implements Page<T> {
    private final Pages.Walk<A, A, T> walk;
    private final A answer;

    BlockingPage(Pages.Walk<A, A, T> walk, A answer) {
        this.walk = walk;
        this.answer = answer;
    }

    @Override
    public List<T> items() {
        return walk.items().apply(answer);
    }

    @Override
    public boolean hasNextPage() {
        return walk.next().apply(answer) != null;
    }

    @Override
    public Optional<String> nextCursor() {
        return Optional.ofNullable(walk.next().apply(answer));
    }

    @Override
    public Page<T> nextPage() {
        String cursor = walk.next().apply(answer);
        Pages.Walk<A, A, T> on = walk.to(cursor);
        return new BlockingPage<>(on, on.fetch().apply(cursor));
    }

    @Override
    public Iterable<T> all() {
        return () -> new Items<>(this);
    }

    @Override
    public Stream<T> stream() {
        return StreamSupport.stream(all().spliterator(), false);
    }

    @Override
    public String toString() {
        return "Page[" + items().size() + " items" + (hasNextPage() ? ", and more]" : "]");
    }

    private static final class Items<T> implements Iterator<T> {
        private Page<T> page;
        private Iterator<T> items;

        Items(Page<T> page) {
            this.page = page;
            this.items = page.items().iterator();
        }

        @Override
        public boolean hasNext() {
            // A page in between may be empty.
            while (!items.hasNext() && page.hasNextPage()) {
                page = page.nextPage();
                items = page.items().iterator();
            }
            return items.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("that was the last item");
            }
            return items.next();
        }
    }
}
