package com.bahasadri.videocall.server.domain.file;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.event.Cause;
import com.bahasadri.videocall.server.domain.session.SessionService;
import com.bahasadri.videocall.server.domain.video.VideoType;
import com.bahasadri.videocall.server.port.FileStore;
import com.bahasadri.videocall.server.port.FileStore.NewFile;
import com.bahasadri.videocall.server.port.StateStore;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes video files in, serves and deletes them. A file is stored whole before its session lists it; what is stored
 * and not listed is noted in the state, so that {@link #sweep} finds it. Safe for use by many threads.
 */
public final class FileService {
    /** How many uploads may be under way at once; each holds a thread. */
    public static final int MAX_UPLOADS = 64;

    /** How many bytes of an upload may be around the file. */
    public static final int MAX_FORM_BYTES = 262_144;

    private final SessionService sessions;
    private final StateStore state;
    private final FileStore files;
    private final Clock clock;
    private final long maxFileBytes;
    private final FileQuota quota;
    private final boolean shared;
    private final FileDisposal disposal;
    private final FileArrivals arrivals;
    private final Semaphore slots = new Semaphore(MAX_UPLOADS);

    /**
     * Keeps files in a store, and which there are in the state.
     *
     * @param sessions knows the sessions
     * @param state which files there are
     * @param files their bytes
     * @param settings the time and the limits
     */
    public FileService(SessionService sessions, StateStore state, FileStore files, Settings settings) {
        this.sessions = requireNonNull(sessions, "sessions is null");
        this.state = requireNonNull(state, "state is null");
        this.files = requireNonNull(files, "files is null");
        this.clock = settings.clock();
        this.maxFileBytes = settings.maxFileBytes();
        this.quota = new FileQuota(settings.maxStorageBytes());
        this.shared = !settings.othersTake().isZero();
        this.disposal = new FileDisposal(state, files, clock, settings.othersTake());
        this.arrivals = new FileArrivals(state, files, disposal, settings);
        quota.count(stored());
        disposal.forgetListed();
    }

    /**
     * Takes a file in while it arrives, and shares it with everyone in the call.
     *
     * @param sessionId the session
     * @param uploader who sends it
     * @param incoming the file
     * @return the file, stored whole and listed
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND}, {@link ErrorCode#SESSION_ENDED},
     *     {@link ErrorCode#INVALID_INPUT}, {@link ErrorCode#INVALID_FILE_TYPE}, {@link ErrorCode#FILE_TOO_LARGE},
     *     {@link ErrorCode#STORAGE_FULL} or {@link ErrorCode#UNAVAILABLE}, or as the uploader says; nothing is left of it then
     * @throws IOException if the client is gone or silent; nothing is left of it then
     */
    public VideoFile share(String sessionId, Uploader uploader, IncomingFile incoming) throws IOException {
        sessions.getActive(sessionId).video().requireRoom();
        long announced = incoming.announcedBytes();
        if (announced - MAX_FORM_BYTES > maxFileBytes) {
            throw tooLarge(maxFileBytes);
        }
        if (!slots.tryAcquire()) {
            throw new ServiceException(ErrorCode.UNAVAILABLE, "Too many uploads at once; try again later");
        }
        try (FileQuota.Reservation room = quota.reserve(Math.max(0, Math.min(announced, maxFileBytes)))) {
            String filename = FileName.of(incoming.begin());
            byte[] head = incoming.content().readNBytes(VideoType.HEAD_BYTES);
            VideoType type = VideoType.ofHead(head)
                    .orElseThrow(() -> new ServiceException(
                            ErrorCode.INVALID_FILE_TYPE, "The file is not an MP4, QuickTime or WebM video"));
            NewFile file = new NewFile(UUID.randomUUID().toString(), filename, type);
            return arrivals.store(new FileArrivals.Arrival(sessionId, uploader, file, head, incoming), room);
        } finally {
            slots.release();
        }
    }

    /**
     * The files of a session.
     *
     * @param sessionId which, ended or not
     * @return the files, oldest first
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND}
     */
    public Collection<VideoFile> list(String sessionId) {
        return sessions.get(sessionId).files().values();
    }

    /**
     * Takes a file out of its session and deletes it. Where its bytes cannot be deleted now, they are later.
     *
     * @param sessionId the session
     * @param fileId the file
     * @param cause who deletes it
     * @throws ServiceException with {@link ErrorCode#SESSION_NOT_FOUND} or {@link ErrorCode#FILE_NOT_FOUND}
     */
    public void delete(String sessionId, String fileId, Cause cause) {
        long size = sessions.get(sessionId).file(fileId).size();
        NotedFile note = disposal.note(fileId, sessionId);
        state.change(sessionId, cause, session -> session.video()
                .delete(fileId, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        quota.release(size);
        disposal.dispose(note);
    }

    /**
     * Deletes what no session lists any more: what an upload or a deletion that was cut off has left, and the files of
     * sessions that ended long ago. What cannot be deleted now is tried again the next time.
     *
     * @param retention for how long a session that has ended keeps its files
     */
    public void sweep(Duration retention) {
        Instant endedBefore = clock.instant().minus(retention);
        List<String> over = new ArrayList<>();
        state.forEachWithFiles(session -> {
            if (session.endedAt() != null && session.endedAt().isBefore(endedBefore)) {
                over.add(session.id());
            }
        });
        over.forEach(this::dropFiles);
        if (shared) {
            quota.count(stored());
        }
        disposal.disposeOfNoted(arrivals::underWay);
    }

    /**
     * Opens a file of a session, where this server keeps the bytes itself.
     *
     * @param sessionId the session
     * @param fileId the file
     * @return the file and its bytes, to be closed by the caller
     * @throws ServiceException with {@link ErrorCode#FILE_NOT_FOUND}
     * @throws IOException if it cannot be read
     */
    public OpenFile open(String sessionId, String fileId) throws IOException {
        VideoFile file =
                state.find(sessionId).orElseThrow(FileService::noSuchFile).file(fileId);
        try {
            return new OpenFile(file, files.open(fileId));
        } catch (NoSuchFileException e) {
            throw noSuchFile();
        }
    }

    private long stored() {
        LongAdder bytes = new LongAdder();
        state.forEachWithFiles(session -> session.files().values().forEach(file -> bytes.add(file.size())));
        return bytes.sum();
    }

    private void dropFiles(String sessionId) {
        sessions.get(sessionId).files().keySet().forEach(fileId -> disposal.note(fileId, sessionId));
        AtomicReference<Collection<VideoFile>> dropped = new AtomicReference<>(List.of());
        state.change(sessionId, Cause.TIMEOUT, session -> {
            dropped.set(session.files().values());
            return session.video().drop();
        });
        dropped.get().forEach(file -> quota.release(file.size()));
    }

    static ServiceException tooLarge(long most) {
        return new ServiceException(ErrorCode.FILE_TOO_LARGE, "The file has more than " + most + " bytes");
    }

    private static ServiceException noSuchFile() {
        return new ServiceException(ErrorCode.FILE_NOT_FOUND, "No such file");
    }

    /**
     * The time and the limits.
     *
     * @param clock tells the time
     * @param maxFileBytes how many bytes a file may have
     * @param maxStorageBytes how many bytes all files together may have
     * @param othersTake for how long another server may be at a file that it noted; zero where there is none
     */
    public record Settings(Clock clock, long maxFileBytes, long maxStorageBytes, Duration othersTake) {
        /** Requires the clock and the time. */
        public Settings {
            requireNonNull(clock, "clock is null");
            requireNonNull(othersTake, "othersTake is null");
        }
    }

    /**
     * A file that is being read.
     *
     * @param file what it is
     * @param content its bytes
     */
    public record OpenFile(VideoFile file, SeekableByteChannel content) {
        /** Requires both. */
        public OpenFile {
            requireNonNull(file, "file is null");
            requireNonNull(content, "content is null");
        }
    }
}
