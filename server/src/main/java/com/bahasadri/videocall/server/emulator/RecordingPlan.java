package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.StartRecordingRequest;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a recording is made.
 *
 * @param longest how long it takes at most; 24 hours unless something else is asked for
 * @param prefix what the file's name starts with, or nothing
 * @param soundApart whether the sound has a file of its own
 * @param kept whether RealtimeKit keeps the files, so that there are URLs
 */
record RecordingPlan(Duration longest, String prefix, boolean soundApart, boolean kept) {
    private static final long LONGEST_SECONDS = 86_400;

    /** As a meeting's {@code recording_config} says. */
    static RecordingPlan of(@Nullable Map<String, Object> meeting) {
        Map<String, Object> config = meeting == null ? Map.of() : meeting;
        return new RecordingPlan(
                Duration.ofSeconds(
                        config.get("max_seconds") instanceof Number most ? most.longValue() : LONGEST_SECONDS),
                config.get("file_name_prefix") instanceof String prefix ? prefix : "",
                exports(config.get("audio_config")),
                keeps(config.get("realtimekit_bucket_config")));
    }

    /** The same, with what a request asks for. */
    RecordingPlan with(StartRecordingRequest request) {
        Integer most = request.maxSeconds();
        String start = request.fileNamePrefix();
        return new RecordingPlan(
                most == null ? longest : Duration.ofSeconds(most),
                start == null ? prefix : start,
                soundApart || exports(request.audioConfig()),
                kept && keeps(request.realtimekitBucketConfig()));
    }

    private static boolean exports(@Nullable Object sound) {
        return sound instanceof Map<?, ?> config && !Boolean.FALSE.equals(config.get("export_file"));
    }

    private static boolean keeps(@Nullable Object bucket) {
        return !(bucket instanceof Map<?, ?> config) || !Boolean.FALSE.equals(config.get("enabled"));
    }
}
