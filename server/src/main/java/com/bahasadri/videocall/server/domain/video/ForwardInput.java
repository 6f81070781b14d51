package com.bahasadri.videocall.server.domain.video;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream read forward through one buffer of 64 KiB, which knows its position. Skipping is reading as well. */
final class ForwardInput {
    private static final int BUFFER = 1 << 16;
    private static final int MOST_PARTS = 10_000_000;
    private static final int BYTE = 0xFF;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    /** Where in the file the buffer begins. */
    private long start;
    /** What of the buffer was read. */
    private int next;
    /** What of the buffer is filled. */
    private int filled;

    private int parts;

    ForwardInput(InputStream in) {
        this.in = in;
    }

    long position() {
        return start + next;
    }

    boolean atEnd() throws IOException {
        return next == filled && !fill();
    }

    /** The few bytes that come next, without reading them; fewer, if the stream ends before. */
    byte[] peek(int count) throws IOException {
        if (filled - next < count) {
            System.arraycopy(buffer, next, buffer, 0, filled - next);
            start += next;
            filled -= next;
            next = 0;
            int read = 1;
            while (filled < count && read > 0) {
                read = in.read(buffer, filled, BUFFER - filled);
                filled += Math.max(0, read);
            }
        }
        return Arrays.copyOfRange(buffer, next, Math.min(filled, next + count));
    }

    int u8() throws IOException, UnreadableVideoException {
        if (atEnd()) {
            throw UnreadableVideoException.cutOff();
        }
        return buffer[next++] & BYTE;
    }

    void skip(long count) throws IOException, UnreadableVideoException {
        for (long left = count; left > 0; ) {
            if (atEnd()) {
                throw UnreadableVideoException.cutOff();
            }
            int step = (int) Math.min(left, filled - next);
            next += step;
            left -= step;
        }
    }

    void skipToEnd() throws IOException {
        while (!atEnd()) {
            next = filled;
        }
    }

    /** Counts a box or an element, so that a file of nothing else has a bound. */
    void countPart() throws UnreadableVideoException {
        if (++parts > MOST_PARTS) {
            throw new UnreadableVideoException("The file has more than 10,000,000 parts");
        }
    }

    private boolean fill() throws IOException {
        start += filled;
        next = 0;
        filled = Math.max(0, in.read(buffer));
        return filled > 0;
    }
}
