package com.bahasadri.videocall.server.resource;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.contract.api.PlaybackApi;
import com.bahasadri.videocall.server.contract.model.PlaybackState;
import com.bahasadri.videocall.server.contract.model.SetPlaybackRequest;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.playback.PlaybackCommand;
import com.bahasadri.videocall.server.domain.playback.PlaybackCommand.Action;
import com.bahasadri.videocall.server.domain.playback.PlaybackService;
import com.bahasadri.videocall.server.filter.Caller;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** Reads and controls what plays for everyone. */
public final class PlaybackResource implements PlaybackApi {
    private final PlaybackService playback;

    @Context
    private SecurityContext caller;

    /**
     * Answers with a service.
     *
     * @param playback the service
     */
    @SuppressWarnings("NullAway.Init")
    public PlaybackResource(PlaybackService playback) {
        this.playback = requireNonNull(playback, "playback is null");
    }

    @Override
    public Response getPlayback(String sessionId) {
        return Response.ok(PlaybackModels.status(playback.step(sessionId))).build();
    }

    @Override
    public Response setPlayback(String sessionId, SetPlaybackRequest request) {
        PlaybackCommand command = new PlaybackCommand(
                action(request), request.fileId(), request.position(), request.rate(), request.revision());
        return Response.ok(PlaybackModels.playback(playback.control(sessionId, command, Caller.cause(caller))))
                .build();
    }

    private static Action action(SetPlaybackRequest request) {
        Action wanted = action(request.state());
        return request.fileId() != null ? wanted : Action.STOP;
    }

    private static Action action(PlaybackState state) {
        return switch (state.known()) {
            case PLAYING -> Action.PLAY;
            case PAUSED -> Action.PAUSE;
            case UNKNOWN -> throw new ServiceException(ErrorCode.INVALID_INPUT, "state must be playing or paused");
        };
    }
}
