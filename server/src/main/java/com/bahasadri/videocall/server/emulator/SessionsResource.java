package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.api.SessionsApi;
import com.bahasadri.videocall.server.realtimekit.model.Session;
import com.bahasadri.videocall.server.realtimekit.model.SessionAnswer;
import com.bahasadri.videocall.server.realtimekit.model.SessionList;
import com.bahasadri.videocall.server.realtimekit.model.SessionParticipant;
import com.bahasadri.videocall.server.realtimekit.model.SessionParticipantList;
import com.bahasadri.videocall.server.realtimekit.model.SessionParticipantsAnswer;
import com.bahasadri.videocall.server.realtimekit.model.SessionStatus;
import com.bahasadri.videocall.server.realtimekit.model.SessionsAnswer;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Serves the sessions. */
final class SessionsResource implements SessionsApi {
    private final State state;

    @Inject
    SessionsResource(State state) {
        this.state = state;
    }

    @Override
    public Response listSessions(
            String account,
            String app,
            @Nullable Integer pageNo,
            @Nullable Integer perPage,
            @Nullable String associatedId,
            @Nullable SessionStatus status) {
        Page<Session> page = Page.of(
                state.calls()
                        .sessions(session -> (associatedId == null || associatedId.equals(session.associatedId()))
                                && (status == null || status.equals(session.status()))),
                pageNo,
                perPage);
        return Response.ok(new SessionsAnswer(true, new SessionList(page.items()), page.paging()))
                .build();
    }

    @Override
    public Response getSession(String account, String app, String sessionId) {
        return Response.ok(new SessionAnswer(true, state.calls().require(sessionId)))
                .build();
    }

    @Override
    public Response listSessionParticipants(
            String account, String app, String sessionId, @Nullable Integer pageNo, @Nullable Integer perPage) {
        Page<SessionParticipant> page = Page.of(state.calls().stays(sessionId), pageNo, perPage);
        SessionParticipantList list = new SessionParticipantList(page.items());
        return Response.ok(new SessionParticipantsAnswer(true, list, page.paging()))
                .build();
    }
}
