package com.bahasadri.videocall.server.domain.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A box of an MP4 or QuickTime file, its header read.
 *
 * @param type its four characters
 * @param start where in the file it begins
 * @param body what is in it
 */
record IsoBox(String type, long start, Span body) {
    private static final int WORD = 4;
    private static final int FLAGS = 3;
    private static final int HEADER = 8;
    private static final int LARGE_HEADER = 16;
    private static final int TO_THE_END = 0;
    private static final int LARGE = 1;
    /** The copyright sign that some types of Apple's begin with. */
    private static final char APPLE = '\u00A9';

    /**
     * How a box is written.
     *
     * @param wide whether its times have eight bytes, not four
     * @param flags what it has
     */
    record Version(boolean wide, int flags) {
        boolean has(int flag) {
            return (flags & flag) != 0;
        }
    }

    /** What reads one box; what it leaves of it is skipped. */
    interface Visitor {
        void visit(IsoBox box) throws IOException, UnreadableVideoException;
    }

    /** Reads each box in a stretch. Zeros may follow the last: QuickTime ends lists so, and some writers files. */
    static void each(Span parent, Visitor visitor) throws IOException, UnreadableVideoException {
        while (parent.hasMore()) {
            byte[] header = parent.peek(HEADER);
            if (isZero(header)) {
                parent.requireZeros();
                return;
            }
            IsoBox box = next(parent, header);
            visitor.visit(box);
            box.body().skipRest();
        }
    }

    /** Reads the version, 0 or 1, and the flags that some boxes begin with. */
    Version version() throws IOException, UnreadableVideoException {
        int version = body.u8();
        if (version > 1) {
            throw damaged("has an unknown version");
        }
        return new Version(version == 1, (int) body.unsigned(FLAGS));
    }

    /** Reads a time or a length, which version 1 made longer. */
    long unsigned(Version version) throws IOException, UnreadableVideoException {
        return version.wide() ? body.u64() : body.u32();
    }

    /** Reads a time, which cannot be negative. */
    long time(Version version) throws IOException, UnreadableVideoException {
        long time = unsigned(version);
        if (time < 0) {
            throw damaged("has an impossible time");
        }
        return time;
    }

    UnreadableVideoException damaged(String how) {
        return UnreadableVideoException.damaged("its \"" + type + "\" " + how, body.position());
    }

    private static IsoBox next(Span parent, byte[] header) throws IOException, UnreadableVideoException {
        parent.countPart();
        long start = parent.position();
        parent.skip(HEADER);
        long size = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt());
        String type = new String(header, WORD, WORD, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < WORD; i++) {
            if (!isOfTypes(type.charAt(i))) {
                throw UnreadableVideoException.damaged("something unknown", start);
            }
        }
        if (size == TO_THE_END) {
            if (!parent.isWhole() || !"mdat".equals(type)) {
                throw UnreadableVideoException.damaged("a part of unknown length", start);
            }
            return new IsoBox(type, start, parent);
        }
        boolean large = size == LARGE;
        long total = large ? parent.u64() : size;
        long before = large ? LARGE_HEADER : HEADER;
        if (total < before) {
            throw UnreadableVideoException.damaged("an impossible length", start);
        }
        return new IsoBox(type, start, parent.inner(total - before));
    }

    private static boolean isOfTypes(char character) {
        return character >= ' ' && character <= '~' || character == APPLE;
    }

    private static boolean isZero(byte[] bytes) {
        for (byte one : bytes) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }
}
