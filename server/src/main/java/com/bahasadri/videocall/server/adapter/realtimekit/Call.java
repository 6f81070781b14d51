package com.bahasadri.videocall.server.adapter.realtimekit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call to RealtimeKit.
 *
 * @param operation the operation's id in {@code realtimekit.yaml}
 * @param method the HTTP method
 * @param path the path below the app, in plain text
 * @param page the page of a list, or null
 * @param body what to send as JSON, or null for nothing
 * @param repeatable whether it may be sent again where nobody knows if it was done
 */
record Call(
        String operation,
        String method,
        List<String> path,
        @Nullable Integer page,
        @Nullable Object body,
        boolean repeatable) {
    /** How many entries of a list to ask for at a time. */
    static final int PAGE_SIZE = 100;

    Call {
        path = List.copyOf(path);
    }

    /** A call without a body; only what reads may be repeated. */
    static Call of(String operation, String method, String... path) {
        return new Call(operation, method, List.of(path), null, null, method.equals("GET"));
    }

    Call page(int number) {
        return new Call(operation, method, path, number, body, repeatable);
    }

    Call body(Object value) {
        return new Call(operation, method, path, page, value, repeatable);
    }

    /** The same call, which does no harm when it is done twice. */
    Call harmless() {
        return new Call(operation, method, path, page, body, true);
    }

    /** The method and the path, for people: ids come from callers, and must not write lines of their own into a log. */
    String describe() {
        return method + " /" + String.join("/", path).replaceAll("[^\\x21-\\x7E]", "?");
    }
}
