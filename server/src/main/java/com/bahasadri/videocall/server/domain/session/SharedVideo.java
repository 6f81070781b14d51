package com.bahasadri.videocall.server.domain.session;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.SessionEvent;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.playback.Playback;
import com.bahasadri.videocall.server.domain.playback.PlaybackCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The video files of a call, and which of them plays for everyone. Of a session as it is; see {@link Session#video}. */
public final class SharedVideo {
    /** How many video files a session may have. */
    public static final int MAX_FILES = 100;

    private final Session session;

    SharedVideo(Session session) {
        this.session = session;
    }

    /**
     * Refuses unless another video file could be added.
     *
     * @throws ServiceException as {@link #share} does
     */
    public void requireRoom() {
        session.requireActive();
        if (session.files().size() >= MAX_FILES) {
            throw new ServiceException(ErrorCode.STORAGE_FULL, "The session has " + MAX_FILES + " files already");
        }
    }

    /**
     * Adds a video file, whose bytes are stored.
     *
     * @param file the file
     * @return the change
     * @throws ServiceException with {@link ErrorCode#SESSION_ENDED}, or {@link ErrorCode#STORAGE_FULL} where there
     *     are {@value #MAX_FILES} already
     */
    public Change share(VideoFile file) {
        requireRoom();
        Map<String, VideoFile> all = new LinkedHashMap<>(session.files());
        all.put(file.id(), file);
        return new Change(session.withFiles(all, session.playback()), List.of(new SessionEvent.VideoFileShared(file)));
    }

    /**
     * Takes a video file out; where it is shown, nothing is any more. Once the session has ended no event tells of it, for
     * nothing follows the end.
     *
     * @param fileId which
     * @param at when
     * @return the change
     * @throws ServiceException with {@link ErrorCode#FILE_NOT_FOUND}
     */
    public Change delete(String fileId, Instant at) {
        session.file(fileId);
        Map<String, VideoFile> rest = new LinkedHashMap<>(session.files());
        rest.remove(fileId);
        if (session.ended()) {
            return new Change(session.withFiles(rest, session.playback()), List.of());
        }
        List<SessionEvent> events = new ArrayList<>();
        Playback playback = session.playback();
        boolean shown = fileId.equals(playback.fileId());
        Playback after = shown ? playback.stopped(at) : playback;
        if (shown) {
            events.add(new SessionEvent.PlaybackChanged(after));
        }
        events.add(new SessionEvent.VideoFileDeleted(fileId));
        return new Change(session.withFiles(rest, after), events);
    }

    /**
     * Forgets the files of a session that has ended; nothing follows its end, so no event tells of it.
     *
     * @return the change
     */
    public Change drop() {
        return session.ended()
                ? new Change(session.withFiles(Map.of(), session.playback()), List.of())
                : session.unchanged();
    }

    /**
     * Plays, pauses, seeks or stops.
     *
     * @param command what an operator wants
     * @param at when
     * @return the change
     * @throws ServiceException with {@link ErrorCode#SESSION_ENDED}, or as {@link PlaybackCommand#applyTo} says
     */
    public Change control(PlaybackCommand command, Instant at) {
        session.requireActive();
        Playback after = command.applyTo(session.playback(), session.files(), at);
        return after.equals(session.playback())
                ? session.unchanged()
                : new Change(
                        session.withFiles(session.files(), after), List.of(new SessionEvent.PlaybackChanged(after)));
    }
}
