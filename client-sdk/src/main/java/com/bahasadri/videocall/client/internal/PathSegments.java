package com.bahasadri.videocall.client.internal;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The parameters of paths, percent-encoded so that each stays one segment whatever it holds. */
public final class PathSegments {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private PathSegments() {}

    /**
     * Puts a parameter into a path.
     *
     * @param template the path, with each parameter's name in braces
     * @param name the parameter's name
     * @param value its value
     * @return the path with it
     * @throws IllegalArgumentException if the value is null, empty, {@code .} or {@code ..}, which no path can carry
     */
    public static String put(String template, String name, @Nullable String value) {
        if (value == null || value.isEmpty() || value.equals(".") || value.equals("..")) {
            String found = value == null ? "null" : value.isEmpty() ? "empty" : "'" + value + "'";
            throw new IllegalArgumentException(name + " is " + found);
        }
        String placeholder = "{" + name + "}";
        if (!template.contains(placeholder)) {
            throw new IllegalArgumentException(template + " has no " + placeholder);
        }
        return template.replace(placeholder, encoded(value));
    }

    private static String encoded(String value) {
        StringBuilder encoded = new StringBuilder(value.length());
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xFF);
            if (UNRESERVED.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append('%')
                        .append(Character.toUpperCase(Character.forDigit(character >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(character & 0xF, 16)));
            }
        }
        return encoded.toString();
    }
}
