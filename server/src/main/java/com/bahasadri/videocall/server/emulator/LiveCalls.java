package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.emulator.time.Timers;
import com.bahasadri.videocall.server.realtimekit.model.Meeting;
import com.bahasadri.videocall.server.realtimekit.model.Participant;
import com.bahasadri.videocall.server.realtimekit.model.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which meeting now, and the sessions that come of it, newest last; the 500 newest are remembered. A
 * session outlives its last participant by the meeting's keep-alive time. Gone with the process, as the connections
 * are. Safe for use by many threads.
 */
final class LiveCalls {
    private static final int MAX_SESSIONS = 500;

    private final Clock clock;
    private final Timers timers;
    private final CallEvents events;
    private final Map<String, Map<String, Peer>> present = new HashMap<>();
    private final Map<String, CallLog> running = new HashMap<>();
    private final Map<String, CallLog> sessions = new LinkedHashMap<>();

    LiveCalls(Clock clock, Timers timers, CallEvents events) {
        this.clock = clock;
        this.timers = timers;
        this.events = events;
    }

    /** Notes that somebody is there; repeating it changes nothing. Hidden ones make no session. */
    void joined(Meeting meeting, Participant participant, boolean hidden) {
        timers.runDue();
        synchronized (this) {
            Map<String, Peer> peers = present.computeIfAbsent(meeting.id(), absent -> new LinkedHashMap<>());
            if (peers.containsKey(participant.id())) {
                return;
            }
            Peer peer = new Peer(UUID.randomUUID().toString(), participant, hidden, now(), null);
            peers.put(participant.id(), peer);
            if (!hidden) {
                CallLog log = running.get(meeting.id());
                if (log == null) {
                    log = start(meeting);
                }
                log.joined(peer);
                events.joined(log.session(now()), peer);
            }
        }
    }

    /** Notes that somebody is gone; repeating it changes nothing. */
    synchronized void left(String meetingId, String participantId) {
        Map<String, Peer> peers = present.get(meetingId);
        Peer peer = peers == null ? null : peers.remove(participantId);
        if (peers == null || peer == null) {
            return;
        }
        if (peers.isEmpty()) {
            present.remove(meetingId);
        }
        CallLog log = running.get(meetingId);
        if (log == null || peer.hidden()) {
            return;
        }
        Instant now = now();
        log.left(peer, now);
        events.left(log.session(now), peer.left(now));
        if (now.equals(log.emptySince())) {
            Instant due = now.plus(log.keepAlive());
            timers.at(due, () -> expire(meetingId, log, due));
        }
    }

    /** Ends a session that has nobody in it any more, without waiting for anybody to come back. */
    synchronized void end(String meetingId) {
        CallLog log = running.get(meetingId);
        if (log != null && log.emptySince() != null) {
            end(meetingId, log, now(), CallEvents.EndReason.HOST_ENDED_MEETING);
        }
    }

    private synchronized void expire(String meetingId, CallLog log, Instant due) {
        Instant emptySince = log.emptySince();
        // Somebody may have come back, and left again.
        if (!log.ended()
                && emptySince != null
                && emptySince.plus(log.keepAlive()).equals(due)) {
            end(meetingId, log, due, CallEvents.EndReason.ALL_PARTICIPANTS_LEFT);
        }
    }

    private void end(String meetingId, CallLog log, Instant when, CallEvents.EndReason reason) {
        running.remove(meetingId);
        log.end(when);
        events.ended(log.session(when), reason);
    }

    /** Everyone who is there, the hidden ones included. */
    synchronized List<Peer> present(String meetingId) {
        return List.copyOf(present.getOrDefault(meetingId, Map.of()).values());
    }

    /** The stay of somebody who is there. */
    synchronized @Nullable Peer stay(String meetingId, String participantId) {
        return present.getOrDefault(meetingId, Map.of()).get(participantId);
    }

    @Nullable
    Session active(String meetingId) {
        timers.runDue();
        synchronized (this) {
            CallLog log = running.get(meetingId);
            return log == null ? null : log.session(now());
        }
    }

    /** Newest first. */
    List<Session> sessions(Predicate<Session> wanted) {
        timers.runDue();
        synchronized (this) {
            List<Session> found = new ArrayList<>();
            sessions.values().forEach(log -> found.add(log.session(now())));
            Collections.reverse(found);
            return found.stream().filter(wanted).toList();
        }
    }

    Session require(String sessionId) {
        timers.runDue();
        synchronized (this) {
            return log(sessionId).session(now());
        }
    }

    /** Oldest first. */
    synchronized List<Peer> stays(String sessionId) {
        return log(sessionId).stays();
    }

    private CallLog log(String sessionId) {
        CallLog log = sessions.get(sessionId);
        if (log == null) {
            throw Refusal.notFound("No session found with id " + sessionId);
        }
        return log;
    }

    private CallLog start(Meeting meeting) {
        CallLog log = new CallLog(meeting, now());
        running.put(meeting.id(), log);
        sessions.put(log.id(), log);
        events.started(log.session(now()));
        if (sessions.size() > MAX_SESSIONS) {
            sessions.values().stream()
                    .filter(CallLog::ended)
                    .findFirst()
                    .ifPresent(oldest -> sessions.remove(oldest.id()));
        }
        return log;
    }

    private Instant now() {
        return Meetings.now(clock);
    }
}
