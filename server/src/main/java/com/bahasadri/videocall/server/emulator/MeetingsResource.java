package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.api.MeetingsApi;
import com.bahasadri.videocall.server.realtimekit.model.CreateMeetingRequest;
import com.bahasadri.videocall.server.realtimekit.model.Meeting;
import com.bahasadri.videocall.server.realtimekit.model.MeetingAnswer;
import com.bahasadri.videocall.server.realtimekit.model.MeetingStatus;
import com.bahasadri.videocall.server.realtimekit.model.MeetingsAnswer;
import com.bahasadri.videocall.server.realtimekit.model.UpdateMeetingRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Serves the meetings. */
final class MeetingsResource implements MeetingsApi {
    private final State state;

    @Inject
    MeetingsResource(State state) {
        this.state = state;
    }

    @Override
    public Response createMeeting(String account, String app, @Nullable CreateMeetingRequest request) {
        Meeting meeting = state.meetings()
                .create(request == null ? CreateMeetingRequest.builder().build() : request);
        return Response.status(Response.Status.CREATED)
                .entity(new MeetingAnswer(true, meeting))
                .build();
    }

    @Override
    public Response getMeeting(String account, String app, String meetingId) {
        return Response.ok(new MeetingAnswer(true, state.meetings().require(meetingId)))
                .build();
    }

    @Override
    public Response listMeetings(
            String account,
            String app,
            @Nullable Integer pageNo,
            @Nullable Integer perPage,
            @Nullable String search,
            @Nullable MeetingStatus status) {
        Page<Meeting> page = Page.of(state.meetings().list(search, status), pageNo, perPage);
        return Response.ok(new MeetingsAnswer(true, page.items(), page.paging()))
                .build();
    }

    @Override
    public Response updateMeeting(String account, String app, String meetingId, UpdateMeetingRequest request) {
        return Response.ok(new MeetingAnswer(true, state.meetings().update(meetingId, request)))
                .build();
    }
}
