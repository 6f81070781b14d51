package com.bahasadri.videocall.server.domain.playback;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a page that shows the shared file told of itself.
 *
 * @param viewerId the participant, or the control center's peer id
 * @param revision the playback that the page follows
 * @param position where it was, in seconds
 * @param at when, by the server's clock
 */
public record Viewer(String viewerId, long revision, double position, Instant at) {
    /** Requires who and when. */
    public Viewer {
        requireNonNull(viewerId, "viewerId is null");
        requireNonNull(at, "at is null");
    }
}
