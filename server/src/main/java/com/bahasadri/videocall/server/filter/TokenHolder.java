package com.bahasadri.videocall.server.filter;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.token.Grant;
import java.security.Principal;

/**
 * Who calls with the token of a session.
 *
 * @param grant what the token opened when the request came
 * @param again checks whether it still does
 */
public record TokenHolder(Grant grant, Runnable again) implements Principal {
    /** Requires both. */
    public TokenHolder {
        requireNonNull(grant, "grant is null");
        requireNonNull(again, "again is null");
    }

    @Override
    public String getName() {
        return grant.participantId();
    }
}
