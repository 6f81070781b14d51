package com.bahasadri.videocall.server.domain.token;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.port.MediaEngine;
import com.bahasadri.videocall.server.port.MediaEngine.IssuedToken;
import com.bahasadri.videocall.server.port.MediaEngine.NewParticipant;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mints tokens, and recognises the ones it minted. Safe for use by many threads. */
public final class TokenService {
    /** How long a token opens anything here. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    /** The preset of participants, one that every RealtimeKit app has. */
    public static final String PARTICIPANT_PRESET = "group_call_participant";

    private final SessionService sessions;
    private final MediaEngine media;
    private final StateStore store;
    private final Clock clock;

    /**
     * Mints tokens of an engine and keeps their grants in a store.
     *
     * @param sessions knows the sessions
     * @param media mints
     * @param store keeps the grants
     * @param clock tells when a grant expires
     */
    public TokenService(SessionService sessions, MediaEngine media, StateStore store, Clock clock) {
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.media = requireNonNull(media, "media is null");
        this.store = requireNonNull(store, "store is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Mints a token for someone to join with.
     *
     * @param sessionId the session
     * @param name the display name, or null
     * @return the token
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND}, {@link ErrorCode#SESSION_ENDED} or
     *     {@link ErrorCode#REALTIMEKIT_ERROR}
     */
    public Minted participantToken(String sessionId, @Nullable String name) {
        sessions.getActive(sessionId);
        String customId = ownId();
        IssuedToken issued = media.admit(sessionId, new NewParticipant(name, customId, PARTICIPANT_PRESET));
        return keep(sessionId, Role.PARTICIPANT, name, issued, customId);
    }

    /**
     * Mints a token for a control center.
     *
     * @param sessionId the session
     * @return the token
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND}, {@link ErrorCode#SESSION_ENDED} or
     *     {@link ErrorCode#REALTIMEKIT_ERROR}
     */
    public Minted controlToken(String sessionId) {
        sessions.getActive(sessionId);
        return keep(sessionId, Role.CONTROL, null, media.admitOperator(sessionId, ownId()), null);
    }

    /**
     * Mints a token for any RealtimeKit meeting, as the earlier API did. Where the meeting is a session of ours,
     * the token opens it too.
     *
     * @param meetingId the meeting
     * @param name the display name, or null
     * @param customId the caller's own id of the participant, or null for a new one
     * @param presetName the preset, or null for {@value #PARTICIPANT_PRESET}
     * @return the token
     * @throws ServiceException with {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#SESSION_ENDED} or
     *     {@link ErrorCode#REALTIMEKIT_ERROR}
     */
    public String meetingToken(
            String meetingId, @Nullable String name, @Nullable String customId, @Nullable String presetName) {
        boolean ours = store.find(meetingId).isPresent();
        if (ours) {
            sessions.getActive(meetingId);
        }
        String knownAs = customId == null ? ownId() : customId;
        IssuedToken issued = media.admit(
                meetingId, new NewParticipant(name, knownAs, presetName == null ? PARTICIPANT_PRESET : presetName));
        if (!ours) {
            return issued.token();
        }
        // Who is hidden is in no list of participants.
        String listedAs = MediaEngine.OPERATOR_PRESET.equals(presetName) ? null : knownAs;
        return keep(meetingId, Role.PARTICIPANT, name, issued, listedAs).token();
    }

    /**
     * Recognises a token.
     *
     * @param token the token
     * @return its grant, if it was minted here and has neither expired nor been revoked
     */
    public Optional<Grant> recognise(String token) {
        return store.grant(TokenDigest.of(token)).filter(grant -> grant.valid(clock.instant()));
    }

    /**
     * Whether a token was taken back; one that merely expired was not.
     *
     * @param token what somebody has opened something with
     * @return true once its holder was removed
     */
    public boolean revoked(String token) {
        return store.grant(TokenDigest.of(token)).map(Grant::revoked).orElse(false);
    }

    private Minted keep(
            String sessionId, Role role, @Nullable String name, IssuedToken issued, @Nullable String customId) {
        Instant expiresAt = clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.MILLIS);
        store.grant(
                TokenDigest.of(issued.token()),
                new Grant(sessionId, role, issued.participantId(), name, expiresAt, false),
                customId);
        return new Minted(issued.token(), issued.participantId(), expiresAt);
    }

    private static String ownId() {
        return MediaEngine.OWN_ID_PREFIX + UUID.randomUUID();
    }

    /**
     * A token that was minted.
     *
     * @param token the token, a secret
     * @param participantId the holder's participant id
     * @param expiresAt when it stops opening anything
     */
    public record Minted(String token, String participantId, Instant expiresAt) {
        /** Masks the token. */
        @Override
        public String toString() {
            return "Minted[token=***, participantId=" + participantId + ", expiresAt=" + expiresAt + "]";
        }
    }
}
