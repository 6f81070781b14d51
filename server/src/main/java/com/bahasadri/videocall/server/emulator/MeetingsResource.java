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
import java.util.List;
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
            @Nullable String startTime,
            @Nullable String endTime,
            @Nullable MeetingStatus status) {
        if (status != null && status.known() == MeetingStatus.Known.UNKNOWN) {
            throw Refusal.malformed("status must be ACTIVE or INACTIVE");
        }
        Search.Span span = Search.Span.of(startTime, endTime);
        List<Meeting> found = state.meetings()
                .list(meeting -> (status == null || status.equals(meeting.status()))
                        && span.has(meeting.createdAt())
                        && Search.hits(search, meeting.id(), meeting.title()));
        Page<Meeting> page = Page.of(
                found.stream().map(MeetingsResource::withoutConfigurations).toList(), pageNo, perPage);
        return Response.ok(new MeetingsAnswer(true, page.items(), page.paging()))
                .build();
    }

    @Override
    public Response updateMeeting(String account, String app, String meetingId, UpdateMeetingRequest request) {
        return Response.ok(new MeetingAnswer(true, state.meetings().update(meetingId, request)))
                .build();
    }

    @Override
    public Response replaceMeeting(String account, String app, String meetingId, CreateMeetingRequest request) {
        return Response.ok(new MeetingAnswer(true, state.meetings().replace(meetingId, request)))
                .build();
    }

    private static Meeting withoutConfigurations(Meeting meeting) {
        return Meeting.builder()
                .id(meeting.id())
                .title(meeting.title())
                .status(meeting.status())
                .persistChat(meeting.persistChat())
                .recordOnStart(meeting.recordOnStart())
                .liveStreamOnStart(meeting.liveStreamOnStart())
                .summarizeOnEnd(meeting.summarizeOnEnd())
                .transcribeOnEnd(meeting.transcribeOnEnd())
                .sessionKeepAliveTimeInSecs(meeting.sessionKeepAliveTimeInSecs())
                .createdAt(meeting.createdAt())
                .updatedAt(meeting.updatedAt())
                .build();
    }
}
