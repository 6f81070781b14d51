package com.bahasadri.videocall.server.domain.playback;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants of the playback.
 *
 * @param action what to do
 * @param fileId the file; null for the one that is shown
 * @param position where, in seconds; null for where it is now, and the beginning of another file or of one at its end
 * @param rate how fast; null for as fast as now, and 1 for another file
 * @param revision the revision the operator knows, or null to overrule any
 */
public record PlaybackCommand(
        Action action,
        @Nullable String fileId,
        @Nullable Double position,
        @Nullable Double rate,
        @Nullable Long revision) {
    /** The slowest rate. */
    public static final double MIN_RATE = 0.25;
    /** The fastest rate. */
    public static final double MAX_RATE = 4;

    /** Requires the action. */
    public PlaybackCommand {
        requireNonNull(action, "action is null");
    }

    /**
     * What the command makes of a playback.
     *
     * @param now the playback now
     * @param files the session's files by id
     * @param at the time
     * @return the next revision; the same playback where there is nothing to change
     * @throws ServiceException with {@link ErrorCode#STALE_REVISION}, {@link ErrorCode#FILE_NOT_FOUND} or
     *     {@link ErrorCode#INVALID_INPUT}
     */
    public Playback applyTo(Playback now, Map<String, VideoFile> files, Instant at) {
        if (revision != null && revision != now.revision()) {
            throw new ServiceException(
                    ErrorCode.STALE_REVISION, "The playback is at revision " + now.revision() + " by now");
        }
        if (action == Action.STOP) {
            return now.fileId() == null ? now : now.stopped(at);
        }
        VideoFile file = file(now, files);
        boolean same = file.id().equals(now.fileId());
        boolean playing = action == Action.PLAY || (action == Action.SEEK && same && now.playing());
        Playback next = new Playback(
                file.id(), playing, position(now, file, same, at), rate(same ? now.rate() : 1), now.revision() + 1, at);
        return !playing && isAlready(now, next) ? now : next;
    }

    private VideoFile file(Playback now, Map<String, VideoFile> files) {
        String wanted = fileId != null ? fileId : now.fileId();
        if (wanted == null) {
            throw invalid("file_id is required while no file is shown");
        }
        VideoFile file = files.get(wanted);
        if (file == null) {
            throw new ServiceException(ErrorCode.FILE_NOT_FOUND, "No such file");
        }
        return file;
    }

    private double position(Playback now, VideoFile file, boolean same, Instant at) {
        if (position == null) {
            if (action == Action.SEEK) {
                throw invalid("position is required");
            }
            double current = same ? now.positionAt(at, file.duration()) : 0;
            return action == Action.PLAY && current >= file.duration() ? 0 : current;
        }
        // Written so that what is no number is refused too.
        if (!(position >= 0 && position <= file.duration())) {
            throw invalid("position must be from 0 to the file's duration, " + file.duration());
        }
        return position;
    }

    private double rate(double current) {
        if (rate == null) {
            return current;
        }
        if (!(rate >= MIN_RATE && rate <= MAX_RATE)) {
            throw invalid("rate must be from " + MIN_RATE + " to " + MAX_RATE);
        }
        return rate;
    }

    private static boolean isAlready(Playback now, Playback next) {
        return !now.playing()
                && next.fileId() != null
                && next.fileId().equals(now.fileId())
                && next.position() == now.position()
                && next.rate() == now.rate();
    }

    private static ServiceException invalid(String message) {
        return new ServiceException(ErrorCode.INVALID_INPUT, message);
    }

    /** What to do. */
    public enum Action {
        /** Play. */
        PLAY,
        /** Pause. */
        PAUSE,
        /** Go to a position, and play or pause on as before. */
        SEEK,
        /** Show no file any more. */
        STOP
    }
}
