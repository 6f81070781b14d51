package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.api.MeetingParticipantsApi;
import com.bahasadri.videocall.server.realtimekit.model.AddParticipantRequest;
import com.bahasadri.videocall.server.realtimekit.model.AddedParticipant;
import com.bahasadri.videocall.server.realtimekit.model.AddedParticipantAnswer;
import com.bahasadri.videocall.server.realtimekit.model.DeletedParticipant;
import com.bahasadri.videocall.server.realtimekit.model.DeletedParticipantAnswer;
import com.bahasadri.videocall.server.realtimekit.model.EditParticipantRequest;
import com.bahasadri.videocall.server.realtimekit.model.Participant;
import com.bahasadri.videocall.server.realtimekit.model.ParticipantAnswer;
import com.bahasadri.videocall.server.realtimekit.model.ParticipantsAnswer;
import com.bahasadri.videocall.server.realtimekit.model.Preset;
import com.bahasadri.videocall.server.realtimekit.model.Token;
import com.bahasadri.videocall.server.realtimekit.model.TokenAnswer;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Serves the participants of meetings. */
final class MeetingParticipantsResource implements MeetingParticipantsApi {
    private final State state;

    @Inject
    MeetingParticipantsResource(State state) {
        this.state = state;
    }

    @Override
    public Response addParticipant(String account, String app, String meetingId, AddParticipantRequest request) {
        state.meetings().require(meetingId);
        state.presets().requireNamed(request.presetName());
        Participant added = state.participants().add(meetingId, request);
        return Response.status(Response.Status.CREATED)
                .entity(withToken(meetingId, added))
                .build();
    }

    @Override
    public Response editParticipant(
            String account, String app, String meetingId, String participantId, EditParticipantRequest request) {
        state.meetings().require(meetingId);
        String presetName = request.presetName();
        if (presetName != null) {
            state.presets().requireNamed(presetName);
        }
        return Response.ok(withToken(meetingId, state.participants().edit(meetingId, participantId, request)))
                .build();
    }

    @Override
    public Response listParticipants(
            String account, String app, String meetingId, @Nullable Integer pageNo, @Nullable Integer perPage) {
        state.meetings().require(meetingId);
        Page<Participant> page = Page.of(state.participants().list(meetingId), pageNo, perPage);
        return Response.ok(new ParticipantsAnswer(true, page.items(), page.paging()))
                .build();
    }

    @Override
    public Response getParticipant(String account, String app, String meetingId, String participantId) {
        return Response.ok(new ParticipantAnswer(true, require(meetingId, participantId)))
                .build();
    }

    @Override
    public Response deleteParticipant(String account, String app, String meetingId, String participantId) {
        state.meetings().require(meetingId);
        Participant deleted = state.participants().delete(meetingId, participantId);
        String presetName = deleted.presetName();
        Preset preset = presetName == null ? null : state.presets().named(presetName);
        DeletedParticipant answer = DeletedParticipant.builder()
                .customParticipantId(deleted.customParticipantId())
                .presetId(preset == null ? null : preset.id())
                .createdAt(deleted.createdAt())
                .updatedAt(deleted.updatedAt())
                .build();
        return Response.ok(new DeletedParticipantAnswer(true, answer)).build();
    }

    @Override
    public Response refreshToken(String account, String app, String meetingId, String participantId) {
        require(meetingId, participantId);
        String token = state.tokens().issue(meetingId, participantId);
        return Response.ok(new TokenAnswer(true, new Token(token))).build();
    }

    private Participant require(String meetingId, String participantId) {
        state.meetings().require(meetingId);
        return state.participants().require(meetingId, participantId);
    }

    private AddedParticipantAnswer withToken(String meetingId, Participant participant) {
        return new AddedParticipantAnswer(
                true,
                new AddedParticipant(
                        participant.id(),
                        participant.customParticipantId(),
                        participant.presetName(),
                        participant.name(),
                        participant.picture(),
                        participant.createdAt(),
                        participant.updatedAt(),
                        state.tokens().issue(meetingId, participant.id())));
    }
}
