package com.bahasadri.videocall.server.adapter.realtimekit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a list, page by page. Whether the first page is 0 or 1 is undocumented: the look-up starts at 1, and
 * where that turns out to be the second, at 0. A cap on the size of a page is undocumented too, so a short page does
 * not mean the last one.
 */
final class Pages {
    private static final int MAX_PAGES = 1000;

    private final Errand errand;

    Pages(Errand errand) {
        this.errand = errand;
    }

    /**
     * Finds an entry.
     *
     * @param list the call that lists
     * @param name the list's name, where {@code data} is not the list itself
     * @param wanted which entry
     * @return the first such entry, or null
     */
    @Nullable
    JsonNode find(Call list, String name, Predicate<JsonNode> wanted) throws RealtimeKitException {
        Answer answer = errand.send(list.page(1));
        int page = skipped(answer, name) ? 0 : 1;
        if (page == 0) {
            answer = errand.send(list.page(0));
        }
        JsonNode previous = null;
        for (int seen = 0, last = page + MAX_PAGES; page < last; page++, answer = errand.send(list.page(page))) {
            JsonNode items = items(answer, name);
            for (JsonNode item : items) {
                if (wanted.test(item)) {
                    return item;
                }
            }
            seen += items.size();
            JsonNode total = answer.body().path("paging").path("total_count");
            if (items.isEmpty() || items.equals(previous) || total.isNumber() && seen >= total.asLong()) {
                return null;
            }
            previous = items;
        }
        return null;
    }

    private static boolean skipped(Answer answer, String name) throws RealtimeKitException {
        JsonNode paging = answer.body().path("paging");
        return paging.path("start_offset").asLong() > 1
                || items(answer, name).isEmpty() && paging.path("total_count").asLong() > 0;
    }

    private static JsonNode items(Answer answer, String name) throws RealtimeKitException {
        JsonNode items = answer.items(name);
        if (!items.isArray()) {
            throw answer.without("data." + name);
        }
        return items;
    }
}
