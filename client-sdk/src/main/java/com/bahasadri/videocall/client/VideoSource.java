package com.bahasadri.videocall.client;

import com.bahasadri.videocall.client.internal.BytesVideoSource;
import com.bahasadri.videocall.client.internal.PathVideoSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A video file to upload. It is streamed while it is sent, and never held in memory whole.
 *
 * <p>The factories here give immutable sources that many threads may use. An implementation of your own may be used once
 * only, if {@link #open()} can be called only once.
 */
public interface VideoSource {

    /**
     * The file's name, for people.
     *
     * @return the name, without any folder
     */
    String fileName();

    /**
     * What the file holds.
     *
     * @return a media type, for example {@code video/mp4}
     */
    String contentType();

    /**
     * How long the file is.
     *
     * @return its length in bytes, or -1 where that is unknown; the upload then goes in chunks
     */
    long contentLength();

    /**
     * Opens the file at its first byte. Who opens it closes it: the client does, whether the upload succeeds or not.
     *
     * @return the bytes, exactly {@link #contentLength()} of them where that is known
     * @throws IOException if the file cannot be read
     */
    InputStream open() throws IOException;

    /**
     * A file on disk. Nothing is read before the upload; a file that cannot be read then fails it with a
     * {@link com.bahasadri.videocall.client.error.TransportException}.
     *
     * @param path the file; its name decides the media type: {@code video/mp4} for .mp4 and .m4v, {@code video/quicktime}
     *     for .mov, {@code video/webm} for .webm, {@code application/octet-stream} for any other
     * @return the source
     * @throws IllegalArgumentException if the path has no file name
     */
    static VideoSource of(Path path) {
        return new PathVideoSource(path);
    }

    /**
     * Bytes in memory.
     *
     * @param fileName the file's name, for people
     * @param contentType a media type, for example {@code video/mp4}
     * @param bytes the file; copied
     * @return the source
     */
    static VideoSource of(String fileName, String contentType, byte[] bytes) {
        return new BytesVideoSource(fileName, contentType, bytes);
    }
}
