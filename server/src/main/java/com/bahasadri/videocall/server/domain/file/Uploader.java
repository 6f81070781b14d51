package com.bahasadri.videocall.server.domain.file;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.Cause;

/**
 * Who sends a file.
 *
 * @param cause a participant or a control center, and the request
 * @param admission asks again whether the uploader may share files here, for an upload takes its time
 */
public record Uploader(Cause cause, Runnable admission) {
    /** Requires both. */
    public Uploader {
        requireNonNull(cause, "cause is null");
        requireNonNull(admission, "admission is null");
    }

    /** A participant's id, or {@link VideoFile#CONTROL_CENTER}. */
    String id() {
        String id = cause.actor().id();
        return cause.actor().kind() == Actor.Kind.PARTICIPANT && id != null ? id : VideoFile.CONTROL_CENTER;
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
