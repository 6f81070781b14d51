package com.bahasadri.videocall.server.adapter.realtimekit;

import com.bahasadri.videocall.server.realtimekit.model.ControlRecordingRequest;
import com.bahasadri.videocall.server.realtimekit.model.RecordingCommand;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a meeting's recording before everyone is removed: one that is stopped only by that may never be stored. Whatever
 * comes of it, the meeting is to end, so it is tried once, for at most 3 seconds a call.
 */
final class Recordings {
    private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Set<String> STOPPED = Set.of("UPLOADING", "UPLOADED", "ERRORED");

    private Recordings() {}

    static void stop(Errand errand, String meetingId) {
        try {
            Answer active = errand.aside(PATIENCE)
                    .send(Call.of("getActiveRecording", "GET", "recordings", "active-recording", meetingId));
            JsonNode recording = active.item("recording");
            String id = recording.path("id").textValue();
            if (id != null && !STOPPED.contains(recording.path("status").asText())) {
                errand.aside(PATIENCE)
                        .send(Call.of("controlRecording", "PUT", "recordings", id)
                                .body(ControlRecordingRequest.builder()
                                        .action(RecordingCommand.STOP)
                                        .build()));
            }
        } catch (RealtimeKitException e) {
            if (!e.missing()) {
                LOG.atWarn()
                        .addKeyValue("operation", e.call().operation())
                        .addKeyValue("status", e.status())
                        .addKeyValue("detail", e.getMessage())
                        .log("A recording may not have been stopped");
            }
        }
    }
}
