package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.Headers;
import com.bahasadri.videocall.client.error.CancelledException;
import com.bahasadri.videocall.client.error.MalformedAnswerException;
import com.bahasadri.videocall.client.error.TransportException;
import com.bahasadri.videocall.client.transport.Request;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the token of a request out of what became of it: a proxy may echo a request, and the text of an error ends in logs. */
final class Masking {
    private final @Nullable String secret;

    Masking(@Nullable String secret) {
        this.secret = secret;
    }

    /** Of the token that a request has, or of none. */
    static Masking of(Request request) {
        String value = request.headers().first("Authorization").orElse(null);
        return new Masking(value == null ? null : value.substring(value.indexOf(' ') + 1));
    }

    String masked(String text) {
        return secret == null ? text : text.replace(secret, "***");
    }

    Headers masked(Headers headers) {
        return Headers.of(headers.entries().stream()
                .map(header -> Map.entry(header.getKey(), masked(header.getValue())))
                .toList());
    }

    /** The failure, or where it quotes the token one of its kind without its cause, which cannot be changed. */
    Throwable masked(Throwable failure) {
        if (!isQuoted(failure)) {
            return failure;
        }
        String message = masked(String.valueOf(failure.getMessage()));
        if (failure instanceof TransportException e) {
            return new TransportException(e.reason(), message, null);
        }
        if (failure instanceof CancelledException) {
            return new CancelledException(message, null);
        }
        return failure instanceof MalformedAnswerException
                ? new MalformedAnswerException(message)
                : new IllegalStateException(failure.getClass().getName() + ": " + message);
    }

    private boolean isQuoted(Throwable failure) {
        for (Throwable part = failure; part != null; part = part.getCause()) {
            if (isQuoted(String.valueOf(part.getMessage()))) {
                return true;
            }
            for (Throwable suppressed : part.getSuppressed()) {
                if (isQuoted(suppressed)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isQuoted(String text) {
        return secret != null && text.contains(secret);
    }
}
