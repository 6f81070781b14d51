package com.bahasadri.videocall.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The environment's variables by kind of value. What is wrong is noted, and the default stands for it. For one thread. */
final class Variables {
    private final Map<String, String> environment;
    private final List<String> errors = new ArrayList<>();

    Variables(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Notes that something is wrong. */
    void wrong(String error) {
        errors.add(error);
    }

    /** All that is wrong. */
    List<String> errors() {
        return errors;
    }

    /** Several that are set together or not at all; empty where none is. */
    Map<String, String> allOrNone(String... names) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : names) {
            String value = optional(name);
            if (value != null) {
                given.put(name, value);
            }
        }
        if (!given.isEmpty() && given.size() < names.length) {
            String missing = Arrays.stream(names)
                    .filter(name -> !given.containsKey(name))
                    .collect(Collectors.joining(", "));
            wrong(missing + ": missing, while " + String.join(", ", given.keySet()) + " is set");
        }
        return given;
    }

    @Nullable
    String optional(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    String text(String name, String fallback) {
        String value = optional(name);
        return value == null ? fallback : value;
    }

    int port(String name, int fallback) {
        String value = text(name, String.valueOf(fallback));
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        wrong(name + ": " + value + " is not a port from 0 to 65535");
        return fallback;
    }

    long number(String name, long fallback, long max) {
        String value = text(name, String.valueOf(fallback));
        try {
            long number = Long.parseLong(value);
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        wrong(name + ": " + value + " is not a whole number from 1 to " + max);
        return fallback;
    }

    boolean flag(String name) {
        String value = text(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            wrong(name + ": " + value + " is neither true nor false");
        }
        return value.equals("true");
    }

    Path path(String name, String fallback) {
        String value = text(name, fallback);
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            wrong(name + ": " + value + " is not a path");
            return Path.of(fallback);
        }
    }

    Set<String> list(String name, String fallback) {
        return Arrays.stream(text(name, fallback).split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Nullable
    URI url(String name, String fallback) {
        return parseUrl(name, text(name, fallback));
    }

    @Nullable
    URI parseUrl(String name, String value) {
        try {
            URI url = new URI(value);
            if (("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Told below.
        }
        wrong(name + ": " + value + " is not an http or https URL");
        return null;
    }
}
