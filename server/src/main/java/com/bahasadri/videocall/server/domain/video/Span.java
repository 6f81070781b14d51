package com.bahasadri.videocall.server.domain.video;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A stretch of a file that a box or an element fills: nothing is read past its end, and no stretch inside it ends
 * later.
 */
final class Span {
    private static final long OPEN = Long.MAX_VALUE;
    private static final int BYTE_BITS = 8;

    private final ForwardInput input;
    private final long end;

    private Span(ForwardInput input, long end) {
        this.input = input;
        this.end = end;
    }

    /** The whole file, however long it is. */
    static Span whole(ForwardInput input) {
        return new Span(input, OPEN);
    }

    boolean isWhole() {
        return end == OPEN;
    }

    /** What the next bytes fill. */
    Span inner(long length) throws UnreadableVideoException {
        if (length < 0 || length > left()) {
            throw UnreadableVideoException.damaged("a part is longer than what contains it", position());
        }
        return new Span(input, position() + length);
    }

    long position() {
        return input.position();
    }

    /** How much is left to read; a huge number, if only the file's end tells. */
    long left() {
        return end - position();
    }

    /** Whether it goes on. Where its end is declared, that the file ends before is found by reading on. */
    boolean hasMore() throws IOException {
        return isWhole() ? !input.atEnd() : left() > 0;
    }

    int u8() throws IOException, UnreadableVideoException {
        return (int) unsigned(1);
    }

    int u16() throws IOException, UnreadableVideoException {
        return (int) unsigned(Short.BYTES);
    }

    long u32() throws IOException, UnreadableVideoException {
        return unsigned(Integer.BYTES);
    }

    /** Eight bytes: negative, if the number is too large. */
    long u64() throws IOException, UnreadableVideoException {
        return unsigned(Long.BYTES);
    }

    /** A number of up to eight bytes, the most significant first. */
    long unsigned(int bytes) throws IOException, UnreadableVideoException {
        require(bytes);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << BYTE_BITS | input.u8();
        }
        return value;
    }

    /** One character a byte. */
    String text(int bytes) throws IOException, UnreadableVideoException {
        require(bytes);
        byte[] text = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            text[i] = (byte) input.u8();
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    void skip(long bytes) throws IOException, UnreadableVideoException {
        require(bytes);
        input.skip(bytes);
    }

    void skipRest() throws IOException, UnreadableVideoException {
        if (isWhole()) {
            input.skipToEnd();
        } else {
            input.skip(left());
        }
    }

    /** What comes next, without reading it; less, if the stretch or the file ends before. */
    byte[] peek(int bytes) throws IOException {
        return input.peek((int) Math.min(bytes, left()));
    }

    /** Reads on to where it ends, or the file does: all of it has to be zero. */
    void requireZeros() throws IOException, UnreadableVideoException {
        while (hasMore()) {
            if (input.u8() != 0) {
                throw UnreadableVideoException.damaged("something unknown", position() - 1);
            }
        }
    }

    void countPart() throws UnreadableVideoException {
        input.countPart();
    }

    private void require(long bytes) throws UnreadableVideoException {
        if (bytes > left()) {
            throw UnreadableVideoException.damaged("a part is too short", position());
        }
    }
}
