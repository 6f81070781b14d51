package com.bahasadri.videocall.server.domain.control;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.port.MediaEngine;
import com.bahasadri.videocall.server.port.ParticipantLink;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Mutes, unmutes and removes participants. Each command is told in the log from its request to its outcome, and each
 * answer tells what was observed: the page's own confirmation, or the engine's where no page is connected. Safe for
 * use by many threads.
 */
public final class ControlService {
    private final SessionService sessions;
    private final PresenceService presence;
    private final ParticipantLink link;
    private final MediaEngine media;
    private final StateStore store;
    private final CommandLog log;
    private final Microphones microphones;

    /**
     * Controls participants.
     *
     * @param sessions knows the sessions
     * @param presence takes what was observed
     * @param link reaches the participants' pages
     * @param media acts where no page is connected, and makes a removal final
     * @param store keeps the log, and revokes tokens
     * @param unmute whether a participant is asked before its microphone is switched on
     */
    public ControlService(
            SessionService sessions,
            PresenceService presence,
            ParticipantLink link,
            MediaEngine media,
            StateStore store,
            UnmutePolicy unmute) {
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.presence = requireNonNull(presence, "presence is null");
        this.link = requireNonNull(link, "link is null");
        this.media = requireNonNull(media, "media is null");
        this.store = requireNonNull(store, "store is null");
        this.log = new CommandLog(store);
        this.microphones = new Microphones(sessions, presence, link, media, log, unmute);
    }

    /**
     * Switches a participant's microphone.
     *
     * @param sessionId the session
     * @param wish whose, how, and how long to wait
     * @return what was observed
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND}, {@link ErrorCode#PARTICIPANT_NOT_FOUND},
     *     {@link ErrorCode#SESSION_ENDED} or {@link ErrorCode#REALTIMEKIT_ERROR}
     */
    public Observed switchMicrophone(String sessionId, Switch wish) {
        return beginSwitching(sessionId, wish).get();
    }

    /**
     * Asks a participant's page to switch its microphone, and waits for nothing: pages are asked in the order of the
     * calls.
     *
     * @param sessionId the session
     * @param wish whose, how, and how long to wait
     * @return waits for what is observed, and may throw {@link ErrorCode#REALTIMEKIT_ERROR}
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND}, {@link ErrorCode#PARTICIPANT_NOT_FOUND} or
     *     {@link ErrorCode#SESSION_ENDED}
     */
    public Supplier<Observed> beginSwitching(String sessionId, Switch wish) {
        if (sessions.get(sessionId).participant(wish.participantId()).isEmpty()) {
            throw participantNotFound();
        }
        return microphones.begin(sessionId, wish);
    }

    /**
     * Switches every participant's microphone off; all pages are asked at once.
     *
     * @param sessionId the session
     * @param wait how long to wait for the outcomes
     * @param cause who wants it
     * @return what was observed of each, in the order of joining
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND} or {@link ErrorCode#REALTIMEKIT_ERROR}
     */
    public List<Observed> muteAll(String sessionId, Duration wait, Cause cause) {
        Session session = sessions.get(sessionId);
        List<Supplier<Observed>> asked = session.participants().keySet().stream()
                .map(participantId -> microphones.begin(sessionId, new Switch(participantId, true, wait, cause)))
                .toList();
        return asked.stream().map(Supplier::get).toList();
    }

    /**
     * Removes a participant for good, also one who holds a token and has not joined yet.
     *
     * @param sessionId the session
     * @param participantId the participant
     * @param cause who wants it
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND}, {@link ErrorCode#PARTICIPANT_NOT_FOUND},
     *     {@link ErrorCode#SESSION_ENDED} or {@link ErrorCode#REALTIMEKIT_ERROR}
     */
    public void kick(String sessionId, String participantId, Cause cause) {
        Session session = sessions.get(sessionId);
        boolean known = store.revoke(sessionId, participantId);
        if (!known && session.participant(participantId).isEmpty()) {
            throw participantNotFound();
        }
        String commandId = log.request(sessionId, Command.Kind.KICK, participantId, cause);
        // Here first, so that the removal holds even where the engine fails; repeating it tries the engine again.
        log.deliver(sessionId, commandId, cause);
        link.remove(sessionId, participantId, cause);
        presence.leave(sessionId, participantId, LeaveReason.REMOVED, cause);
        try {
            media.remove(sessionId, participantId);
        } catch (ServiceException e) {
            log.refused(sessionId, commandId, String.valueOf(e.getMessage()), Actor.REALTIMEKIT, cause);
            throw e;
        }
        log.observed(sessionId, commandId, Actor.REALTIMEKIT, cause);
    }

    private static ServiceException participantNotFound() {
        return new ServiceException(ErrorCode.PARTICIPANT_NOT_FOUND, "No such participant in this session");
    }
}
