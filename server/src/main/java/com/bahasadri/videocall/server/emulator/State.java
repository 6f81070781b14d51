package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.Meeting;
import com.bahasadri.videocall.server.realtimekit.model.MeetingStatus;
import com.bahasadri.videocall.server.realtimekit.model.Participant;
import java.time.Clock;
import java.time.Instant;

/**
 * All that the emulator knows.
 *
 * @param clock the time
 * @param meetings the meetings
 * @param participants who may join them
 * @param presets the presets
 * @param webhooks who is told
 * @param calls who is in them now
 * @param tokens issues tokens
 */
record State(
        Clock clock,
        Meetings meetings,
        Participants participants,
        Presets presets,
        Webhooks webhooks,
        LiveCalls calls,
        Tokens tokens) {
    static State of(EmulatorStore store, Clock clock, Webhooks webhooks, LiveCalls calls) {
        return new State(
                clock,
                new Meetings(store, clock),
                new Participants(store, clock),
                new Presets(store, clock),
                webhooks,
                calls,
                new Tokens(clock));
    }

    Instant now() {
        return Meetings.now(clock);
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
