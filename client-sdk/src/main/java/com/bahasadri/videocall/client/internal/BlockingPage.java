package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Page;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A page of a blocking call. Immutable and safe for use by many threads. */
final class BlockingPage<A, T> extends CursorPage<A, A, T> implements Page<T> {
    BlockingPage(Pages.Walk<A, A, T> walk, A answer) {
        super(walk, answer);
    }

    @Override
    public Page<T> nextPage() {
        String cursor = nextCursor().orElse(null);
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
