package com.bahasadri.videocall.contract;

import java.util.Set;

/**
 * An operation of the contract. Immutable and safe for use by many threads.
 *
 * @param id its {@code operationId}
 * @param method the HTTP method, in capitals
 * @param path the path, with each parameter's name in braces
 * @param tag its one tag
 * @param clientMethod the client's method, {@code x-client-method}; empty where the client has none
 * @param statuses the statuses it documents
 */
public record Operation(String id, String method, String path, String tag, String clientMethod, Set<Integer> statuses) {

    /** Copies the statuses. */
    public Operation {
        statuses = Set.copyOf(statuses);
    }

    /** Whether the client has it. */
    public boolean inClient() {
        return !clientMethod.isEmpty();
    }
}
