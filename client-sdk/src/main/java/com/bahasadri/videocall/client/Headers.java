package com.bahasadri.videocall.client;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The headers of a request or an answer. Names are told apart without regard to case. Immutable and safe for use by many threads. */
public final class Headers implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Headers NONE = new Headers(new TreeMap<>());
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

    /** The values by name, in small letters. */
    private final TreeMap<String, ArrayList<String>> values;

    private Headers(TreeMap<String, ArrayList<String>> values) {
        this.values = values;
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
        TreeMap<String, ArrayList<String>> values = new TreeMap<>();
        for (Map.Entry<String, String> header : headers) {
            values.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(Objects.requireNonNull(header.getValue(), "a value is null"));
        }
        return new Headers(values);
    }

    /**
     * A copy in which a header has one value, whatever it had.
     *
     * @param name the header's name
     * @param value its value
     * @return the copy
     */
    public Headers with(String name, String value) {
        TreeMap<String, ArrayList<String>> changed = new TreeMap<>(values);
        changed.put(name.toLowerCase(Locale.ROOT), new ArrayList<>(List.of(value)));
        return new Headers(changed);
    }

    /**
     * A header's first value.
     *
     * @param name the header's name
     * @return the value; empty where there is none
     */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /**
     * A header's values.
     *
     * @param name the header's name
     * @return the values in order, maybe none
     */
    public List<String> all(String name) {
        ArrayList<String> found = values.get(name.toLowerCase(Locale.ROOT));
        return found == null ? List.of() : List.copyOf(found);
    }

    /**
     * The headers' names.
     *
     * @return the names in small letters, sorted
     */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    /**
     * What may be logged: headers that are known to hold no secret.
     *
     * @return those headers alone
     */
    public Headers loggable() {
        TreeMap<String, ArrayList<String>> allowed = new TreeMap<>(values);
        allowed.keySet().retainAll(PRINTED);
        return new Headers(allowed);
    }

    /** Whether the other has the same names and values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && headers.values.equals(values);
    }

    /** {@inheritDoc} */
    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** All names, and the values of those that are known to hold no secret. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(header -> header.getKey() + ": "
                        + (PRINTED.contains(header.getKey()) ? String.join(", ", header.getValue()) : "***"))
                .collect(Collectors.joining("; ", "[", "]"));
    }
}
