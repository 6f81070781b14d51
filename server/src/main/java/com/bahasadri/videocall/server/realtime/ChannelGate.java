package com.bahasadri.videocall.server.realtime;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.domain.token.Grant;
import com.bahasadri.videocall.server.domain.token.TokenService;
import com.bahasadri.videocall.server.web.FrontHandler;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides every upgrade, off the selector's thread. A refused one goes on as the plain HTTP request it then is, with
 * the refusal attached, so that it is answered like every other error.
 */
final class ChannelGate extends BaseFilter {
    /** The request attribute with what an admitted client may do. */
    static final String ADMITTED = ChannelGate.class.getName() + ".admitted";

    private static final Logger LOG = LoggerFactory.getLogger(ChannelGate.class);

    private final TokenService tokens;
    private final SessionService sessions;
    private final Executor threads;

    ChannelGate(TokenService tokens, SessionService sessions, Executor threads) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.threads = threads;
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        HttpContent message = context.getMessage();
        // Only upgrades to the channel still have their Upgrade header; frames of an open channel come with it too.
        if (!(message.getHttpHeader() instanceof HttpRequestPacket request)
                || !request.isUpgrade()
                || request.getAttribute(ADMITTED) != null) {
            return context.getInvokeAction();
        }
        NextAction suspend = context.getSuspendAction();
        context.suspend();
        threads.execute(() -> {
            decide(request);
            context.resumeNext();
        });
        return suspend;
    }

    private void decide(HttpRequestPacket request) {
        try {
            String flaw = ChannelRequest.flaw(request);
            if (flaw != null) {
                request.getResponse().setHeader("Sec-WebSocket-Version", ChannelRequest.VERSION);
                throw new ServiceException(ErrorCode.INVALID_INPUT, flaw);
            }
            request.setAttribute(ADMITTED, admit(ChannelRequest.of(request)));
        } catch (ServiceException refusal) {
            refuse(request, refusal);
        } catch (RuntimeException e) {
            LOG.error("unexpected failure", e);
            refuse(request, new ServiceException(ErrorCode.INTERNAL_ERROR, "Something went wrong on our side"));
        }
    }

    private Admitted admit(ChannelRequest asked) {
        String token = asked.token();
        if (token == null) {
            throw new ServiceException(ErrorCode.UNAUTHORIZED, "A valid token is required");
        }
        boolean foreign = !asked.protocols().isEmpty() && !asked.protocols().contains(ChannelRequest.PROTOCOL);
        if (foreign) {
            throw new ServiceException(ErrorCode.INVALID_INPUT, "The subprotocol must be " + ChannelRequest.PROTOCOL);
        }
        Grant grant = tokens.recognise(token)
                .orElseThrow(
                        () -> new ServiceException(ErrorCode.UNAUTHORIZED, "The token is unknown, expired or revoked"));
        sessions.get(asked.sessionId());
        if (!grant.sessionId().equals(asked.sessionId())) {
            throw new ServiceException(ErrorCode.FORBIDDEN, "This token may not do this");
        }
        sessions.getActive(asked.sessionId());
        return new Admitted(grant, () -> tokens.revoked(token), asked.base(), asked.after());
    }

    /** Makes an upgrade the plain request without a body that it is when nobody upgrades it. */
    static void stayHttp(HttpRequestPacket request) {
        request.getUpgradeDC().recycle();
        request.setIgnoreContentModifiers(false);
        request.setExpectContent(false);
    }

    /** Has the request answered as that error. */
    static void refuse(HttpRequestPacket request, ServiceException refusal) {
        request.setAttribute(FrontHandler.REFUSAL, refusal);
        stayHttp(request);
    }
}
