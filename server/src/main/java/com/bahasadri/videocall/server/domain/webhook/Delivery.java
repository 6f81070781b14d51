package com.bahasadri.videocall.server.domain.webhook;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What stands for a webhook that came, to know it again by. Its id is not signed and may be another one at each try; so the
 * body counts as well.
 *
 * @param id the delivery's id, or null
 * @param digest the SHA-256 of the body, in hexadecimal
 */
public record Delivery(@Nullable String id, String digest) {
    private static final String SAFE_ID = "[A-Za-z0-9-]{1,64}";

    /** Requires the digest; an id that is none of RealtimeKit's is dropped. */
    public Delivery {
        requireNonNull(digest, "digest is null");
        id = id != null && id.matches(SAFE_ID) ? id : null;
    }
}
