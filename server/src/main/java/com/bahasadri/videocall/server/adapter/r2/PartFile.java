package com.bahasadri.videocall.server.adapter.r2;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
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

    /** What was written, which can be sent several times. Reading it fails for good once the upload is given up. */
    RequestBody body(BooleanSupplier givenUp) throws IOException {
        output.close();
        return RequestBody.fromContentProvider(() -> open(givenUp), size, "application/octet-stream");
    }

    /** Deletes it. */
    @Override
    public void close() throws IOException {
        try (output) {
            Files.deleteIfExists(path);
        }
    }

    private InputStream open(BooleanSupplier givenUp) {
        try {
            return new FilterInputStream(Files.newInputStream(path)) {
                @Override
                public int read() throws IOException {
                    requireGoingOn();
                    return super.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    requireGoingOn();
                    return super.read(bytes, offset, length);
                }

                private void requireGoingOn() {
                    if (givenUp.getAsBoolean()) {
                        // Not an IOException, after which the SDK would try again.
                        throw new CancellationException("the upload is given up");
                    }
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
