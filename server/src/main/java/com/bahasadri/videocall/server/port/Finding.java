package com.bahasadri.videocall.server.port;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What an examination of something that the server needs has found. It holds no secrets.
 *
 * @param subject what was looked at
 * @param text what it is like
 * @param remedy what to do about it, or null where it is as it should be
 */
public record Finding(String subject, String text, @Nullable String remedy) {
    /** Requires all but the remedy. */
    public Finding {
        requireNonNull(subject, "subject is null");
        requireNonNull(text, "text is null");
    }

    /**
     * Something is as it should be.
     *
     * @param subject what was looked at
     * @param text what it is like
     * @return the finding
     */
    public static Finding good(String subject, String text) {
        return new Finding(subject, text, null);
    }

    /**
     * Something is not as it should be.
     *
     * @param subject what was looked at
     * @param text what it is like
     * @param remedy what to do about it
     * @return the finding
     */
    public static Finding bad(String subject, String text, String remedy) {
        return new Finding(subject, text, requireNonNull(remedy, "remedy is null"));
    }

    /**
     * Whether it is as it should be.
     *
     * @return false where there is something to do
     */
    public boolean ok() {
        return remedy == null;
    }
}
