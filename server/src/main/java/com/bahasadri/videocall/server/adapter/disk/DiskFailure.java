package com.bahasadri.videocall.server.adapter.disk;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what the failure of a disk means: a full one and a broken one have the same exception in Java. */
public final class DiskFailure {
    private static final Logger LOG = LoggerFactory.getLogger(DiskFailure.class);

    /** Below this a write that failed is taken to have failed for want of room, whatever it says. */
    private static final long NO_ROOM_BYTES = 1 << 20;

    private DiskFailure() {}

    /**
     * Logs a failure and says what it means.
     *
     * @param fileId the video file that it happened to
     * @param failure what failed
     * @param directory where
     * @return what to throw: {@link ErrorCode#STORAGE_FULL} or {@link ErrorCode#UNAVAILABLE}
     */
    public static ServiceException of(String fileId, IOException failure, Path directory) {
        LOG.atWarn().addKeyValue("file_id", fileId).setCause(failure).log("disk failed");
        return isSaidBy(failure) || isFull(directory)
                ? new ServiceException(ErrorCode.STORAGE_FULL, "There is no room for the file", failure)
                : new ServiceException(ErrorCode.UNAVAILABLE, "The files' storage does not answer", failure);
    }

    /** The system's words in English: Linux's and macOS's for a full disk and for a quota, and Windows's. */
    private static boolean isSaidBy(IOException failure) {
        String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return Stream.of("no space left", "quota exceeded", "not enough space").anyMatch(words::contains);
    }

    /** The system's words may be in another language. */
    private static boolean isFull(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace() < NO_ROOM_BYTES;
        } catch (IOException e) {
            return false;
        }
    }
}
