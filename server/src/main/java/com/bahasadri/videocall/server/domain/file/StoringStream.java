package com.bahasadri.videocall.server.domain.file;

import com.bahasadri.videocall.server.port.FileStore.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A file's bytes as they arrive: what is read from here has been counted and stored. Used by one thread. */
final class StoringStream extends InputStream {
    private static final int BUFFER = 65_536;

    private final InputStream content;
    private final Upload upload;
    private final long most;
    private final FileQuota.Reservation room;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;
    private long size;

    StoringStream(byte[] head, InputStream content, Upload upload, long most, FileQuota.Reservation room) {
        this.content = content;
        this.upload = upload;
        this.most = most;
        this.room = room;
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
        int count = content.read(buffer, 0, BUFFER);
        if (count <= 0) {
            return false;
        }
        took(count);
        return true;
    }

    private void took(int count) {
        size += count;
        if (size > most) {
            throw FileService.tooLarge(most);
        }
        room.holdAtLeast(size);
        upload.write(buffer, 0, count);
        next = 0;
        end = count;
    }
}
