package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.Meeting;
import com.bahasadri.videocall.server.realtimekit.model.MeetingStatus;
import com.bahasadri.videocall.server.realtimekit.model.Participant;

/**
 * All that the emulator knows.
 *
 * @param meetings the meetings
 * @param participants who may join them
 * @param presets the presets
 * @param calls who is in them now
 * @param tokens issues tokens
 */
record State(Meetings meetings, Participants participants, Presets presets, LiveCalls calls, Tokens tokens) {
    static State of(RealtimeKitEmulator.Settings settings) {
        return new State(
                new Meetings(settings.store(), settings.clock()),
                new Participants(settings.store(), settings.clock()),
                new Presets(settings.store(), settings.clock()),
                new LiveCalls(settings.clock()),
                new Tokens(settings.clock()));
    }

    boolean join(String meetingId, String participantId) {
        Meeting meeting = meetings.find(meetingId);
        Participant participant = participants.find(meetingId, participantId);
        if (meeting == null || participant == null || MeetingStatus.INACTIVE.equals(meeting.status())) {
            return false;
        }
        calls.joined(meeting, participant, presets.hides(participant.presetName()));
        return true;
    }
}
