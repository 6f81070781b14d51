package com.bahasadri.videocall.server.resource;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long callers wait for the outcome of a command.
 *
 * @param usual how long, unless they say otherwise
 */
public record Patience(Duration usual) {
    private static final Duration MAX = Duration.ofSeconds(10);
    /** RFC 7240, section 4.3; what is malformed is no preference. */
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?0*([0-9]+)\"?\\s*(?:$|[,;])", Pattern.CASE_INSENSITIVE);

    /** Requires the time. */
    public Patience {
        requireNonNull(usual, "usual is null");
    }

    Duration preferred(@Nullable String prefer) {
        Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
        if (!wait.find()) {
            return usual;
        }
        String seconds = wait.group(1);
        // Nine digits are any number that is too large, and one that can be read.
        Duration asked = Duration.ofSeconds(Long.parseLong(seconds.substring(0, Math.min(9, seconds.length()))));
        return asked.compareTo(MAX) > 0 ? MAX : asked;
    }
}
