package com.bahasadri.videocall.server.domain.video;

import static java.util.Objects.requireNonNull;

/**
 * What a video's container tells.
 *
 * @param type the container
 * @param durationSeconds how long it plays, in seconds: above 0
 */
public record VideoInfo(VideoType type, double durationSeconds) {
    public VideoInfo {
        requireNonNull(type, "type is null");
        if (!(durationSeconds > 0) || Double.isInfinite(durationSeconds)) {
            throw new IllegalArgumentException("durationSeconds is " + durationSeconds);
        }
    }
}
