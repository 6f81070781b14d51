package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.UploadOptions;
import com.bahasadri.videocall.client.VideoSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call of an operation, as the generated code describes it. Each method gives a changed copy. Immutable and safe for use
 * by many threads.
 */
public final class Call {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private final String operationId;
    private final String method;
    private final String path;
    private final List<Parameter> query;
    private final @Nullable Object json;
    private final @Nullable FilePart file;
    private final String accept;

    private Call(
            String operationId,
            String method,
            String path,
            List<Parameter> query,
            @Nullable Object json,
            @Nullable FilePart file,
            String accept) {
        this.operationId = operationId;
        this.method = method;
        this.path = path;
        this.query = query;
        this.json = json;
        this.file = file;
        this.accept = accept;
    }

    /**
     * Starts the description of a call.
     *
     * @param operationId the operation, for messages
     * @param method the HTTP method
     * @param pathTemplate the path, with each parameter's name in braces
     * @return a call without parameters and body, that accepts JSON
     */
    public static Call of(String operationId, String method, String pathTemplate) {
        return new Call(
                Objects.requireNonNull(operationId, "operationId is null"),
                Objects.requireNonNull(method, "method is null"),
                Objects.requireNonNull(pathTemplate, "pathTemplate is null"),
                List.of(),
                null,
                null,
                "application/json");
    }

    /**
     * Puts a parameter into the path, percent-encoded as one segment whatever it holds.
     *
     * @param name the parameter's name in the template
     * @param value its value
     * @return the changed copy
     * @throws IllegalArgumentException if the value is null, empty, {@code .} or {@code ..}, which no path can carry
     */
    public Call path(String name, @Nullable String value) {
        if (value == null || value.isEmpty() || value.equals(".") || value.equals("..")) {
            String found = value == null ? "null" : value.isEmpty() ? "empty" : "'" + value + "'";
            throw new IllegalArgumentException(name + " is " + found);
        }
        String placeholder = "{" + name + "}";
        if (!path.contains(placeholder)) {
            throw new IllegalArgumentException(path + " has no " + placeholder);
        }
        String changed = path.replace(placeholder, encoded(value));
        return new Call(operationId, method, changed, query, json, file, accept);
    }

    /**
     * Adds a query parameter.
     *
     * @param name the parameter's name
     * @param value its value; null leaves it out
     * @return the changed copy
     */
    public Call query(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        List<Parameter> more = new ArrayList<>(query);
        more.add(new Parameter(name, value.toString()));
        return new Call(operationId, method, path, List.copyOf(more), json, file, accept);
    }

    /**
     * Sets the body, to be sent as JSON.
     *
     * @param value the body; null for none
     * @return the changed copy
     */
    public Call json(@Nullable Object value) {
        return new Call(operationId, method, path, query, value, file, accept);
    }

    /**
     * Sets the body to a form with one file.
     *
     * @param name the form field's name
     * @param source the file
     * @param options how it is sent
     * @return the changed copy
     */
    public Call file(String name, VideoSource source, UploadOptions options) {
        FilePart part = new FilePart(
                name,
                Objects.requireNonNull(source, () -> name + " is null"),
                Objects.requireNonNull(options, "options is null"));
        return new Call(operationId, method, path, query, json, part, accept);
    }

    /**
     * Sets what the answer may be.
     *
     * @param mediaType a media type
     * @return the changed copy
     */
    public Call accept(String mediaType) {
        return new Call(operationId, method, path, query, json, file, mediaType);
    }

    /**
     * The operation, for messages.
     *
     * @return the contract's {@code operationId}
     */
    public String operationId() {
        return operationId;
    }

    /**
     * The HTTP method.
     *
     * @return the method, in capitals
     */
    public String method() {
        return method;
    }

    /**
     * The path, encoded.
     *
     * @return the path, starting with a slash
     * @throws IllegalStateException if a parameter is still missing
     */
    public String encodedPath() {
        if (path.indexOf('{') >= 0) {
            throw new IllegalStateException("a path parameter is missing: " + path);
        }
        return path;
    }

    /**
     * The query, not encoded.
     *
     * @return the parameters, in the order in which they were added
     */
    public List<Parameter> query() {
        return query;
    }

    /**
     * The JSON body.
     *
     * @return the body, or null for none
     */
    public @Nullable Object json() {
        return json;
    }

    /**
     * The form's file.
     *
     * @return the file, or null for none
     */
    public @Nullable FilePart file() {
        return file;
    }

    /**
     * What the answer may be.
     *
     * @return a media type
     */
    public String accept() {
        return accept;
    }

    /** The operation alone: parameters and bodies may hold what must not be logged. */
    @Override
    public String toString() {
        return operationId;
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

    /**
     * A query parameter.
     *
     * @param name its name
     * @param value its value, not encoded
     */
    public record Parameter(String name, String value) {}

    /**
     * A file in a form.
     *
     * @param name the form field's name
     * @param source the file
     * @param options how it is sent
     */
    public record FilePart(String name, VideoSource source, UploadOptions options) {}
}
