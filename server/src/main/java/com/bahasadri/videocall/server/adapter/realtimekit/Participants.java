package com.bahasadri.videocall.server.adapter.realtimekit;

import com.bahasadri.videocall.server.port.MediaEngine;
import com.bahasadri.videocall.server.port.MediaEngine.IssuedToken;
import com.bahasadri.videocall.server.port.MediaEngine.NewParticipant;
import com.bahasadri.videocall.server.realtimekit.model.AddParticipantRequest;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Adds people to meetings, each once: RealtimeKit knows no idempotency, and what it does with a repeated custom id is
 * undocumented. So an id that may be there already is looked up first, and so is any id after an answer was lost.
 */
final class Participants {
    private Participants() {}

    static IssuedToken admit(Errand errand, String meetingId, NewParticipant somebody) throws RealtimeKitException {
        // An id of our own is new: no need to look.
        if (!somebody.customId().startsWith(MediaEngine.OWN_ID_PREFIX)) {
            String known = find(errand, meetingId, somebody.customId());
            if (known != null) {
                return refresh(errand, meetingId, known);
            }
        }
        try {
            return add(errand, meetingId, somebody);
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
        return known == null ? add(errand, meetingId, somebody) : refresh(errand, meetingId, known);
    }

    private static @Nullable String find(Errand errand, String meetingId, String customId) throws RealtimeKitException {
        Call list = Call.of("listParticipants", "GET", "meetings", meetingId, "participants");
        JsonNode found = new Pages(errand)
                .find(
                        list,
                        "participants",
                        one -> customId.equals(one.path("custom_participant_id").textValue()));
        return found == null ? null : found.path("id").textValue();
    }

    private static IssuedToken add(Errand errand, String meetingId, NewParticipant somebody)
            throws RealtimeKitException {
        Answer answer = errand.send(Call.of("addParticipant", "POST", "meetings", meetingId, "participants")
                .body(AddParticipantRequest.builder()
                        .customParticipantId(somebody.customId())
                        .presetName(somebody.presetName())
                        .name(somebody.name())
                        .build()));
        return new IssuedToken(answer.text("participant", "id"), answer.text("participant", "token"));
    }

    private static IssuedToken refresh(Errand errand, String meetingId, String id) throws RealtimeKitException {
        Answer answer =
                errand.send(Call.of("refreshToken", "POST", "meetings", meetingId, "participants", id, "token"));
        return new IssuedToken(id, answer.text("participant", "token"));
    }
}
