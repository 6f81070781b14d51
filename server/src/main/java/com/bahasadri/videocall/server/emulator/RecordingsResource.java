package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.api.RecordingsApi;
import com.bahasadri.videocall.server.realtimekit.model.ControlRecordingRequest;
import com.bahasadri.videocall.server.realtimekit.model.Recording;
import com.bahasadri.videocall.server.realtimekit.model.RecordingAnswer;
import com.bahasadri.videocall.server.realtimekit.model.RecordingOrder;
import com.bahasadri.videocall.server.realtimekit.model.RecordingStatus;
import com.bahasadri.videocall.server.realtimekit.model.RecordingsAnswer;
import com.bahasadri.videocall.server.realtimekit.model.Session;
import com.bahasadri.videocall.server.realtimekit.model.SortOrder;
import com.bahasadri.videocall.server.realtimekit.model.StartRecordingRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves the recordings. */
final class RecordingsResource implements RecordingsApi {
    private final State state;

    @Inject
    RecordingsResource(State state) {
        this.state = state;
    }

    @Override
    public Response startRecording(String account, String app, StartRecordingRequest request) {
        return answer(state.recordings().start(request));
    }

    @Override
    public Response getRecording(String account, String app, String recordingId) {
        return answer(state.recordings().require(recordingId));
    }

    @Override
    public Response getActiveRecording(String account, String app, String meetingId) {
        state.meetings().require(meetingId);
        return answer(state.recordings().active(meetingId));
    }

    @Override
    public Response controlRecording(String account, String app, String recordingId, ControlRecordingRequest request) {
        return answer(state.recordings().control(recordingId, request.action()));
    }

    @Override
    public Response listRecordings(
            String account,
            String app,
            @Nullable Integer pageNo,
            @Nullable Integer perPage,
            @Nullable String meetingId,
            @Nullable List<RecordingStatus> status,
            @Nullable Boolean expired,
            @Nullable String search,
            @Nullable String startTime,
            @Nullable String endTime,
            @Nullable RecordingOrder sortBy,
            @Nullable SortOrder sortOrder) {
        List<RecordingStatus> statuses = status == null ? List.of() : status;
        if (statuses.stream().anyMatch(one -> one.known() == RecordingStatus.Known.UNKNOWN)) {
            throw Refusal.malformed("status must be INVOKED, RECORDING, PAUSED, UPLOADING, UPLOADED or ERRORED");
        }
        Search.Span span = Search.Span.of(startTime, endTime);
        Instant now = state.now();
        List<Recording> found = state.recordings().list(run -> {
            Session session = run.session();
            return (meetingId == null || meetingId.equals(session.associatedId()))
                    && (statuses.isEmpty() || statuses.contains(run.status()))
                    && (expired == null || expired == run.expired(now))
                    && span.has(run.invokedAt())
                    && Search.hits(search, session.associatedId(), session.meetingDisplayName());
        });
        Page<Recording> page = Page.of(Sorting.recordings(found, sortBy, sortOrder), pageNo, perPage);
        return Response.ok(new RecordingsAnswer(true, page.items(), page.paging()))
                .build();
    }

    private static Response answer(Recording recording) {
        return Response.ok(new RecordingAnswer(true, recording)).build();
    }
}
