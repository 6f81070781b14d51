package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.api.SessionsApi;
import com.bahasadri.videocall.server.realtimekit.model.OneSessionParticipant;
import com.bahasadri.videocall.server.realtimekit.model.Session;
import com.bahasadri.videocall.server.realtimekit.model.SessionAnswer;
import com.bahasadri.videocall.server.realtimekit.model.SessionList;
import com.bahasadri.videocall.server.realtimekit.model.SessionOrder;
import com.bahasadri.videocall.server.realtimekit.model.SessionParticipant;
import com.bahasadri.videocall.server.realtimekit.model.SessionParticipantAnswer;
import com.bahasadri.videocall.server.realtimekit.model.SessionParticipantList;
import com.bahasadri.videocall.server.realtimekit.model.SessionParticipantsAnswer;
import com.bahasadri.videocall.server.realtimekit.model.SessionStatus;
import com.bahasadri.videocall.server.realtimekit.model.SessionsAnswer;
import com.bahasadri.videocall.server.realtimekit.model.SortOrder;
import com.bahasadri.videocall.server.realtimekit.model.StayOrder;
import com.bahasadri.videocall.server.realtimekit.model.StayView;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
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
            @Nullable SessionStatus status,
            @Nullable String search,
            @Nullable String startTime,
            @Nullable String endTime,
            @Nullable SessionOrder sortBy,
            @Nullable SortOrder sortOrder) {
        if (status != null && status.known() == SessionStatus.Known.UNKNOWN) {
            throw Refusal.malformed("status must be LIVE or ENDED");
        }
        Search.Span span = Search.Span.of(startTime, endTime);
        List<Session> found = state.calls()
                .sessions(session -> (associatedId == null || associatedId.equals(session.associatedId()))
                        && (status == null || status.equals(session.status()))
                        && span.has(session.createdAt())
                        && Search.hits(search, session.id(), session.associatedId(), session.meetingDisplayName()));
        Page<Session> page = Page.of(Sorting.sessions(found, sortBy, sortOrder), pageNo, perPage);
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
            String account,
            String app,
            String sessionId,
            @Nullable Integer pageNo,
            @Nullable Integer perPage,
            @Nullable String search,
            @Nullable StayOrder sortBy,
            @Nullable SortOrder sortOrder,
            @Nullable Boolean includePeerEvents,
            @Nullable StayView view) {
        if (view != null && view.known() == StayView.Known.UNKNOWN) {
            throw Refusal.malformed("view must be raw or consolidated");
        }
        List<SessionParticipant> found = state.calls().stays(sessionId).stream()
                .filter(peer -> Search.hits(
                        search,
                        peer.participant().id(),
                        peer.participant().customParticipantId(),
                        peer.participant().name()))
                .map(peer -> stay(sessionId, peer, includePeerEvents))
                .toList();
        Page<SessionParticipant> page = Page.of(Sorting.stays(found, sortBy, sortOrder), pageNo, perPage);
        SessionParticipantList list = new SessionParticipantList(page.items());
        return Response.ok(new SessionParticipantsAnswer(true, list)).build();
    }

    @Override
    public Response getSessionParticipant(
            String account, String app, String sessionId, String participantId, @Nullable Boolean includePeerEvents) {
        Peer newest = state.calls().stays(sessionId).stream()
                .filter(peer -> peer.id().equals(participantId)
                        || peer.is(participantId)
                        || participantId.equals(peer.participant().customParticipantId()))
                .max(Comparator.comparing(Peer::joinedAt))
                .orElseThrow(() -> Refusal.notFound("No participant found with id " + participantId));
        OneSessionParticipant answer = new OneSessionParticipant(stay(sessionId, newest, includePeerEvents));
        return Response.ok(new SessionParticipantAnswer(true, answer)).build();
    }

    private SessionParticipant stay(String sessionId, Peer peer, @Nullable Boolean includePeerEvents) {
        return peer.stay(
                state.now(),
                Boolean.TRUE.equals(includePeerEvents) ? sessionId : null,
                state.presets().viewType(peer.participant().presetName()));
    }
}
