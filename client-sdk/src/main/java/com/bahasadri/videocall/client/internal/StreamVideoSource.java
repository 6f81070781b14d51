package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.VideoSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** A video that a stream gives once. Safe for use by many threads, of which one gets the stream. */
public final class StreamVideoSource implements VideoSource {
    private final InputStream stream;
    private final long length;
    private final AtomicBoolean opened = new AtomicBoolean();

    /**
     * Keeps the stream; nothing is read yet.
     *
     * @param stream the file
     * @param length how many bytes it gives, or -1 where that is unknown
     */
    public StreamVideoSource(InputStream stream, long length) {
        this.stream = Objects.requireNonNull(stream, "stream is null");
        if (length < -1) {
            throw new IllegalArgumentException("length must be -1 or more: " + length);
        }
        this.length = length;
    }

    @Override
    public String fileName() {
        return "video";
    }

    @Override
    public String contentType() {
        return "application/octet-stream";
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public InputStream open() throws IOException {
        if (opened.getAndSet(true)) {
            throw new IOException("a stream can be uploaded once only");
        }
        return stream;
    }

    @Override
    public String toString() {
        return "VideoSource[a stream, " + (length < 0 ? "unknown length" : length + " bytes") + "]";
    }
}
