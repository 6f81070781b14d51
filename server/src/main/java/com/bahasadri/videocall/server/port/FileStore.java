package com.bahasadri.videocall.server.port;

import static java.util.Objects.requireNonNull;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.domain.file.VideoFile;
import com.bahasadri.videocall.server.domain.video.VideoType;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the bytes of video files are kept. Which files there are is the {@link StateStore}'s to know: this port is
 * told an id and does not list. Safe for use by many threads.
 *
 * <p>Methods throw a {@link ServiceException} with {@link ErrorCode#UNAVAILABLE} where the store fails or does not
 * answer in time, and with {@link ErrorCode#STORAGE_FULL} where it has no room.
 */
public interface FileStore extends AutoCloseable {
    /**
     * Starts to store a file. Nobody can read it before it is complete; a file of the same id is what it was until
     * then, and is replaced. Two uploads of one id at a time are a fault of the caller's.
     *
     * @param file what is to be stored
     * @return takes the bytes
     */
    Upload begin(NewFile file);

    /**
     * Deletes a file, whole or not, and whatever an upload of it that did not end has left; a file that is not there
     * is no error. An upload that is going on here can no longer complete.
     *
     * @param fileId which
     */
    void delete(String fileId);

    /**
     * Tells where the store itself serves a file.
     *
     * @param file which
     * @param lifetime for how long the URL opens it
     * @return the URL; empty where this server has to serve what {@link #open} reads
     */
    Optional<URI> url(VideoFile file, Duration lifetime);

    /**
     * Opens a complete file where {@link #url} is empty.
     *
     * @param fileId which
     * @return its bytes
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws IOException if it cannot be read
     */
    SeekableByteChannel open(String fileId) throws IOException;

    @Override
    void close();

    /**
     * Checks that an id is safe as part of a path and as a key: 1 to 64 letters, digits and hyphens of ASCII. The
     * server's own ids are; nothing else may become a path.
     *
     * @param fileId the id
     * @return the id
     * @throws IllegalArgumentException if it is not
     */
    static String requireFileId(String fileId) {
        if (!fileId.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("the file id is not 1 to 64 letters, digits and hyphens");
        }
        return fileId;
    }

    /** A file on its way in. Used by one thread. Once a method has failed, the file cannot be completed any more. */
    interface Upload extends Closeable {
        /**
         * Takes the next bytes.
         *
         * @param bytes holds them
         * @param offset where they begin
         * @param length how many
         */
        void write(byte[] bytes, int offset, int length);

        /** Returns once the file is stored whole and survives the end of the process. */
        void complete();

        /**
         * Unless the file is complete, leaves nothing of it behind. Does not fail: what cannot be removed at the moment is
         * logged and left to {@link FileStore#delete}. More calls than one are as one.
         */
        @Override
        void close();
    }

    /**
     * A file to be stored.
     *
     * @param id its id, as {@link #requireFileId} wants it
     * @param filename its name, for people
     * @param type what kind of file it is
     */
    record NewFile(String id, String filename, VideoType type) {
        /** Requires all, and a safe id. */
        public NewFile {
            requireFileId(requireNonNull(id, "id is null"));
            requireNonNull(filename, "filename is null");
            requireNonNull(type, "type is null");
        }
    }
}
