package com.bahasadri.videocall.server.adapter.embedded;

import java.util.function.BiConsumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/** A walk over the keys that start alike, in their order; what is written meanwhile is not seen. */
final class Prefix {
    private Prefix() {}

    static void forEach(MVMap<String, String> state, String prefix, BiConsumer<String, String> entry) {
        Cursor<String, String> found = state.cursor(prefix);
        while (found.hasNext() && found.next().startsWith(prefix)) {
            entry.accept(found.getKey(), found.getValue());
        }
    }
}
