package com.bahasadri.videocall.server.filter;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who calls, by the token of a session. */
record Caller(TokenHolder holder, boolean secure) implements SecurityContext {
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
}
