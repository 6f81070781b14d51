package com.bahasadri.videocall.server.resource;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.contract.api.VideoFilesApi;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.session.SessionService;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Video files: in the contract already, and refused with 503 until they are built. */
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

    @Override
    public Response deleteVideoFile(String sessionId, String fileId) {
        throw notImplemented(sessionId);
    }

    @Override
    public Response readVideoFile(
            String sessionId,
            String fileId,
            @Nullable String expires,
            @Nullable String signature,
            @Nullable String range,
            @Nullable String ifRange,
            @Nullable String ifNoneMatch) {
        throw notImplemented(sessionId);
    }

    private ServiceException notImplemented(String sessionId) {
        sessions.get(sessionId);
        return new ServiceException(ErrorCode.UNAVAILABLE, "Video files are not implemented yet");
    }
}
