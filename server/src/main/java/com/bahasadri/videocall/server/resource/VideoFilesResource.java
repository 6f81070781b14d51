package com.bahasadri.videocall.server.resource;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.contract.api.VideoFilesApi;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.session.SessionService;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** Video files: in the contract already, and refused with 501 until they are built. */
public final class VideoFilesResource implements VideoFilesApi {
    private final SessionService sessions;

    /**
     * Answers for known sessions.
     *
     * @param sessions knows the sessions
     */
    public VideoFilesResource(SessionService sessions) {
        this.sessions = requireNonNull(sessions, "sessions is null");
    }

    @Override
    public Response uploadVideoFile(String sessionId, InputStream body, String contentType) {
        throw notImplemented(sessionId);
    }

    @Override
    public Response listVideoFiles(String sessionId) {
        throw notImplemented(sessionId);
    }

    private ServiceException notImplemented(String sessionId) {
        sessions.get(sessionId);
        return new ServiceException(ErrorCode.NOT_IMPLEMENTED, "Video files are not implemented yet");
    }
}
