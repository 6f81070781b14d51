package com.bahasadri.videocall.server.domain.file;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;

/**
 * Who sends a file.
 *
 * @param id a participant's id, or {@link VideoFile#CONTROL_CENTER}
 * @param admission asks again whether the uploader may share files here, for an upload takes its time
 */
public record Uploader(String id, Runnable admission) {
    /** Requires both. */
    public Uploader {
        requireNonNull(id, "id is null");
        requireNonNull(admission, "admission is null");
    }

    /**
     * Refuses an uploader who was removed meanwhile.
     *
     * @throws ServiceException with {@link ErrorCode#UNAUTHORIZED} or {@link ErrorCode#FORBIDDEN}
     */
    void requireAdmitted() {
        admission.run();
    }
}
