package com.bahasadri.videocall.server.filter;

import com.bahasadri.videocall.server.domain.token.Grant;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who calls, by the token of a session: the principal's name is the participant's id, and the role the grant's. */
record Caller(Grant grant, boolean secure) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
        return grant::participantId;
    }

    @Override
    public boolean isUserInRole(String role) {
        return grant.role().name().equals(role);
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
