package com.bahasadri.videocall.client;

import com.bahasadri.videocall.client.internal.BytesVideoSource;
import com.bahasadri.videocall.client.internal.NamedVideoSource;
import com.bahasadri.videocall.client.internal.PathVideoSource;
import com.bahasadri.videocall.client.internal.StreamVideoSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A video file to upload. It is streamed while it is sent, and never held in memory whole.
 *
 * <p>The sources of a file on disk and of bytes are immutable, and many threads may use them, any number of times. That of a
 * stream can be uploaded once.
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
     * How long the file is. Asked once for each upload, after {@link #open()}.
     *
     * @return its length in bytes, or -1 where that is unknown; the upload then goes in chunks
     */
    long contentLength();

    /**
     * Whether the file can be opened again, and then gives the same bytes. Only then is an upload tried a second time.
     *
     * @return false, unless the source says otherwise
     */
    default boolean isRepeatable() {
        return false;
    }

    /**
     * Opens the file at its first byte. Who opens it closes it: the client does, whether the upload succeeds or not.
     *
     * @return the bytes, exactly {@link #contentLength()} of them where that is known
     * @throws IOException if the file cannot be read
     */
    InputStream open() throws IOException;

    /**
     * The same file with another name and media type.
     *
     * @param fileName the file's name, for people
     * @param contentType a media type, for example {@code video/mp4}
     * @return the changed view
     */
    default VideoSource named(String fileName, String contentType) {
        return new NamedVideoSource(this, fileName, contentType);
    }

    /**
     * A file on disk, repeatable. Nothing is read before the upload, and its length is the one it has then. A file that cannot
     * be read, or that shrinks or grows while it is sent, ends the upload with a
     * {@link com.bahasadri.videocall.client.error.SourceException}.
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
     * A stream, not repeatable. Its name is {@code video} and its media type {@code application/octet-stream}, unless
     * {@link #named} says otherwise; the server tells the type from the content.
     *
     * @param stream the file; the upload closes it
     * @param length how many bytes it gives, or -1 where that is unknown; more or fewer end the upload with a
     *     {@link com.bahasadri.videocall.client.error.SourceException}
     * @return the source, for one upload
     * @throws IllegalArgumentException if the length is less than -1
     */
    static VideoSource of(InputStream stream, long length) {
        return new StreamVideoSource(stream, length);
    }

    /**
     * Bytes in memory, repeatable.
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
