package com.bahasadri.videocall.server.adapter.r2;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;

/** A part of a video file, collected on disk until it is sent. It is filled first, then read, by one thread at a time. */
final class PartFile implements Closeable {
    static final String SUFFIX = ".part";

    private final Path path;
    private final int capacity;
    /** Not a channel: an interrupt would close it, and the SDK interrupts what takes too long. */
    private final OutputStream output;

    private int size;

    private PartFile(Path path, int capacity, OutputStream output) {
        this.path = path;
        this.capacity = capacity;
        this.output = output;
    }

    static PartFile create(Path directory, int capacity) throws IOException {
        Path path = Files.createTempFile(directory, "", SUFFIX);
        return new PartFile(path, capacity, new FileOutputStream(path.toFile()));
    }

    /** Takes as many bytes as have room, and answers how many. */
    int write(byte[] bytes, int offset, int length) throws IOException {
        int taken = Math.min(length, capacity - size);
        output.write(bytes, offset, taken);
        size += taken;
        return taken;
    }

    boolean isFull() {
        return size == capacity;
    }

    /** What was written, which can be sent several times. */
    RequestBody body() throws IOException {
        output.close();
        return RequestBody.fromFile(path);
    }

    /** Deletes it. */
    @Override
    public void close() throws IOException {
        try (output) {
            Files.deleteIfExists(path);
        }
    }
}
