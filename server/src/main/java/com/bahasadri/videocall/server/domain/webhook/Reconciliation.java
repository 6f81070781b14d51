package com.bahasadri.videocall.server.domain.webhook;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.session.Arrival;
import com.bahasadri.videocall.server.domain.session.Change;
import com.bahasadri.videocall.server.domain.session.Doubt;
import com.bahasadri.videocall.server.domain.session.Roster;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.port.MediaEngine;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Asks RealtimeKit who is in a call, and makes ours agree with it. A disagreement counts once it is found a second time, 20
 * to 120 seconds after the first: what happens just now is told by webhooks as well, and they may be on their way, and what was
 * found long ago says nothing of now. Safe for use by many threads.
 */
final class Reconciliation {
    private static final Cause REALTIMEKIT = new Cause(Actor.REALTIMEKIT, null);

    /** As long as webhooks may take; shorter than the shortest time between two looks. */
    private static final Duration YOUNG = Duration.ofSeconds(20);

    private static final Duration OLD = Duration.ofSeconds(120);

    private final StateStore store;
    private final MediaEngine media;
    private final SessionService sessions;
    private final Clock clock;
    /** When each connection of a session was first found to differ. */
    private final Map<String, Map<String, Instant>> disputed = new ConcurrentHashMap<>();

    Reconciliation(StateStore store, MediaEngine media, SessionService sessions, Clock clock) {
        this.store = requireNonNull(store, "store is null");
        this.media = requireNonNull(media, "media is null");
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /** The sessions in which something differed the last time, which does not count yet. */
    Set<String> disputed() {
        return Set.copyOf(disputed.keySet());
    }

    /**
     * Looks at a session. One that is closed at RealtimeKit has ended, and one that a host ended there, unless it goes on. One
     * that has ended here, but that RealtimeKit has not closed, is closed there. Whatever was in doubt before is settled then; where
     * RealtimeKit does not answer, it is not.
     *
     * @param sessionId which
     */
    void look(String sessionId) {
        Session session = store.find(sessionId).orElse(null);
        if (session == null || session.ended()) {
            disputed.remove(sessionId);
            if (session != null && !session.mediaClosed()) {
                sessions.end(sessionId, REALTIMEKIT);
            }
            return;
        }
        Doubt doubt = session.attendance().doubt();
        Roster roster = read(session);
        if (roster.closed() || doubt != null && doubt.byHost() && roster.callId() == null) {
            disputed.remove(sessionId);
            sessions.end(sessionId, REALTIMEKIT);
            return;
        }
        agree(session, roster);
        settle(session);
    }

    /** Asks; about a meeting that is not there nothing can be found out, ever. */
    private Roster read(Session session) {
        try {
            return media.roster(session.id());
        } catch (ServiceException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                disputed.remove(session.id());
                settle(session);
            }
            throw e;
        }
    }

    private void settle(Session asked) {
        Doubt doubt = asked.attendance().doubt();
        if (doubt != null) {
            store.change(asked.id(), REALTIMEKIT, state -> state.presence().settle(doubt));
        }
    }

    private void agree(Session session, Roster roster) {
        Set<String> there = roster.present().stream().map(Arrival::peerId).collect(Collectors.toSet());
        Set<String> found = new HashSet<>(session.attendance().peers().keySet());
        found.removeIf(there::contains);
        roster.present().stream()
                .filter(one -> !session.participants().containsKey(one.participantId())
                        || !session.attendance().peers().containsKey(one.peerId()))
                // Whoever was added past us is in no list of ours, whoever tells of them.
                .filter(one -> store.granted(session.id(), one.participantId()))
                .map(Arrival::peerId)
                .forEach(found::add);
        Set<String> certain = certain(session.id(), found);
        if (!certain.isEmpty()) {
            store.change(session.id(), REALTIMEKIT, state -> agreeing(state, roster, there, certain));
        }
    }

    /** Notes what was found now, and tells what of it counts. */
    private Set<String> certain(String sessionId, Set<String> found) {
        Instant now = clock.instant();
        Map<String, Instant> before = disputed.getOrDefault(sessionId, Map.of());
        Map<String, Instant> since = new HashMap<>();
        Set<String> certain = new HashSet<>();
        for (String peer : found) {
            Instant first = before.getOrDefault(peer, now);
            Duration age = Duration.between(first, now);
            since.put(peer, age.compareTo(OLD) > 0 ? now : first);
            if (age.compareTo(YOUNG) >= 0 && age.compareTo(OLD) <= 0) {
                certain.add(peer);
            }
        }
        if (since.isEmpty()) {
            disputed.remove(sessionId);
        } else {
            disputed.put(sessionId, since);
        }
        return Set.copyOf(certain);
    }

    private static Change agreeing(Session state, Roster roster, Set<String> there, Set<String> certain) {
        Change change = state.presence()
                .depart(attendance -> attendance.keeping(peer -> there.contains(peer) || !certain.contains(peer)));
        List<SessionEvent> events = new ArrayList<>(change.events());
        for (Arrival arrival : roster.present()) {
            if (certain.contains(arrival.peerId())) {
                change = change.session().presence().arrive(arrival);
                events.addAll(change.events());
            }
        }
        return new Change(change.session(), events);
    }
}
