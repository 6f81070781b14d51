package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.AddParticipantRequest;
import com.bahasadri.videocall.server.realtimekit.model.EditParticipantRequest;
import com.bahasadri.videocall.server.realtimekit.model.Participant;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may join which meeting. Meeting ids must be those of meetings that exist. Safe for use by many threads. */
final class Participants {
    private final EmulatorStore.Table table;
    private final EmulatorStore.Table byCustomId;
    private final Clock clock;

    Participants(EmulatorStore store, Clock clock) {
        this.table = store.table("participants");
        this.byCustomId = store.table("custom-ids");
        this.clock = clock;
    }

    /** Adds somebody; one whose custom id the meeting has already stays as it is. */
    Participant add(String meetingId, AddParticipantRequest request) {
        Instant now = Meetings.now(clock);
        Participant participant = Participant.builder()
                .id(UUID.randomUUID().toString())
                .customParticipantId(request.customParticipantId())
                .presetName(request.presetName())
                .name(request.name())
                .picture(request.picture())
                .createdAt(now)
                .updatedAt(now)
                .build();
        // In this order: a custom id that is found always leads to somebody.
        table.put(key(meetingId, participant.id()), Json.write(participant));
        String customKey = key(meetingId, request.customParticipantId());
        String earlier = byCustomId.putIfAbsent(customKey, participant.id());
        Participant known = earlier == null ? null : find(meetingId, earlier);
        if (known != null) {
            table.remove(key(meetingId, participant.id()));
            return known;
        }
        byCustomId.put(customKey, participant.id());
        return participant;
    }

    @Nullable
    Participant find(String meetingId, String id) {
        String text = table.get(key(meetingId, id));
        return text == null ? null : Json.read(text, Participant.class);
    }

    Participant require(String meetingId, String id) {
        Participant participant = find(meetingId, id);
        if (participant == null) {
            throw Refusal.notFound("No participant found with id " + id);
        }
        return participant;
    }

    /** Oldest first. */
    List<Participant> list(String meetingId) {
        return table.startingWith(key(meetingId, "")).stream()
                .map(text -> Json.read(text, Participant.class))
                .sorted(Comparator.comparing(Participant::createdAt).thenComparing(Participant::id))
                .toList();
    }

    /** What is left out stays. One at a time, so that two changes do not lose each other's fields. */
    synchronized Participant edit(String meetingId, String id, EditParticipantRequest change) {
        Participant old = require(meetingId, id);
        Participant participant = new Participant(
                id,
                old.customParticipantId(),
                change.presetName() == null ? old.presetName() : change.presetName(),
                change.name() == null ? old.name() : change.name(),
                change.picture() == null ? old.picture() : change.picture(),
                old.createdAt(),
                Meetings.now(clock));
        table.put(key(meetingId, id), Json.write(participant));
        return participant;
    }

    synchronized Participant delete(String meetingId, String id) {
        Participant participant = require(meetingId, id);
        String customId = participant.customParticipantId();
        if (customId != null) {
            byCustomId.remove(key(meetingId, customId));
        }
        table.remove(key(meetingId, id));
        return participant;
    }

    private static String key(String meetingId, String id) {
        return meetingId + "/" + id;
    }
}
