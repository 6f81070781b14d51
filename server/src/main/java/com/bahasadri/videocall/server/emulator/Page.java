package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.Paging;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param items the part
 * @param paging where it is in the list
 */
record Page<T>(List<T> items, Paging paging) {
    private static final int DEFAULT_SIZE = 20;

    /** The page of a number from 1, 0 being taken as 1; of 20 entries where the size is 0 or not given. */
    static <T> Page<T> of(List<T> all, @Nullable Integer number, @Nullable Integer size) {
        int length = size == null || size == 0 ? DEFAULT_SIZE : size;
        long skipped = (long) length * (number == null || number == 0 ? 0 : number - 1);
        int from = (int) Math.min(all.size(), skipped);
        int to = Math.min(all.size(), from + length);
        Paging paging = from == to ? new Paging(0, 0, all.size()) : new Paging(from + 1, to, all.size());
        return new Page<>(all.subList(from, to), paging);
    }
}
