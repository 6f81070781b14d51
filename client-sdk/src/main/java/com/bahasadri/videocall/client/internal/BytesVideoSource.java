package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.VideoSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Objects;

/** A video in memory. Immutable and safe for use by many threads. */
public final class BytesVideoSource implements VideoSource {
    private final String fileName;
    private final String contentType;
    private final byte[] bytes;

    /**
     * Copies the bytes.
     *
     * @param fileName the file's name, for people
     * @param contentType a media type
     * @param bytes the file
     */
    public BytesVideoSource(String fileName, String contentType, byte[] bytes) {
        this.fileName = Objects.requireNonNull(fileName, "fileName is null");
        this.contentType = Objects.requireNonNull(contentType, "contentType is null");
        this.bytes = Objects.requireNonNull(bytes, "bytes is null").clone();
    }

    @Override
    public String fileName() {
        return fileName;
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public long contentLength() {
        return bytes.length;
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public String toString() {
        return "VideoSource[" + fileName + ", " + contentType + ", " + bytes.length + " bytes]";
    }
}
