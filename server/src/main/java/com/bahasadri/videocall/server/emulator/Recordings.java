package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.emulator.time.Timers;
import com.bahasadri.videocall.server.realtimekit.model.Meeting;
import com.bahasadri.videocall.server.realtimekit.model.Recording;
import com.bahasadri.videocall.server.realtimekit.model.RecordingCommand;
import com.bahasadri.videocall.server.realtimekit.model.RecordingStart;
import com.bahasadri.videocall.server.realtimekit.model.RecordingStatus;
import com.bahasadri.videocall.server.realtimekit.model.RecordingStop;
import com.bahasadri.videocall.server.realtimekit.model.Session;
import com.bahasadri.videocall.server.realtimekit.model.StartRecordingRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The recordings, newest last; the 500 newest are remembered. No media is recorded: they go through the states that
 * RealtimeKit's do, by the emulator's clock. Gone with the process, as the sessions are. Safe for use by many threads.
 */
final class Recordings implements CallEvents {
    private static final int MAX_RECORDINGS = 500;
    /** RealtimeKit takes a few seconds. */
    private static final Duration BEGINNING = Duration.ofSeconds(5);

    private static final Duration UPLOADING = Duration.ofSeconds(10);

    private final Clock clock;
    private final Timers timers;
    private final Meetings meetings;
    private final BiConsumer<Recording, Session> news;
    private final Map<String, Session> live = new HashMap<>();
    private final Map<String, RecordingRun> runs = new LinkedHashMap<>();

    /**
     * None yet.
     *
     * @param clock the time
     * @param timers what happens later
     * @param meetings say which are recorded from the start, and how
     * @param news is told each state that webhooks tell, with the session; must not wait
     */
    Recordings(Clock clock, Timers timers, Meetings meetings, BiConsumer<Recording, Session> news) {
        this.clock = clock;
        this.timers = timers;
        this.meetings = meetings;
        this.news = news;
    }

    /** Starts one, where the meeting has a session, and none that runs unless that does not matter. */
    Recording start(StartRecordingRequest request) {
        Meeting meeting = meetings.require(request.meetingId());
        timers.runDue();
        synchronized (this) {
            Session session = live.get(meeting.id());
            if (session == null) {
                throw Refusal.notFound("Active session not found");
            }
            if (!Boolean.TRUE.equals(request.allowMultipleRecordings())
                    && running(meeting.id()).isPresent()) {
                throw Refusal.conflict("A recording of the meeting runs already");
            }
            RecordingPlan plan = RecordingPlan.of(meeting.recordingConfig()).with(request);
            return start(session, plan, RecordingStart.API_CALL).recording(now());
        }
    }

    Recording control(String id, RecordingCommand command) {
        timers.runDue();
        synchronized (this) {
            RecordingRun run = run(id);
            switch (command.known()) {
                case PAUSE -> {
                    require(run, RecordingStatus.RECORDING.equals(run.status()), command);
                    run.pause(now());
                }
                case RESUME -> {
                    require(run, RecordingStatus.PAUSED.equals(run.status()), command);
                    run.run(now());
                    tell(run, now());
                }
                case STOP -> {
                    require(run, run.open(), command);
                    stop(run, RecordingStop.API_CALL, now());
                }
                case UNKNOWN -> throw Refusal.malformed("action must be stop, pause or resume");
            }
            return run.recording(now());
        }
    }

    Recording require(String id) {
        timers.runDue();
        synchronized (this) {
            return run(id).recording(now());
        }
    }

    /** The newest of a meeting that has not stopped. */
    Recording active(String meetingId) {
        timers.runDue();
        synchronized (this) {
            return running(meetingId)
                    .map(run -> run.recording(now()))
                    .orElseThrow(() -> Refusal.notFound("No active recording found for meeting " + meetingId));
        }
    }

    /** Newest first. */
    List<Recording> list(Predicate<RecordingRun> wanted) {
        timers.runDue();
        synchronized (this) {
            return newestFirst().stream()
                    .filter(wanted)
                    .map(run -> run.recording(now()))
                    .toList();
        }
    }

    @Override
    public synchronized void started(Session session) {
        live.put(session.associatedId(), session);
        Meeting meeting = meetings.find(session.associatedId());
        if (meeting != null && Boolean.TRUE.equals(meeting.recordOnStart())) {
            start(session, RecordingPlan.of(meeting.recordingConfig()), RecordingStart.RECORD_ON_START);
        }
    }

    @Override
    public void joined(Session session, Peer peer) {}

    @Override
    public void left(Session session, Peer peer) {}

    @Override
    public synchronized void ended(Session session, EndReason reason) {
        live.remove(session.associatedId());
        Instant when = session.endedAt() == null ? now() : session.endedAt();
        for (RecordingRun run : List.copyOf(runs.values())) {
            if (run.session().id().equals(session.id())) {
                run.over(session);
                if (run.open() && reason == EndReason.HOST_ENDED_MEETING) {
                    run.lose(when);
                    tell(run, when);
                } else if (run.open()) {
                    stop(run, RecordingStop.ALL_PEERS_LEFT, when);
                }
            }
        }
    }

    private RecordingRun start(Session session, RecordingPlan plan, RecordingStart by) {
        Instant now = now();
        RecordingRun run = new RecordingRun(session, plan, by, now);
        runs.put(run.id(), run);
        if (runs.size() > MAX_RECORDINGS) {
            runs.values().stream().filter(old -> !old.open()).findFirst().ifPresent(oldest -> runs.remove(oldest.id()));
        }
        Instant due = now.plus(BEGINNING);
        timers.at(due, () -> begin(run, due));
        return run;
    }

    /** By the time at which it was due: a clock that was moved may be far beyond. */
    private synchronized void begin(RecordingRun run, Instant due) {
        if (RecordingStatus.INVOKED.equals(run.status())) {
            run.run(due);
            tell(run, due);
            Instant end = due.plus(run.plan().longest());
            timers.at(end, () -> expire(run, end));
        }
    }

    private synchronized void expire(RecordingRun run, Instant due) {
        if (run.open()) {
            stop(run, null, due);
        }
    }

    private void stop(RecordingRun run, @Nullable RecordingStop by, Instant when) {
        run.stop(when, by);
        tell(run, when);
        if (RecordingStatus.UPLOADING.equals(run.status())) {
            Instant due = when.plus(UPLOADING);
            timers.at(due, () -> store(run, due));
        }
    }

    private synchronized void store(RecordingRun run, Instant due) {
        run.store(due);
        tell(run, due);
    }

    private void tell(RecordingRun run, Instant when) {
        news.accept(run.recording(when), run.session());
    }

    private RecordingRun run(String id) {
        RecordingRun run = runs.get(id);
        if (run == null) {
            throw Refusal.notFound("No recording found with id " + id);
        }
        return run;
    }

    private Optional<RecordingRun> running(String meetingId) {
        return newestFirst().stream()
                .filter(run -> run.open() && meetingId.equals(run.session().associatedId()))
                .findFirst();
    }

    private List<RecordingRun> newestFirst() {
        List<RecordingRun> all = new ArrayList<>(runs.values());
        Collections.reverse(all);
        return all;
    }

    private static void require(RecordingRun run, boolean possible, RecordingCommand command) {
        if (!possible) {
            throw Refusal.conflict("The recording is %s: %s is not possible".formatted(run.status(), command));
        }
    }

    private Instant now() {
        return Meetings.now(clock);
    }
}
