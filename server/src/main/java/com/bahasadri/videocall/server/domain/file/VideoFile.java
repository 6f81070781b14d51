package com.bahasadri.videocall.server.domain.file;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.video.VideoType;
import java.time.Instant;

/**
 * A video file of a session, whose bytes are stored whole.
 *
 * @param id the file's id, chosen by the server
 * @param filename its name, for people; never part of a path or key
 * @param type what kind of file it is
 * @param size its size in bytes
 * @param duration its length in seconds
 * @param uploadedBy a participant's id, or {@link #CONTROL_CENTER}
 * @param uploadedAt when its bytes were stored
 */
public record VideoFile(
        String id, String filename, VideoType type, long size, double duration, String uploadedBy, Instant uploadedAt) {
    /** The uploader that is no participant. */
    public static final String CONTROL_CENTER = "control-center";

    /** Requires all. */
    public VideoFile {
        requireNonNull(id, "id is null");
        requireNonNull(filename, "filename is null");
        requireNonNull(type, "type is null");
        requireNonNull(uploadedBy, "uploadedBy is null");
        requireNonNull(uploadedAt, "uploadedAt is null");
    }
}
