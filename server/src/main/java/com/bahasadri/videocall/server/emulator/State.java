package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.emulator.delivery.Deliveries;
import com.bahasadri.videocall.server.emulator.time.EmulatorClock;
import com.bahasadri.videocall.server.emulator.time.Timers;
import com.bahasadri.videocall.server.realtimekit.model.Meeting;
import com.bahasadri.videocall.server.realtimekit.model.MeetingStatus;
import com.bahasadri.videocall.server.realtimekit.model.Participant;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * All that the emulator knows.
 *
 * @param clock the time
 * @param meetings the meetings
 * @param participants who may join them
 * @param presets the presets
 * @param webhooks who is told
 * @param calls who is in them now
 * @param recordings what was recorded of them
 * @param tokens issues tokens
 */
record State(
        Clock clock,
        Meetings meetings,
        Participants participants,
        Presets presets,
        Webhooks webhooks,
        LiveCalls calls,
        Recordings recordings,
        Tokens tokens) {
    static State of(EmulatorStore store, EmulatorClock clock, Timers timers, Deliveries deliveries) {
        Meetings meetings = new Meetings(store, clock);
        Webhooks webhooks = new Webhooks(store, clock);
        CallNews news = new CallNews(webhooks, deliveries);
        Recordings recordings = new Recordings(clock, timers, meetings, news::recorded);
        LiveCalls calls = new LiveCalls(clock, timers, CallEvents.all(List.of(news, recordings)));
        return new State(
                clock,
                meetings,
                new Participants(store, clock),
                new Presets(store, clock),
                webhooks,
                calls,
                recordings,
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
