package com.bahasadri.videocall.server.domain.webhook;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Takes ids in their order, each time from behind the one where the time before ended. For one thread. */
final class Turns {
    private final int most;
    private String last = "";

    /**
     * Begins with the first.
     *
     * @param most how many ids are taken each time
     */
    Turns(int most) {
        this.most = most;
    }

    /**
     * Takes each once, as long as there may be more.
     *
     * @param ids all that there are now
     * @param taking takes one; answers whether there may be another
     */
    void take(Collection<String> ids, Predicate<String> taking) {
        TreeSet<String> all = new TreeSet<>(ids);
        // Before the first is taken, which moves the place.
        List<String> turn = Stream.concat(all.tailSet(last, false).stream(), all.headSet(last, true).stream())
                .limit(most)
                .toList();
        for (String id : turn) {
            last = id;
            if (!taking.test(id)) {
                return;
            }
        }
    }
}
