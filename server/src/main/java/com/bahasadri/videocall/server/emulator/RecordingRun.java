package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.Recording;
import com.bahasadri.videocall.server.realtimekit.model.RecordingCaller;
import com.bahasadri.videocall.server.realtimekit.model.RecordingCallerType;
import com.bahasadri.videocall.server.realtimekit.model.RecordingStart;
import com.bahasadri.videocall.server.realtimekit.model.RecordingStartReason;
import com.bahasadri.videocall.server.realtimekit.model.RecordingStatus;
import com.bahasadri.videocall.server.realtimekit.model.RecordingStop;
import com.bahasadri.videocall.server.realtimekit.model.RecordingStopReason;
import com.bahasadri.videocall.server.realtimekit.model.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One recording, from its beginning to its file. Guarded by its owner's lock. */
final class RecordingRun {
    /** How long RealtimeKit keeps a file. */
    private static final Duration KEPT = Duration.ofDays(7);
    /** A megabit each second. */
    private static final long BYTES_PER_SECOND = 125_000;
    /** A name that nobody can have: there is no file. */
    private static final String FILES = "https://recordings.invalid/";

    private static final Set<RecordingStatus> OPEN =
            Set.of(RecordingStatus.INVOKED, RecordingStatus.RECORDING, RecordingStatus.PAUSED);

    private final String id = UUID.randomUUID().toString();
    private final RecordingPlan plan;
    private final RecordingStart startedBy;
    private final Instant invokedAt;
    private Session session;
    private RecordingStatus status = RecordingStatus.INVOKED;
    private Duration recorded = Duration.ZERO;
    private @Nullable Instant runningSince;
    private @Nullable Instant startedAt;
    private @Nullable Instant stoppedAt;
    private @Nullable Instant storedAt;
    private @Nullable RecordingStop stoppedBy;

    RecordingRun(Session session, RecordingPlan plan, RecordingStart startedBy, Instant invokedAt) {
        this.session = session;
        this.plan = plan;
        this.startedBy = startedBy;
        this.invokedAt = invokedAt;
    }

    String id() {
        return id;
    }

    RecordingPlan plan() {
        return plan;
    }

    RecordingStatus status() {
        return status;
    }

    Instant invokedAt() {
        return invokedAt;
    }

    /** The session, as it was when something was last told of it. */
    Session session() {
        return session;
    }

    void over(Session ended) {
        session = ended;
    }

    /** Whether it has not stopped. */
    boolean open() {
        return OPEN.contains(status);
    }

    /** Whether its URLs have ended; those it does not have never do. */
    boolean expired(Instant now) {
        Instant end = expiry();
        return end != null && !now.isBefore(end);
    }

    /** Runs, at first or again. */
    void run(Instant now) {
        startedAt = startedAt == null ? now : startedAt;
        runningSince = now;
        status = RecordingStatus.RECORDING;
    }

    void pause(Instant now) {
        rest(now);
        status = RecordingStatus.PAUSED;
    }

    /** Stops; what never began has failed. */
    void stop(Instant now, @Nullable RecordingStop by) {
        rest(now);
        stoppedAt = now;
        stoppedBy = by;
        status = startedAt == null ? RecordingStatus.ERRORED : RecordingStatus.UPLOADING;
    }

    /** Stops so that nothing is ever stored. */
    void lose(Instant now) {
        stop(now, RecordingStop.ALL_PEERS_LEFT);
        recorded = Duration.ZERO;
    }

    void store(Instant now) {
        storedAt = now;
        status = RecordingStatus.UPLOADED;
    }

    Recording recording(Instant now) {
        boolean stored = storedAt != null;
        return Recording.builder()
                .id(id)
                .sessionId(session.id())
                .status(status)
                .outputFileName(fileName("mp4"))
                .downloadUrl(expiry() == null ? null : FILES + fileName("mp4"))
                .audioDownloadUrl(expiry() == null || !plan.soundApart() ? null : FILES + fileName("mp3"))
                .downloadUrlExpiry(expiry())
                .fileSize(stored ? recorded.toSeconds() * BYTES_PER_SECOND : null)
                .recordingDuration(recorded(now).toMillis() / 1000.0)
                .invokedTime(invokedAt)
                .startedTime(startedAt)
                .stoppedTime(stoppedAt)
                .startReason(new RecordingStartReason(
                        startedBy, startedBy.equals(RecordingStart.API_CALL) ? caller() : null))
                .stopReason(
                        stoppedBy == null
                                ? null
                                : new RecordingStopReason(
                                        stoppedBy, stoppedBy.equals(RecordingStop.API_CALL) ? caller() : null))
                .build();
    }

    private Duration recorded(Instant now) {
        return runningSince == null ? recorded : recorded.plus(Duration.between(runningSince, now));
    }

    private void rest(Instant now) {
        recorded = recorded(now);
        runningSince = null;
    }

    private @Nullable Instant expiry() {
        return storedAt == null || !plan.kept() ? null : storedAt.plus(KEPT);
    }

    private String fileName(String extension) {
        return (plan.prefix().isEmpty() ? "" : plan.prefix() + "_") + id + "." + extension;
    }

    /** Whoever has the app's token. */
    private static RecordingCaller caller() {
        return new RecordingCaller(RecordingCallerType.ORGANIZATION, RealtimeKitEmulator.APP_ID);
    }
}
