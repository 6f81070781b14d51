package com.bahasadri.videocall.server.resource;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.contract.api.SessionsApi;
import com.bahasadri.videocall.server.contract.model.CreateSessionRequest;
import com.bahasadri.videocall.server.contract.model.SessionPage;
import com.bahasadri.videocall.server.contract.model.SessionStatus;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.filter.Caller;
import com.bahasadri.videocall.server.port.StateStore;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Creates, reads, lists and ends sessions. */
public final class SessionsResource implements SessionsApi {
    private static final int DEFAULT_PAGE = 20;

    private final SessionService sessions;

    @Context
    private SecurityContext caller;

    /**
     * Answers with a service.
     *
     * @param sessions the service
     */
    @SuppressWarnings("NullAway.Init")
    public SessionsResource(SessionService sessions) {
        this.sessions = requireNonNull(sessions, "sessions is null");
    }

    @Override
    public Response createSession(@Nullable CreateSessionRequest request) {
        String name = request == null ? null : ContractModels.optional(request.name());
        return Response.ok(ContractModels.created(sessions.create(name))).build();
    }

    @Override
    public Response getSession(String sessionId) {
        return Response.ok(ContractModels.session(sessions.get(sessionId))).build();
    }

    @Override
    public Response endSession(String sessionId) {
        return Response.ok(ContractModels.ended(sessions.end(sessionId, Caller.cause(caller))))
                .build();
    }

    @Override
    public Response listSessions(@Nullable SessionStatus status, @Nullable Integer limit, @Nullable String cursor) {
        StateStore.Page page =
                sessions.list(status == null ? null : isEnded(status), limit == null ? DEFAULT_PAGE : limit, cursor);
        return Response.ok(SessionPage.builder()
                        .sessions(page.sessions().stream()
                                .map(ContractModels::summary)
                                .toList())
                        .nextCursor(page.nextCursor())
                        .build())
                .build();
    }

    private static boolean isEnded(SessionStatus status) {
        return switch (status.known()) {
            case ACTIVE -> false;
            case ENDED -> true;
            case UNKNOWN -> throw new ServiceException(ErrorCode.INVALID_INPUT, "status must be active or ended");
        };
    }
}
