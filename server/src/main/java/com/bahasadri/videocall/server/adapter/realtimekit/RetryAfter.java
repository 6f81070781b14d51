package com.bahasadri.videocall.server.adapter.realtimekit;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** How long an answer asks to wait, by its {@code Retry-After} (RFC 9110, section 10.2.3): seconds, or a date. */
final class RetryAfter {
    /** What no longer number of seconds is told from: 31 years. */
    private static final int MAX_DIGITS = 9;

    private RetryAfter() {}

    /** Null where nothing is asked for, or nothing that can be read. */
    static @Nullable Duration of(Headers headers, Clock clock) {
        String value = headers.get("Retry-After");
        if (value == null) {
            return null;
        }
        if (value.matches("[0-9]+")) {
            String digits = value.length() <= MAX_DIGITS ? value : "9".repeat(MAX_DIGITS);
            return Duration.ofSeconds(Long.parseLong(digits));
        }
        Instant until = date(value);
        if (until == null) {
            return null;
        }
        // Against the other side's own clock, so that it does no harm where that or ours is wrong.
        Instant sent = date(headers.get("Date"));
        Duration wait = Duration.between(sent == null ? clock.instant() : sent, until);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static @Nullable Instant date(@Nullable String value) {
        try {
            return value == null ? null : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
