package com.bahasadri.videocall.server.resource;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.contract.api.ParticipantsApi;
import com.bahasadri.videocall.server.contract.model.KickResult;
import com.bahasadri.videocall.server.contract.model.MuteAllResult;
import com.bahasadri.videocall.server.contract.model.ParticipantRequest;
import com.bahasadri.videocall.server.contract.model.ScreenShareList;
import com.bahasadri.videocall.server.domain.control.ControlService;
import com.bahasadri.videocall.server.domain.control.Observed;
import com.bahasadri.videocall.server.domain.control.Switch;
import com.bahasadri.videocall.server.domain.session.Participant;
import com.bahasadri.videocall.server.domain.session.ScreenShare;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.filter.Caller;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Acts on participants, and lists what they share. */
public final class ParticipantsResource implements ParticipantsApi {
    private final SessionService sessions;
    private final ControlService control;
    private final Patience patience;
    private final Links links;

    @Context
    private SecurityContext caller;

    @Context
    private UriInfo uriInfo;

    /**
     * Answers with services.
     *
     * @param sessions knows the sessions
     * @param control acts on participants
     * @param patience how long callers wait for outcomes
     * @param links makes the links to screen shares
     */
    @SuppressWarnings("NullAway.Init")
    public ParticipantsResource(SessionService sessions, ControlService control, Patience patience, Links links) {
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.control = requireNonNull(control, "control is null");
        this.patience = requireNonNull(patience, "patience is null");
        this.links = requireNonNull(links, "links is null");
    }

    @Override
    public Response muteParticipant(String sessionId, @Nullable String prefer, ParticipantRequest request) {
        return switchMicrophone(sessionId, request, true, patience.preferred(prefer));
    }

    @Override
    public Response unmuteParticipant(String sessionId, @Nullable String prefer, ParticipantRequest request) {
        return switchMicrophone(sessionId, request, false, patience.preferred(prefer));
    }

    @Override
    public Response muteAllParticipants(String sessionId, @Nullable String prefer) {
        List<Observed> observed = control.muteAll(sessionId, patience.preferred(prefer), Caller.cause(caller));
        return Response.ok(MuteAllResult.builder()
                        .success(observed.stream().allMatch(Observed::success))
                        .participants(observed.stream()
                                .map(ContractModels::muteResult)
                                .toList())
                        .build())
                .build();
    }

    @Override
    public Response kickParticipant(String sessionId, ParticipantRequest request) {
        control.kick(sessionId, request.participantId(), Caller.cause(caller));
        return Response.ok(KickResult.builder()
                        .success(true)
                        .participantId(request.participantId())
                        .build())
                .build();
    }

    @Override
    public Response listScreenShares(String sessionId) {
        List<com.bahasadri.videocall.server.contract.model.ScreenShare> shares =
                sessions.get(sessionId).participants().values().stream()
                        .flatMap(participant -> share(sessionId, participant))
                        .sorted(Comparator.comparing(
                                com.bahasadri.videocall.server.contract.model.ScreenShare::startedAt))
                        .toList();
        return Response.ok(ScreenShareList.builder().screenShares(shares).build())
                .build();
    }

    private Response switchMicrophone(String sessionId, ParticipantRequest request, boolean muted, Duration wait) {
        Switch wish = new Switch(request.participantId(), muted, wait, Caller.cause(caller));
        return Response.ok(ContractModels.muteResult(control.switchMicrophone(sessionId, wish)))
                .build();
    }

    private Stream<com.bahasadri.videocall.server.contract.model.ScreenShare> share(
            String sessionId, Participant participant) {
        ScreenShare share = participant.screenShare();
        return Stream.ofNullable(share).map(shown -> com.bahasadri.videocall.server.contract.model.ScreenShare.builder()
                .shareId(shown.id())
                .participantId(participant.id())
                .participantName(participant.name())
                .startedAt(shown.startedAt())
                .streamUrl(links.screenShare(uriInfo.getBaseUri(), sessionId, shown.id()))
                .build());
    }
}
