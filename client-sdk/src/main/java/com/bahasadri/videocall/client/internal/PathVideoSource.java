package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.VideoSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A video on disk, read anew for each upload. Immutable and safe for use by many threads. */
public final class PathVideoSource implements VideoSource {
    private static final Map<String, String> CONTENT_TYPES =
            Map.of("mp4", "video/mp4", "m4v", "video/mp4", "mov", "video/quicktime", "webm", "video/webm");

    private final Path path;
    private final String fileName;

    /**
     * Names the file; nothing is read yet.
     *
     * @param path the file
     */
    public PathVideoSource(Path path) {
        this.path = Objects.requireNonNull(path, "path is null");
        Path name = path.getFileName();
        if (name == null || name.toString().isEmpty()) {
            throw new IllegalArgumentException("path has no file name: " + path);
        }
        this.fileName = name.toString();
    }

    @Override
    public String fileName() {
        return fileName;
    }

    @Override
    public String contentType() {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return CONTENT_TYPES.getOrDefault(extension, "application/octet-stream");
    }

    /** Unknown, rather than an error, where the file cannot be read: {@link #open()} then tells why. */
    @Override
    public long contentLength() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            return -1;
        }
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }

    @Override
    public String toString() {
        return "VideoSource[" + path + "]";
    }
}
