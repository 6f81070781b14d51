package com.bahasadri.videocall.server.emulator;

import com.bahasadri.videocall.server.realtimekit.api.ActiveSessionApi;
import com.bahasadri.videocall.server.realtimekit.model.CreatePollRequest;
import com.bahasadri.videocall.server.realtimekit.model.CreatedPoll;
import com.bahasadri.videocall.server.realtimekit.model.KickAllAnswer;
import com.bahasadri.videocall.server.realtimekit.model.KickAllResult;
import com.bahasadri.videocall.server.realtimekit.model.MuteAllAnswer;
import com.bahasadri.videocall.server.realtimekit.model.MuteAllRequest;
import com.bahasadri.videocall.server.realtimekit.model.MuteAllResult;
import com.bahasadri.videocall.server.realtimekit.model.ParticipantsAction;
import com.bahasadri.videocall.server.realtimekit.model.ParticipantsActionAnswer;
import com.bahasadri.videocall.server.realtimekit.model.ParticipantsActionRequest;
import com.bahasadri.videocall.server.realtimekit.model.Poll;
import com.bahasadri.videocall.server.realtimekit.model.PollAnswer;
import com.bahasadri.videocall.server.realtimekit.model.PollOption;
import com.bahasadri.videocall.server.realtimekit.model.Session;
import com.bahasadri.videocall.server.realtimekit.model.SessionAnswer;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Serves what runs in a meeting now. A kick counts as done whether or not a page was reached, for RealtimeKit's own
 * server would have cut the connection; a mute only where the page confirmed it.
 */
final class ActiveSessionResource implements ActiveSessionApi {
    private final State state;
    private final Pages pages;

    @Inject
    ActiveSessionResource(State state, Pages pages) {
        this.state = state;
        this.pages = pages;
    }

    @Override
    public Response getActiveSession(String account, String app, String meetingId) {
        state.meetings().require(meetingId);
        Session session = state.calls().active(meetingId);
        if (session == null) {
            throw noSession();
        }
        return Response.ok(new SessionAnswer(true, session)).build();
    }

    @Override
    public Response kickParticipants(String account, String app, String meetingId, ParticipantsActionRequest request) {
        List<Peer> named = named(meetingId, request);
        named.forEach(peer -> kick(meetingId, peer));
        return answer("kick", named);
    }

    @Override
    public Response kickAllParticipants(String account, String app, String meetingId) {
        List<Peer> everyone = present(meetingId);
        everyone.forEach(peer -> kick(meetingId, peer));
        state.calls().end(meetingId);
        return Response.ok(new KickAllAnswer(true, new KickAllResult("kick-all", everyone.size())))
                .build();
    }

    @Override
    public Response muteParticipants(String account, String app, String meetingId, ParticipantsActionRequest request) {
        return answer("mute", muted(meetingId, named(meetingId, request)));
    }

    @Override
    public Response muteAllParticipants(String account, String app, String meetingId, MuteAllRequest request) {
        int count = muted(meetingId, present(meetingId)).size();
        return Response.ok(new MuteAllAnswer(true, new MuteAllResult("mute-all", count)))
                .build();
    }

    @Override
    public Response createPoll(String account, String app, String meetingId, CreatePollRequest request) {
        state.meetings().require(meetingId);
        if (state.calls().active(meetingId) == null) {
            throw noSession();
        }
        Poll poll = Poll.builder()
                .id(UUID.randomUUID().toString())
                .question(request.question())
                .options(request.options().stream()
                        .map(text -> new PollOption(text, 0, List.of()))
                        .toList())
                .anonymous(Boolean.TRUE.equals(request.anonymous()))
                .hideVotes(Boolean.TRUE.equals(request.hideVotes()))
                .build();
        return Response.status(Response.Status.CREATED)
                .entity(new PollAnswer(true, new CreatedPoll("poll", poll)))
                .build();
    }

    private void kick(String meetingId, Peer peer) {
        pages.kick(meetingId, peer.participant().id());
        state.calls().left(meetingId, peer.participant().id());
    }

    private List<Peer> muted(String meetingId, List<Peer> peers) {
        return peers.stream()
                .filter(peer -> pages.mute(meetingId, peer.participant().id()))
                .toList();
    }

    private List<Peer> present(String meetingId) {
        state.meetings().require(meetingId);
        List<Peer> present = state.calls().present(meetingId);
        if (present.isEmpty() && state.calls().active(meetingId) == null) {
            throw noSession();
        }
        return present;
    }

    private List<Peer> named(String meetingId, ParticipantsActionRequest request) {
        List<Peer> named = present(meetingId).stream()
                .filter(peer ->
                        request.participantIds().contains(peer.participant().id())
                                || request.customParticipantIds()
                                        .contains(peer.participant().customParticipantId()))
                .toList();
        if (named.isEmpty()) {
            String id = Stream.concat(request.participantIds().stream(), request.customParticipantIds().stream())
                    .findFirst()
                    .orElseThrow(() -> Refusal.malformed("No participant is named"));
            throw Refusal.notFound("No user found with id " + id);
        }
        return named;
    }

    private static Response answer(String action, List<Peer> peers) {
        ParticipantsAction done = new ParticipantsAction(
                action, peers.stream().map(Peer::affected).toList());
        return Response.ok(new ParticipantsActionAnswer(true, done)).build();
    }

    private static Refusal noSession() {
        return Refusal.notFound("Active session not found");
    }
}
