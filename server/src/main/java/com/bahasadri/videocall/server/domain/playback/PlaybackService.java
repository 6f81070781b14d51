package com.bahasadri.videocall.server.domain.playback;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.playback.Step.Drift;
import com.bahasadri.videocall.server.domain.session.Session;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.port.StateStore;
import com.bahasadri.videocall.server.port.Viewers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** Plays files for everyone, and tells how well the pages keep step. Safe for use by many threads. */
public final class PlaybackService {
    /** How long what a page told of itself counts. */
    private static final Duration FRESH = Duration.ofSeconds(5);
    /** How far a page's idea of the server's time may be off. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private final SessionService sessions;
    private final StateStore store;
    private final Viewers viewers;
    private final Clock clock;

    /**
     * Plays files of sessions.
     *
     * @param sessions knows the sessions
     * @param store keeps what plays
     * @param viewers knows where the pages are
     * @param clock the time line that all pages follow
     */
    public PlaybackService(SessionService sessions, StateStore store, Viewers viewers, Clock clock) {
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.store = requireNonNull(store, "store is null");
        this.viewers = requireNonNull(viewers, "viewers is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    /**
     * Plays, pauses, seeks or stops.
     *
     * @param sessionId the session
     * @param command what is wanted
     * @param cause who wants it
     * @return what plays now
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND}, {@link ErrorCode#SESSION_ENDED},
     *     {@link ErrorCode#STALE_REVISION}, {@link ErrorCode#FILE_NOT_FOUND} or {@link ErrorCode#INVALID_INPUT}
     */
    public Playback control(String sessionId, PlaybackCommand command, Cause cause) {
        return store.change(sessionId, cause, session -> session.video().control(command, now()))
                .playback();
    }

    /**
     * Tells what plays, and where the pages are that told of it within the last 5 seconds.
     *
     * @param sessionId the session
     * @return the state now
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND}
     */
    public Step step(String sessionId) {
        Session session = sessions.get(sessionId);
        Playback playback = session.playback();
        VideoFile file = playback.fileId() == null ? null : session.files().get(playback.fileId());
        if (file == null) {
            return new Step(playback, List.of());
        }
        Instant oldest = now().minus(FRESH);
        return new Step(
                playback,
                viewers.of(sessionId).stream()
                        .filter(viewer -> viewer.revision() == playback.revision()
                                && !viewer.at().isBefore(oldest))
                        .sorted(Comparator.comparing(Viewer::viewerId))
                        .map(viewer -> new Drift(
                                viewer, viewer.position() - playback.positionAt(viewer.at(), file.duration())))
                        .toList());
    }

    /**
     * Notes where a page is.
     *
     * @param sessionId the session
     * @param viewer the page
     * @throws ServiceException with {@link ErrorCode#INVALID_INPUT} if its time is not about now
     */
    public void report(String sessionId, Viewer viewer) {
        if (Duration.between(viewer.at(), now()).abs().compareTo(TOLERANCE) > 0) {
            throw new ServiceException(ErrorCode.INVALID_INPUT, "at must be about now, by the server's clock");
        }
        viewers.report(sessionId, viewer);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
