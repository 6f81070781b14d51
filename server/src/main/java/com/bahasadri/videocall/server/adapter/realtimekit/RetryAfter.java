package com.bahasadri.videocall.server.adapter.realtimekit;

import java.math.BigInteger;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** How long an answer asks to wait, by its {@code Retry-After} (RFC 9110, section 10.2.3): seconds, or a date; 1 hour at most. */
final class RetryAfter {
    /** Whoever asks for more is asked again after an hour: the callers to whom we tell it would wait as long. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** Null where nothing is asked for, or nothing that can be read. */
    static @Nullable Duration of(Headers headers, Clock clock) {
        String value = headers.get("Retry-After");
        if (value == null) {
            return null;
        }
        if (value.matches("[0-9]+")) {
            BigInteger most = BigInteger.valueOf(LONGEST.toSeconds());
            return Duration.ofSeconds(new BigInteger(value).min(most).longValue());
        }
        Instant until = date(value);
        if (until == null) {
            return null;
        }
        // Against the other side's own clock, so that it does no harm where that or ours is wrong.
        Instant sent = date(headers.get("Date"));
        Duration wait = Duration.between(sent == null ? clock.instant() : sent, until);
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static @Nullable Instant date(@Nullable String value) {
        try {
            return value == null ? null : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
