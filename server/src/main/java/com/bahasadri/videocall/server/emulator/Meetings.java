package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.CreateMeetingRequest;
import com.bahasadri.videocall.server.realtimekit.model.Meeting;
import com.bahasadri.videocall.server.realtimekit.model.MeetingStatus;
import com.bahasadri.videocall.server.realtimekit.model.UpdateMeetingRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The meetings. Safe for use by many threads. */
final class Meetings {
    static final int KEEP_ALIVE_SECONDS = 60;

    private final EmulatorStore.Table table;
    private final Clock clock;

    Meetings(EmulatorStore store, Clock clock) {
        this.table = store.table("meetings");
        this.clock = clock;
    }

    Meeting create(CreateMeetingRequest request) {
        return keep(complete(UUID.randomUUID().toString(), request, MeetingStatus.ACTIVE, now(clock)));
    }

    /** What is left out returns to its default; the status stays. */
    synchronized Meeting replace(String id, CreateMeetingRequest request) {
        Meeting old = require(id);
        return keep(complete(id, request, old.status(), old.createdAt()));
    }

    @Nullable
    Meeting find(String id) {
        String text = table.get(id);
        return text == null ? null : Json.read(text, Meeting.class);
    }

    Meeting require(String id) {
        Meeting meeting = find(id);
        if (meeting == null) {
            throw Refusal.notFound("No meeting found with id " + id);
        }
        return meeting;
    }

    /** Newest first. */
    List<Meeting> list(Predicate<Meeting> wanted) {
        return table.startingWith("").stream()
                .map(text -> Json.read(text, Meeting.class))
                .filter(wanted)
                .sorted(Comparator.comparing(Meeting::createdAt).reversed().thenComparing(Meeting::id))
                .toList();
    }

    /** One at a time, so that two changes do not lose each other's fields. */
    synchronized Meeting update(String id, UpdateMeetingRequest change) {
        MeetingStatus status = change.status();
        if (status != null && status.known() == MeetingStatus.Known.UNKNOWN) {
            throw Refusal.malformed("status must be ACTIVE or INACTIVE");
        }
        Meeting old = require(id);
        Meeting meeting = new Meeting(
                id,
                or(change.title(), old.title()),
                or(status, old.status()),
                or(change.persistChat(), old.persistChat()),
                or(change.recordOnStart(), old.recordOnStart()),
                or(change.liveStreamOnStart(), old.liveStreamOnStart()),
                or(change.summarizeOnEnd(), old.summarizeOnEnd()),
                or(change.sessionKeepAliveTimeInSecs(), old.sessionKeepAliveTimeInSecs()),
                or(change.transcribeOnEnd(), old.transcribeOnEnd()),
                or(change.recordingConfig(), old.recordingConfig()),
                or(change.aiConfig(), old.aiConfig()),
                old.createdAt(),
                now(clock));
        return keep(meeting);
    }

    private Meeting complete(
            String id, CreateMeetingRequest request, @Nullable MeetingStatus status, @Nullable Instant created) {
        return Meeting.builder()
                .id(id)
                .title(request.title())
                .status(status)
                .persistChat(or(request.persistChat(), false))
                .recordOnStart(or(request.recordOnStart(), false))
                .liveStreamOnStart(or(request.liveStreamOnStart(), false))
                .summarizeOnEnd(or(request.summarizeOnEnd(), false))
                .transcribeOnEnd(or(request.transcribeOnEnd(), false))
                .sessionKeepAliveTimeInSecs(or(request.sessionKeepAliveTimeInSecs(), KEEP_ALIVE_SECONDS))
                .recordingConfig(request.recordingConfig())
                .aiConfig(request.aiConfig())
                .createdAt(created)
                .updatedAt(now(clock))
                .build();
    }

    private Meeting keep(Meeting meeting) {
        table.put(meeting.id(), Json.write(meeting));
        return meeting;
    }

    private static <T extends @Nullable Object> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** The time as RealtimeKit tells it, to the millisecond. */
    static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
