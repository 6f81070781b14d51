package com.bahasadri.videocall.server.domain.session;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who RealtimeKit says is in a call, beside what the pages report. Immutable. A participant may be connected several
 * times, each time as another peer.
 *
 * @param peers the peers that are connected, by their id, in the order in which they were told
 * @param withoutPage the participants that are in the call by RealtimeKit's word alone: no page of theirs ever reported
 * @param over ids of peers and of RealtimeKit's sessions whose end was told; the newest 100
 * @param doubt whether the call may have ended, which RealtimeKit is to be asked; else null
 */
public record Attendance(
        Map<String, Peer> peers,
        Set<String> withoutPage,
        List<String> over,
        @Nullable Doubt doubt) {
    /** What stands for calls that RealtimeKit told nothing of. */
    public static final Attendance NONE = new Attendance(Map.of(), Set.of(), List.of(), null);

    private static final int MAX_OVER = 100;

    /** Copies the collections. */
    public Attendance {
        peers = Collections.unmodifiableMap(new LinkedHashMap<>(peers));
        withoutPage = Collections.unmodifiableSet(new LinkedHashSet<>(withoutPage));
        over = List.copyOf(over);
    }

    /** Whether a peer of that session can still be connected: false where its end was told already. */
    boolean open(String peerId, String callId) {
        return !over.contains(peerId) && !over.contains(callId);
    }

    Attendance connected(String peerId, Peer peer) {
        Map<String, Peer> all = new LinkedHashMap<>(peers);
        all.put(peerId, peer);
        return new Attendance(all, withoutPage, over, doubt);
    }

    /** A peer is gone, and not to come: its beginning may be told once more, or only now. */
    Attendance gone(String peerId) {
        return without((id, peer) -> id.equals(peerId)).overWith(peerId);
    }

    /**
     * One of RealtimeKit's sessions is over, with all its peers: the call may be as well. Where that was told before, and
     * RealtimeKit was asked, it tells nothing of now.
     */
    Attendance over(String callId, boolean byHost) {
        if (doubt == null && over.contains(callId)) {
            return this;
        }
        Attendance after = without((id, peer) -> peer.callId().equals(callId)).overWith(callId);
        boolean everByHost = byHost || doubt != null && doubt.byHost();
        return new Attendance(after.peers, after.withoutPage, after.over, new Doubt(callId, everByHost));
    }

    Attendance settled() {
        return new Attendance(peers, withoutPage, over, null);
    }

    /**
     * The same, with only some of the peers.
     *
     * @param peerId which to keep
     * @return the rest
     */
    public Attendance keeping(Predicate<String> peerId) {
        return without((id, peer) -> !peerId.test(id));
    }

    Attendance present(String participantId) {
        Set<String> all = new LinkedHashSet<>(withoutPage);
        all.add(participantId);
        return new Attendance(peers, all, over, doubt);
    }

    /** A page speaks for the participant, or it has left. */
    Attendance notWithoutPage(String participantId) {
        if (!withoutPage.contains(participantId)) {
            return this;
        }
        Set<String> rest = new LinkedHashSet<>(withoutPage);
        rest.remove(participantId);
        return new Attendance(peers, rest, over, doubt);
    }

    /** Who is in the call by RealtimeKit's word alone, which it has taken back. */
    List<String> departed() {
        Set<String> here = peers.values().stream().map(Peer::participantId).collect(Collectors.toSet());
        return withoutPage.stream().filter(who -> !here.contains(who)).toList();
    }

    private Attendance overWith(String id) {
        if (over.contains(id)) {
            return this;
        }
        List<String> all = new ArrayList<>(over);
        all.add(id);
        return new Attendance(peers, withoutPage, all.subList(Math.max(0, all.size() - MAX_OVER), all.size()), doubt);
    }

    private Attendance without(BiPredicate<String, Peer> those) {
        Map<String, Peer> rest = new LinkedHashMap<>(peers);
        rest.entrySet().removeIf(entry -> those.test(entry.getKey(), entry.getValue()));
        return new Attendance(rest, withoutPage, over, doubt);
    }

    /**
     * One connection to RealtimeKit.
     *
     * @param participantId whose it is
     * @param callId RealtimeKit's session that it is in
     */
    public record Peer(String participantId, String callId) {
        /** Requires both. */
        public Peer {
            requireNonNull(participantId, "participantId is null");
            requireNonNull(callId, "callId is null");
        }
    }
}
