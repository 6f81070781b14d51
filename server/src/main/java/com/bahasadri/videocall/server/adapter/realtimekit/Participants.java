package com.bahasadri.videocall.server.adapter.realtimekit;

import com.bahasadri.videocall.server.port.MediaEngine;
import com.bahasadri.videocall.server.port.MediaEngine.IssuedToken;
import com.bahasadri.videocall.server.port.MediaEngine.NewParticipant;
import com.bahasadri.videocall.server.realtimekit.model.AddParticipantRequest;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds people to meetings, each once: RealtimeKit knows no idempotency, and what it does with a repeated custom id is
 * undocumented. So an id that may be there already is looked up first, by one thread of this server at a time, and so is
 * any id after an answer was lost. Safe for use by many threads.
 */
final class Participants {
    private static final int LOCKS = 64;

    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    IssuedToken admit(Errand errand, String meetingId, NewParticipant somebody) throws RealtimeKitException {
        if (somebody.customId().startsWith(MediaEngine.OWN_ID_PREFIX)) {
            // An id of our own is new: no need to look.
            return add(errand, meetingId, somebody);
        }
        ReentrantLock lock = locks.get(Math.floorMod(Objects.hash(meetingId, somebody.customId()), LOCKS));
        if (!errand.lock(lock)) {
            throw RealtimeKitException.heldBack(list(meetingId), null, "others are admitted, and take long");
        }
        try {
            String known = find(errand, meetingId, somebody.customId());
            return known == null ? add(errand, meetingId, somebody) : refresh(errand, meetingId, known);
        } finally {
            lock.unlock();
        }
    }

    private static IssuedToken add(Errand errand, String meetingId, NewParticipant somebody)
            throws RealtimeKitException {
        try {
            return addOnce(errand, meetingId, somebody);
        } catch (RealtimeKitException e) {
            if (!e.uncertain()) {
                throw e;
            }
            return addAgain(errand, meetingId, somebody, e);
        }
    }

    private static IssuedToken addAgain(
            Errand errand, String meetingId, NewParticipant somebody, RealtimeKitException first)
            throws RealtimeKitException {
        String known;
        try {
            known = find(errand, meetingId, somebody.customId());
        } catch (RealtimeKitException e) {
            first.addSuppressed(e);
            throw first;
        }
        return known == null ? addOnce(errand, meetingId, somebody) : refresh(errand, meetingId, known);
    }

    private static @Nullable String find(Errand errand, String meetingId, String customId) throws RealtimeKitException {
        JsonNode found = new Pages(errand)
                .find(
                        list(meetingId),
                        "participants",
                        one -> customId.equals(one.path("custom_participant_id").textValue()));
        return found == null ? null : found.path("id").textValue();
    }

    private static Call list(String meetingId) {
        return Call.of("listParticipants", "GET", "meetings", meetingId, "participants");
    }

    private static IssuedToken addOnce(Errand errand, String meetingId, NewParticipant somebody)
            throws RealtimeKitException {
        Answer answer = errand.send(Call.of("addParticipant", "POST", "meetings", meetingId, "participants")
                .body(AddParticipantRequest.builder()
                        .customParticipantId(somebody.customId())
                        .presetName(somebody.presetName())
                        .name(somebody.name())
                        .build()));
        return new IssuedToken(answer.id("participant"), answer.text("participant", "token"));
    }

    private static IssuedToken refresh(Errand errand, String meetingId, String id) throws RealtimeKitException {
        Answer answer =
                errand.send(Call.of("refreshToken", "POST", "meetings", meetingId, "participants", id, "token"));
        return new IssuedToken(id, answer.text("participant", "token"));
    }
}
