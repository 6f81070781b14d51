package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.error.ApiException;
import com.bahasadri.videocall.client.error.Failure;
import com.bahasadri.videocall.client.model.ErrorCode;
import com.bahasadri.videocall.client.model.ErrorResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Turns an answer that is an error into its exception. The answer may come from anything on the way, so nothing of it is
 * trusted: at most 64 KiB are read, and a body that is not the contract's gives the code {@code UNKNOWN}.
 * Immutable and safe for use by many threads.
 */
final class ErrorReader {
    static final int MAX_BODY_BYTES = 64 * 1024;
    private static final int MAX_TEXT = 500;
    private static final ErrorCode UNKNOWN = ErrorCode.of("UNKNOWN");
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final Clock clock;

    ErrorReader(Clock clock) {
        this.clock = clock;
    }

    /** Reads the exception; the caller closes the response. */
    ApiException read(String operationId, Response response, @Nullable String token) {
        ErrorResponse body = body(response);
        String code = body == null || body.code() == null ? null : body.code().value();
        String text = body == null ? null : body.error();
        return ApiException.of(new Failure(
                operationId,
                response.code(),
                isTrusted(code, CODE, token) ? ErrorCode.of(code) : UNKNOWN,
                requestId(response, token),
                text == null || text.isBlank() ? "the answer does not say why" : printable(text, token),
                retryAfter(response)));
    }

    static @Nullable String requestId(Response response, @Nullable String token) {
        String id = response.header("X-Request-Id");
        return isTrusted(id, REQUEST_ID, token) ? id : null;
    }

    private static boolean isTrusted(@Nullable String value, Pattern form, @Nullable String token) {
        return value != null && form.matcher(value).matches() && (token == null || !value.contains(token));
    }

    private static @Nullable ErrorResponse body(Response response) {
        try {
            BufferedSource source = response.body().source();
            if (source.request(MAX_BODY_BYTES + 1L)) {
                return null;
            }
            return Json.read(source.getBuffer().readByteArray(), ErrorResponse.class);
        } catch (IOException e) {
            return null;
        }
    }

    // A proxy may echo the request; and a line break would forge a line in the caller's log.
    private static String printable(String text, @Nullable String token) {
        String masked = token == null ? text : text.replace(token, "***");
        String oneLine = masked.replaceAll("\\p{Cntrl}+", " ").strip();
        return oneLine.length() <= MAX_TEXT ? oneLine : oneLine.substring(0, MAX_TEXT) + "...";
    }

    private @Nullable Duration retryAfter(Response response) {
        String value = response.header("Retry-After");
        if (value == null) {
            return null;
        }
        if (SECONDS.matcher(value).matches()) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), then);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
