package com.bahasadri.videocall.server.emulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What lists are searched by. */
final class Search {
    private Search() {}

    /** Whether one of several texts has a part in it, case aside; every text has the part that was not given. */
    static boolean hits(@Nullable String part, @Nullable String... texts) {
        String sought = part == null ? "" : part.toLowerCase(Locale.ROOT);
        return sought.isEmpty()
                || Arrays.stream(texts).filter(Objects::nonNull).anyMatch(text -> text.toLowerCase(Locale.ROOT)
                        .contains(sought));
    }

    /** A span of time, each end of which may be open. */
    record Span(@Nullable Instant from, @Nullable Instant to) {
        static Span of(@Nullable String startTime, @Nullable String endTime) {
            return new Span(time("start_time", startTime), time("end_time", endTime));
        }

        boolean has(@Nullable Instant when) {
            return when != null && (from == null || !when.isBefore(from)) && (to == null || !when.isAfter(to));
        }
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            // A plus sign that was not escaped arrives as a blank.
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            throw Refusal.malformed(name + " must be a time in ISO 8601, such as 2026-11-20T10:00:00Z");
        }
    }
}
