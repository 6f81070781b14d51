package com.bahasadri.videocall.server.repeat;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A write that came with a key.
 *
 * @param operation the contract's operation id
 * @param target what the operation acts on
 * @param bearer the caller's token, or null for nobody's
 * @param key the caller's name of the write
 * @param content what the repeated one must be equal in, such as the body's digest
 */
public record Write(
        String operation, String target, @Nullable String bearer, String key, String content) {
    /** Requires all but the token. */
    public Write {
        requireNonNull(operation, "operation is null");
        requireNonNull(target, "target is null");
        requireNonNull(key, "key is null");
        requireNonNull(content, "content is null");
    }

    /** Tells neither token nor key: both together open the stored answer. */
    @Override
    public String toString() {
        return "Write[operation=" + operation + "]";
    }
}
