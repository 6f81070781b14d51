package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.api.RecordingsApi;
import com.bahasadri.videocall.server.realtimekit.model.ControlRecordingRequest;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;

/** Serves the recordings: there are none, for media does not pass the emulator. */
final class RecordingsResource implements RecordingsApi {
    private final State state;

    @Inject
    RecordingsResource(State state) {
        this.state = state;
    }

    @Override
    public Response getActiveRecording(String account, String app, String meetingId) {
        state.meetings().require(meetingId);
        throw Refusal.notFound("No active recording found for meeting " + meetingId);
    }

    @Override
    public Response controlRecording(String account, String app, String recordingId, ControlRecordingRequest request) {
        throw Refusal.notFound("No recording found with id " + recordingId);
    }
}
