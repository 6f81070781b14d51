package com.bahasadri.videocall.server.domain.file;

import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import com.bahasadri.videocall.server.port.FileStore.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** A file's bytes as they arrive: what is read from here has been counted and stored. Used by one thread. */
final class StoringStream extends InputStream {
    private static final int BUFFER = 65_536;

    private final InputStream content;
    private final Upload upload;
    private final Limits limits;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;
    private long size;

    StoringStream(byte[] head, InputStream content, Upload upload, Limits limits) {
        this.content = content;
        this.upload = upload;
        this.limits = limits;
        System.arraycopy(head, 0, buffer, 0, head.length);
        took(head.length);
    }

    /** How many bytes there were so far. */
    long size() {
        return size;
    }

    @Override
    public int read() throws IOException {
        return filled() ? buffer[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!filled()) {
            return -1;
        }
        int count = Math.min(length, end - next);
        System.arraycopy(buffer, next, target, offset, count);
        next += count;
        return count;
    }

    private boolean filled() throws IOException {
        if (next < end) {
            return true;
        }
        if (limits.late().getAsBoolean()) {
            throw new ServiceException(ErrorCode.INVALID_INPUT, "The upload took too long");
        }
        int count = content.read(buffer, 0, BUFFER);
        if (count <= 0) {
            return false;
        }
        took(count);
        return true;
    }

    private void took(int count) {
        size += count;
        if (size > limits.mostBytes()) {
            throw FileService.tooLarge(limits.mostBytes());
        }
        limits.room().holdAtLeast(size);
        upload.write(buffer, 0, count);
        next = 0;
        end = count;
    }

    /**
     * What bounds a file while it arrives.
     *
     * @param mostBytes how many bytes it may have
     * @param room what it takes of the room for all
     * @param late whether it has taken too long
     */
    record Limits(long mostBytes, FileQuota.Reservation room, BooleanSupplier late) {}
}
