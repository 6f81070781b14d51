package com.bahasadri.videocall.server.adapter.disk;

import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.FileStore.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A file that arrives under a temporary name. */
final class DiskUpload implements Upload {
    /** The JDK copies what it writes to memory outside of the heap, and keeps as much of it for each thread. */
    private static final int WRITE_BYTES = 64 * 1024;

    private final Path part;
    private final Path whole;
    private final Function<IOException, ServiceException> failures;
    private final Runnable atEnd;
    private final FileChannel channel;
    private State state = State.ARRIVING;
    private @Nullable ServiceException failure;

    DiskUpload(Path part, Path whole, Function<IOException, ServiceException> failures, Runnable atEnd)
            throws IOException {
        this.part = part;
        this.whole = whole;
        this.failures = failures;
        this.atEnd = atEnd;
        // What a process that was killed has left under this name is overwritten.
        this.channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        requireArriving();
        try {
            int end = offset + length;
            for (int from = offset; from < end; from += WRITE_BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, from, Math.min(WRITE_BYTES, end - from));
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void complete() {
        requireArriving();
        try {
            channel.force(true);
            channel.close();
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            state = State.NAMED;
            sync(whole.toAbsolutePath().getParent());
            state = State.COMPLETE;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        if (state == State.CLOSED) {
            return;
        }
        try {
            channel.close();
            if (state != State.COMPLETE) {
                Files.deleteIfExists(state == State.NAMED ? whole : part);
            }
        } catch (IOException e) {
            failures.apply(e);
        } finally {
            state = State.CLOSED;
            atEnd.run();
        }
    }

    private ServiceException failed(IOException cause) {
        failure = failures.apply(cause);
        return failure;
    }

    private void requireArriving() {
        if (failure != null) {
            throw failure;
        }
        if (state != State.ARRIVING) {
            throw new IllegalStateException("the upload is " + state);
        }
    }

    /** Makes a new name survive a power failure. Windows does that by itself, and opens no directory. */
    private static void sync(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    private enum State {
        ARRIVING,
        NAMED,
        COMPLETE,
        CLOSED
    }
}
