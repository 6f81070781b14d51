package com.bahasadri.videocall.server.filter;

import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.token.Role;
import com.bahasadri.videocall.server.log.RequestId;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Who calls, by the token of a session.
 *
 * @param holder who has the token
 * @param secure whether the request came by HTTPS
 */
public record Caller(TokenHolder holder, boolean secure) implements SecurityContext {
    /**
     * A request as the cause of what it changes: its caller, and its id as the correlation id.
     *
     * @param caller who calls; without a token of a session, a control center
     * @return the cause
     */
    public static Cause cause(SecurityContext caller) {
        return new Cause(actor(caller), RequestId.current());
    }

    @Override
    public Principal getUserPrincipal() {
        return holder;
    }

    @Override
    public boolean isUserInRole(String role) {
        return holder.grant().role().name().equals(role);
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }

    private static Actor actor(SecurityContext caller) {
        if (!(caller.getUserPrincipal() instanceof TokenHolder holder)) {
            return Actor.controlCenter(null);
        }
        return holder.grant().role() == Role.PARTICIPANT
                ? Actor.participant(holder.getName())
                : Actor.controlCenter(holder.getName());
    }
}
