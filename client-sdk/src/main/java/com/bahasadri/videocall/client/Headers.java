package com.bahasadri.videocall.client;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The headers of a request or an answer. Names are told apart without regard to case. Immutable and safe for use by many threads. */
public final class Headers implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Headers NONE = new Headers(List.of());
    private static final Set<String> PRINTED = Set.of(
            "accept",
            "allow",
            "content-length",
            "content-type",
            "date",
            "idempotency-replayed",
            "prefer",
            "ratelimit",
            "ratelimit-policy",
            "retry-after",
            "server",
            "user-agent",
            "x-request-id");

    /** Sorted by name, in small letters; the values of one name are in the order in which they came. */
    private final List<Map.Entry<String, String>> entries;

    private Headers(List<Map.Entry<String, String>> entries) {
        this.entries = entries;
    }

    /**
     * No headers.
     *
     * @return none
     */
    public static Headers none() {
        return NONE;
    }

    /**
     * Headers of names and values.
     *
     * @param headers each name with its value, several of the same name in order
     * @return the headers
     */
    public static Headers of(Iterable<? extends Map.Entry<String, String>> headers) {
        List<Map.Entry<String, String>> sorted = new ArrayList<>();
        for (Map.Entry<String, String> header : headers) {
            sorted.add(entry(header.getKey(), header.getValue()));
        }
        sorted.sort(Map.Entry.comparingByKey());
        return new Headers(sorted);
    }

    // As the JDK's own, but for that it can be serialized.
    private static Map.Entry<String, String> entry(String name, String value) {
        return new AbstractMap.SimpleImmutableEntry<>(
                name.toLowerCase(Locale.ROOT), Objects.requireNonNull(value, "a value is null"));
    }

    /**
     * A copy in which a header has one value, whatever it had.
     *
     * @param name the header's name
     * @param value its value
     * @return the copy
     */
    public Headers with(String name, String value) {
        Map.Entry<String, String> entry = entry(name, value);
        List<Map.Entry<String, String>> changed = new ArrayList<>(entries);
        changed.removeIf(other -> other.getKey().equals(entry.getKey()));
        int at = 0;
        while (at < changed.size() && changed.get(at).getKey().compareTo(entry.getKey()) < 0) {
            at++;
        }
        changed.add(at, entry);
        return new Headers(changed);
    }

    /**
     * A header's first value.
     *
     * @param name the header's name
     * @return the value; empty where there is none
     */
    public Optional<String> first(String name) {
        for (Map.Entry<String, String> entry : entries) {
            if (entry.getKey().equalsIgnoreCase(name)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    /**
     * A header's values.
     *
     * @param name the header's name
     * @return the values in order, maybe none
     */
    public List<String> all(String name) {
        return entries.stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /**
     * The headers' names.
     *
     * @return the names in small letters, sorted
     */
    public List<String> names() {
        return entries.stream().map(Map.Entry::getKey).distinct().toList();
    }

    /**
     * Each value with its name.
     *
     * @return names in small letters and values, sorted by name, several values of one name in order
     */
    public List<Map.Entry<String, String>> entries() {
        return Collections.unmodifiableList(entries);
    }

    /**
     * What may be logged: headers that are known to hold no secret.
     *
     * @return those headers alone
     */
    public Headers loggable() {
        return new Headers(entries.stream()
                .filter(entry -> PRINTED.contains(entry.getKey()))
                .toList());
    }

    /** Whether the other has the same names and values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && headers.entries.equals(entries);
    }

    /** {@inheritDoc} */
    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    /** All names, and the values of those that are known to hold no secret. */
    @Override
    public String toString() {
        return names().stream()
                .map(name -> name + ": " + (PRINTED.contains(name) ? String.join(", ", all(name)) : "***"))
                .collect(Collectors.joining("; ", "[", "]"));
    }
}
