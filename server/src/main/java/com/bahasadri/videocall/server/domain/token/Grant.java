package com.bahasadri.videocall.server.domain.token;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a token opens. It is kept under the token's digest: possession of exactly the string that was issued is
 * the credential, and nothing that the token says of itself is believed.
 *
 * @param sessionId the one session it is for
 * @param role what its holder is there
 * @param participantId the holder's RealtimeKit participant id
 * @param name the display name it was issued for, or null
 * @param expiresAt when it stops opening anything
 * @param revoked whether it was taken back before that
 */
public record Grant(
        String sessionId,
        Role role,
        String participantId,
        @Nullable String name,
        Instant expiresAt,
        boolean revoked) {
    /** How long a grant is known after its expiry, so that who holds it can still be removed: 7 days. */
    public static final Duration KNOWN_AFTER_EXPIRY = Duration.ofDays(7);

    /** Requires all but the name. */
    public Grant {
        requireNonNull(sessionId, "sessionId is null");
        requireNonNull(role, "role is null");
        requireNonNull(participantId, "participantId is null");
        requireNonNull(expiresAt, "expiresAt is null");
    }

    /**
     * Whether it opens anything.
     *
     * @param now the time
     * @return true before its expiry and revocation
     */
    public boolean valid(Instant now) {
        return !revoked && now.isBefore(expiresAt);
    }

    /**
     * The same grant, taken back.
     *
     * @return the revoked grant
     */
    public Grant revoke() {
        return new Grant(sessionId, role, participantId, name, expiresAt, true);
    }
}
