package com.bahasadri.videocall.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** A body that is refused where it turns out to be too long, whatever its header said. */
public final class BoundedStream extends FilterInputStream {
    private final Supplier<? extends RuntimeException> tooLong;
    private long left;

    /**
     * Bounds a body.
     *
     * @param body the body
     * @param most how many bytes it may have
     * @param tooLong what is thrown once more were read
     */
    public BoundedStream(InputStream body, long most, Supplier<? extends RuntimeException> tooLong) {
        super(body);
        this.left = most;
        this.tooLong = tooLong;
    }

    /**
     * Lets bytes that were read not count.
     *
     * @param bytes how many
     */
    public void refund(int bytes) {
        left += bytes;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        count(read);
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(count);
        count(skipped);
        return skipped;
    }

    private void count(long read) {
        left -= Math.max(0, read);
        if (left < 0) {
            throw tooLong.get();
        }
    }
}
