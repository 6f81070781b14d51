package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.model.Meeting;
import com.bahasadri.videocall.server.realtimekit.model.Participant;
import com.bahasadri.videocall.server.realtimekit.model.Session;
import com.bahasadri.videocall.server.realtimekit.model.SessionParticipant;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which meeting now, and the sessions that come of it, newest last; the 500 newest are remembered. Gone
 * with the process, as the connections are. Safe for use by many threads.
 */
final class LiveCalls {
    private static final int MAX_SESSIONS = 500;

    private final Clock clock;
    private final Map<String, Map<String, Peer>> present = new HashMap<>();
    private final Map<String, CallLog> running = new HashMap<>();
    private final Map<String, CallLog> sessions = new LinkedHashMap<>();

    LiveCalls(Clock clock) {
        this.clock = clock;
    }

    /** Notes that somebody is there; repeating it changes nothing. Hidden ones make no session. */
    synchronized void joined(Meeting meeting, Participant participant, boolean hidden) {
        Map<String, Peer> peers = present.computeIfAbsent(meeting.id(), absent -> new LinkedHashMap<>());
        if (peers.containsKey(participant.id())) {
            return;
        }
        Peer peer = new Peer(UUID.randomUUID().toString(), participant, hidden, now(), null);
        peers.put(participant.id(), peer);
        if (!hidden) {
            running.computeIfAbsent(meeting.id(), absent -> start(meeting)).joined(peer);
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
        if (log != null && !peer.hidden()) {
            log.left(peer, now());
            if (log.ended()) {
                running.remove(meetingId);
            }
        }
    }

    /** Everyone who is there, the hidden ones included. */
    synchronized List<Peer> present(String meetingId) {
        return List.copyOf(present.getOrDefault(meetingId, Map.of()).values());
    }

    synchronized @Nullable Session active(String meetingId) {
        CallLog log = running.get(meetingId);
        return log == null ? null : log.session(now());
    }

    /** Newest first. */
    synchronized List<Session> sessions(Predicate<Session> wanted) {
        List<Session> found = new ArrayList<>();
        sessions.values().forEach(log -> found.add(0, log.session(now())));
        return found.stream().filter(wanted).toList();
    }

    synchronized Session require(String sessionId) {
        return log(sessionId).session(now());
    }

    synchronized List<SessionParticipant> stays(String sessionId) {
        return log(sessionId).stays(now());
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
        sessions.put(log.id(), log);
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
