package com.bahasadri.videocall.server.domain.session;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A screen that is shared.
 *
 * @param id the share's id; a new one each time sharing starts
 * @param startedAt when it started
 */
public record ScreenShare(String id, Instant startedAt) {
    /** Requires both. */
    public ScreenShare {
        requireNonNull(id, "id is null");
        requireNonNull(startedAt, "startedAt is null");
    }
}
