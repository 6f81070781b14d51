package com.bahasadri.videocall.server.domain.control;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Mutes, unmutes and removes participants. Each answer tells what was observed: the page's own confirmation, or
 * the engine's where no page is connected, awaited for a bounded time. Safe for use by many threads.
 */
public final class ControlService {
    private final SessionService sessions;
    private final PresenceService presence;
    private final ParticipantLink link;
    private final MediaEngine media;
    private final StateStore store;
    private final Duration patience;

    /**
     * Controls participants.
     *
     * @param sessions knows the sessions
     * @param presence takes what was observed
     * @param link reaches the participants' pages
     * @param media acts where no page is connected, and makes a removal final
     * @param store revokes tokens
     * @param patience how long to wait for a page's confirmation
     */
    public ControlService(
            SessionService sessions,
            PresenceService presence,
            ParticipantLink link,
            MediaEngine media,
            StateStore store,
            Duration patience) {
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.presence = requireNonNull(presence, "presence is null");
        this.link = requireNonNull(link, "link is null");
        this.media = requireNonNull(media, "media is null");
        this.store = requireNonNull(store, "store is null");
        this.patience = requireNonNull(patience, "patience is null");
    }

    /**
     * Switches a participant's microphone.
     *
     * @param sessionId the session
     * @param participantId the participant
     * @param muted off or on
     * @return what was observed
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND}, {@link ErrorCode#PARTICIPANT_NOT_FOUND} or
     *     {@link ErrorCode#REALTIMEKIT_ERROR}
     */
    public Observed switchMicrophone(String sessionId, String participantId, boolean muted) {
        return beginSwitching(sessionId, participantId, muted).get();
    }

    /**
     * Asks a participant's page to switch its microphone, and waits for nothing: pages are asked in the order of the
     * calls.
     *
     * @param sessionId the session
     * @param participantId the participant
     * @param muted off or on
     * @return waits for what is observed, and may throw {@link ErrorCode#REALTIMEKIT_ERROR}
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND} or {@link ErrorCode#PARTICIPANT_NOT_FOUND}
     */
    public Supplier<Observed> beginSwitching(String sessionId, String participantId, boolean muted) {
        requireParticipant(sessionId, participantId);
        return begin(sessionId, participantId, muted, System.nanoTime() + patience.toNanos());
    }

    /**
     * Switches every participant's microphone off; all pages are asked at once.
     *
     * @param sessionId the session
     * @return what was observed of each, in the order of joining
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND} or {@link ErrorCode#REALTIMEKIT_ERROR}
     */
    public List<Observed> muteAll(String sessionId) {
        Session session = sessions.get(sessionId);
        long deadline = System.nanoTime() + patience.toNanos();
        List<Supplier<Observed>> asked = session.participants().keySet().stream()
                .map(participantId -> begin(sessionId, participantId, true, deadline))
                .toList();
        return asked.stream().map(Supplier::get).toList();
    }

    /**
     * Removes a participant for good, also one who holds a token and has not joined yet.
     *
     * @param sessionId the session
     * @param participantId the participant
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND}, {@link ErrorCode#PARTICIPANT_NOT_FOUND} or
     *     {@link ErrorCode#REALTIMEKIT_ERROR}
     */
    public void kick(String sessionId, String participantId) {
        Session session = sessions.get(sessionId);
        boolean known = store.revoke(sessionId, participantId);
        if (!known && session.participant(participantId).isEmpty()) {
            throw participantNotFound();
        }
        // Here first, so that the removal holds even where the engine fails; repeating it tries the engine again.
        link.disconnect(sessionId, participantId, LeaveReason.REMOVED);
        presence.leave(sessionId, participantId, LeaveReason.REMOVED);
        media.remove(sessionId, participantId);
    }

    private Supplier<Observed> begin(String sessionId, String participantId, boolean muted, long deadline) {
        Optional<CompletionStage<Boolean>> page = link.switchMicrophone(sessionId, participantId, muted);
        return () -> {
            if (page.isPresent()) {
                boolean confirmed =
                        await(page.get(), deadline).filter(is -> is == muted).isPresent();
                return new Observed(confirmed, participantId, lastKnown(sessionId, participantId));
            }
            boolean confirmed = muted && media.mute(sessionId, participantId);
            if (confirmed) {
                presence.observeMicrophone(sessionId, participantId, true);
            }
            return new Observed(confirmed, participantId, lastKnown(sessionId, participantId));
        };
    }

    private static Optional<Boolean> await(CompletionStage<Boolean> confirmation, long deadline) {
        try {
            long nanos = Math.max(0, deadline - System.nanoTime());
            return Optional.of(confirmation.toCompletableFuture().get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException | CancellationException e) {
            // A page that is lost meanwhile cancels its confirmation.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private boolean lastKnown(String sessionId, String participantId) {
        return sessions.get(sessionId)
                .participant(participantId)
                .map(Participant::muted)
                .orElse(true);
    }

    private void requireParticipant(String sessionId, String participantId) {
        if (sessions.get(sessionId).participant(participantId).isEmpty()) {
            throw participantNotFound();
        }
    }

    private static ServiceException participantNotFound() {
        return new ServiceException(ErrorCode.PARTICIPANT_NOT_FOUND, "No such participant in this session");
    }
}
