package com.bahasadri.videocall.server.domain.control;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Actor;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.LeaveReason;
import com.bahasadri.videocall.server.domain.session.Participant;
import com.bahasadri.videocall.server.domain.session.PresenceService;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.port.MediaEngine;
import com.bahasadri.videocall.server.port.ParticipantLink;
import com.bahasadri.videocall.server.port.StateStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Mutes, unmutes and removes participants. Each command is told in the log from its request to its outcome, and each
 * answer tells what was observed: the page's own confirmation, or the engine's where no page is connected or it is silent. Where 128
 * callers wait for outcomes already, further ones are answered at once. Safe for use by many threads.
 */
public final class ControlService implements AutoCloseable {
    private final SessionService sessions;
    private final PresenceService presence;
    private final ParticipantLink link;
    private final MediaEngine media;
    private final StateStore store;
    private final CommandLog log;
    private final Microphones microphones;
    private final Waiting waiting = new Waiting();

    /**
     * Controls participants.
     *
     * @param sessions knows the sessions
     * @param presence takes what was observed
     * @param link reaches the participants' pages
     * @param media acts where no page is connected, and makes a removal final
     * @param store keeps the log, and revokes tokens
     * @param settings how commands are carried out
     */
    public ControlService(
            SessionService sessions,
            PresenceService presence,
            ParticipantLink link,
            MediaEngine media,
            StateStore store,
            Settings settings) {
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.presence = requireNonNull(presence, "presence is null");
        this.link = requireNonNull(link, "link is null");
        this.media = requireNonNull(media, "media is null");
        this.store = requireNonNull(store, "store is null");
        this.log = new CommandLog(store);
        this.microphones = new Microphones(presence, link, media, log, settings);
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
        Participant before =
                sessions.get(sessionId).participant(wish.participantId()).orElseThrow(ControlService::notFound);
        Underway begun =
                microphones.begin(List.of(Attempt.of(sessionId, wish, before))).get(0);
        return () -> {
            Optional<End> end = waiting.await(begun);
            end.flatMap(End::failed).ifPresent(failure -> {
                throw failure;
            });
            return observed(begun.attempt(), end);
        };
    }

    /**
     * Switches every participant's microphone off; all pages are asked at once. Where the state does not answer, that is said
     * at once, too, and whoever was asked already may be muted all the same.
     *
     * @param sessionId the session
     * @param wait how long to wait for the outcomes
     * @param cause who wants it
     * @return what was observed of each, in the order of joining; of some it may be that the engine refused
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND}, {@link ErrorCode#SESSION_ENDED} or
     *     {@link ErrorCode#UNAVAILABLE}, or with what the engine failed with first where it failed for all of them, such as {@link ErrorCode#REALTIMEKIT_ERROR}
     */
    public List<Observed> muteAll(String sessionId, Duration wait, Cause cause) {
        List<Underway> begun = microphones.begin(sessions.get(sessionId).participants().values().stream()
                .map(one -> Attempt.of(sessionId, new Switch(one.id(), true, wait, cause), one))
                .toList());
        List<Optional<End>> ends = begun.stream().map(waiting::await).toList();
        List<RuntimeException> failures =
                ends.stream().flatMap(end -> end.flatMap(End::failed).stream()).toList();
        if (!failures.isEmpty() && failures.size() == ends.size()) {
            throw failures.get(0);
        }
        return IntStream.range(0, ends.size())
                .mapToObj(i -> observed(begun.get(i).attempt(), ends.get(i)))
                .toList();
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
            throw notFound();
        }
        Commanded kick = Commanded.anew(sessionId, Command.Kind.KICK, participantId, cause);
        log.request(List.of(kick));
        // Here first, so that the removal holds even where the engine fails; repeating it tries the engine again.
        log.deliver(List.of(kick));
        try {
            link.remove(sessionId, participantId, cause);
            presence.leave(sessionId, participantId, LeaveReason.REMOVED, cause);
        } catch (ServiceException e) {
            log.expire(kick);
            throw e;
        }
        try {
            media.remove(sessionId, participantId);
        } catch (ServiceException e) {
            log.conclude(kick, () -> Outcome.refused(String.valueOf(e.getMessage()), Actor.REALTIMEKIT));
            throw e;
        }
        log.conclude(kick, () -> Outcome.observed(Actor.REALTIMEKIT));
    }

    /** Tells no outcome again any more that the state did not take. */
    @Override
    public void close() {
        log.close();
    }

    private Observed observed(Attempt attempt, Optional<End> end) {
        Command.Status outcome = end.map(End::status).orElse(null);
        boolean muted = outcome == Command.Status.OBSERVED ? attempt.wish().muted() : attempt.mutedBefore();
        String participantId = attempt.wish().participantId();
        return new Observed(
                attempt.commandId(),
                participantId,
                participant(attempt.sessionId(), participantId)
                        .map(Participant::muted)
                        .orElse(muted),
                outcome);
    }

    /** Nobody also where the state does not answer: what is known without it is answered then. */
    private Optional<Participant> participant(String sessionId, String participantId) {
        try {
            return sessions.get(sessionId).participant(participantId);
        } catch (ServiceException e) {
            return Optional.empty();
        }
    }

    private static ServiceException notFound() {
        return new ServiceException(ErrorCode.PARTICIPANT_NOT_FOUND, "No such participant in this session");
    }

    /**
     * How commands are carried out.
     *
     * @param unmute whether a participant is asked before its microphone is switched on
     * @param life how long a page may take for its answer, also where nobody waits for it that long; 3 seconds
     * @param silentPages whether the engine is asked to mute whom a connected page has not muted after two thirds of its
     *     time; not where the engine asks that same page
     * @param threads where outcomes are told and the engine is asked
     */
    public record Settings(UnmutePolicy unmute, Duration life, boolean silentPages, Executor threads) {
        /** Requires all. */
        public Settings {
            requireNonNull(unmute, "unmute is null");
            requireNonNull(life, "life is null");
            requireNonNull(threads, "threads is null");
        }
    }
}
