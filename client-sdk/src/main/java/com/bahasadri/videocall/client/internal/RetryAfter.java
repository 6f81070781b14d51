package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Retry-After}, in seconds or as a date. */
final class RetryAfter {
    // Longer than anybody waits, and short enough to reckon with.
    private static final Duration FOREVER = Duration.ofDays(365_000);
    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

    private RetryAfter() {}

    /** How long to wait; empty where the header is not there or cannot be read, and not negative. */
    static Optional<Duration> of(Headers headers, Instant now) {
        String value = headers.first("Retry-After").orElse("").strip();
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(seconds(value));
        }
        try {
            Duration wait = Duration.between(now, ZonedDateTime.parse(value, DATE));
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration seconds(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > 11 ? FOREVER : Duration.ofSeconds(Long.parseLong(significant));
    }
}
