package com.bahasadri.videocall.server.domain.file;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.video.UnreadableVideoException;
import com.bahasadri.videocall.server.domain.video.VideoInfo;
import com.bahasadri.videocall.server.domain.video.VideoReader;
import com.bahasadri.videocall.server.port.FileStore;
import com.bahasadri.videocall.server.port.FileStore.NewFile;
import com.bahasadri.videocall.server.port.FileStore.Upload;
import com.bahasadri.videocall.server.port.StateStore;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stores files while they arrive, and lists them once they are whole. For many threads. */
final class FileArrivals {
    private final StateStore state;
    private final FileStore files;
    private final FileDisposal disposal;
    private final Clock clock;
    private final long maxFileBytes;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    FileArrivals(StateStore state, FileStore files, FileDisposal disposal, FileService.Settings settings) {
        this.state = state;
        this.files = files;
        this.disposal = disposal;
        this.clock = settings.clock();
        this.maxFileBytes = settings.maxFileBytes();
    }

    /** Whether a file is on its way in. */
    boolean underWay(String fileId) {
        return underWay.contains(fileId);
    }

    /** Stores a file whole and lists it, or leaves nothing of it. */
    VideoFile store(Arrival arrival, FileQuota.Reservation room) throws IOException {
        String fileId = arrival.file().id();
        underWay.add(fileId);
        try {
            NotedFile note = disposal.note(fileId, arrival.sessionId());
            VideoFile whole = storeAndList(arrival, note, room);
            room.keep(whole.size());
            disposal.forget(note);
            return whole;
        } finally {
            underWay.remove(fileId);
        }
    }

    private VideoFile storeAndList(Arrival arrival, NotedFile note, FileQuota.Reservation room) throws IOException {
        boolean listed = false;
        try (Upload upload = files.begin(arrival.file())) {
            VideoFile whole = receive(arrival, upload, room);
            upload.complete();
            arrival.uploader().requireAdmitted();
            state.change(arrival.sessionId(), arrival.uploader().cause(), session -> session.video()
                    .share(whole));
            listed = true;
            return whole;
        } finally {
            if (!listed) {
                disposal.dispose(note);
            }
        }
    }

    private VideoFile receive(Arrival arrival, Upload upload, FileQuota.Reservation room) throws IOException {
        StoringStream bytes =
                new StoringStream(arrival.head(), arrival.incoming().content(), upload, maxFileBytes, room);
        VideoInfo info = read(bytes);
        arrival.incoming().end();
        return new VideoFile(
                arrival.file().id(),
                arrival.file().filename(),
                info.type(),
                bytes.size(),
                info.durationSeconds(),
                arrival.uploader().id(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static VideoInfo read(StoringStream bytes) throws IOException {
        try {
            return VideoReader.read(bytes);
        } catch (UnreadableVideoException e) {
            throw new ServiceException(ErrorCode.INVALID_FILE_TYPE, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * A file whose first bytes are there.
     *
     * @param sessionId the session that is to have it
     * @param uploader who sends it
     * @param file what it is, by its first bytes
     * @param head its first bytes
     * @param incoming the rest
     */
    record Arrival(String sessionId, Uploader uploader, NewFile file, byte[] head, IncomingFile incoming) {}
}
