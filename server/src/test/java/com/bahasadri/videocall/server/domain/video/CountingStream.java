package com.bahasadri.videocall.server.domain.video;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that may only be read forward, and tells how that was done. */
final class CountingStream extends InputStream {
    private final InputStream in;
    private long read;
    private int largestRead;
    private boolean ended;

    CountingStream(InputStream in) {
        this.in = in;
    }

    CountingStream(byte[] bytes) {
        this(new ByteArrayInputStream(bytes));
    }

    /** How many bytes were taken. */
    long count() {
        return read;
    }

    /** The most that were asked for at once. */
    int largestRead() {
        return largestRead;
    }

    /** Whether the end was seen. */
    boolean ended() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        read += Math.max(0, count);
        largestRead = Math.max(largestRead, length);
        ended |= count < 0;
        return count;
    }

    @Override
    public long skip(long count) {
        throw new AssertionError("skipped, and the store never got these bytes");
    }

    @Override
    public void mark(int limit) {
        throw new AssertionError("marked");
    }

    @Override
    public void close() {
        throw new AssertionError("closed, and it is the caller's");
    }
}
