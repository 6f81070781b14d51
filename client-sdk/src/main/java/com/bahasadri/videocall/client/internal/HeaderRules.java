package com.bahasadri.videocall.client.internal;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** What callers may put into headers. A message never quotes a value: it may be a secret. */
public final class HeaderRules {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t -~]*");
    private static final Pattern KEY = Pattern.compile("[!-~]{1,200}");
    private static final Set<String> OWN = Set.of(
            "authorization",
            "idempotency-key",
            "prefer",
            "accept",
            "accept-encoding",
            "host",
            "connection",
            "content-length",
            "content-type",
            "content-encoding",
            "transfer-encoding",
            "expect",
            "upgrade");

    private HeaderRules() {}

    /**
     * Checks a header that the client does not set itself.
     *
     * @param name its name
     * @param value its value
     * @throws IllegalArgumentException if no request can carry it, or the client sets it
     */
    public static void checkFurther(String name, String value) {
        if (!NAME.matcher(Objects.requireNonNull(name, "name is null")).matches()) {
            throw new IllegalArgumentException("name is not that of a header");
        }
        if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(name + " is set by the client");
        }
        if (!VALUE.matcher(Objects.requireNonNull(value, "value is null")).matches()) {
            throw new IllegalArgumentException("the value of " + name + " must be printable ASCII");
        }
    }

    /**
     * Checks an idempotency key.
     *
     * @param key the key
     * @throws IllegalArgumentException if it does not have 1 to 200 visible ASCII characters
     */
    public static void checkIdempotencyKey(String key) {
        if (!KEY.matcher(Objects.requireNonNull(key, "idempotencyKey is null")).matches()) {
            throw new IllegalArgumentException("idempotencyKey must have 1 to 200 visible ASCII characters");
        }
    }

    /**
     * Checks a bearer token.
     *
     * @param token the token
     * @return the same
     * @throws IllegalArgumentException if it is empty or has a character that a header cannot carry
     */
    public static String checkedToken(String token) {
        boolean visible = !Objects.requireNonNull(token, "token is null").isEmpty();
        for (int i = 0; i < token.length(); i++) {
            visible &= token.charAt(i) > ' ' && token.charAt(i) <= '~';
        }
        if (!visible) {
            throw new IllegalArgumentException("token must be printable ASCII without spaces, and not empty");
        }
        return token;
    }
}
