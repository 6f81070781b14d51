package com.bahasadri.videocall.server.domain.file;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A note that the file store may have bytes of a file that its session does not list: because they are arriving, or
 * because they are about to be deleted. It is made before, and taken back after; whatever is noted when nothing is
 * going on is an orphan.
 *
 * @param fileId the file
 * @param sessionId the session that lists the file once it is whole
 * @param notedAt when the note was made
 */
public record NotedFile(String fileId, String sessionId, Instant notedAt) {
    /** Requires all. */
    public NotedFile {
        requireNonNull(fileId, "fileId is null");
        requireNonNull(sessionId, "sessionId is null");
        requireNonNull(notedAt, "notedAt is null");
    }
}
