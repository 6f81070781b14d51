package com.bahasadri.videocall.server.domain.video;

import java.io.IOException;

/**
 * An element of a WebM file, its header read.
 *
 * @param id what it is, with the bits that tell the id's length
 * @param start where in the file it begins
 * @param open whether it does not tell its length: then its children are read as its siblings
 * @param body what is in it
 */
record EbmlElement(int id, long start, boolean open, Span body) {
    static final int SEGMENT = 0x18538067;
    static final int CLUSTER = 0x1F43B675;

    private static final int LONGEST_ID = 4;
    private static final int LONGEST_SIZE = 8;
    private static final int BYTE_BITS = 8;
    private static final int SIZE_BITS = 7;

    /** What reads one element; what it leaves of it is skipped. */
    interface Visitor {
        void visit(EbmlElement element) throws IOException, UnreadableVideoException;
    }

    /** Reads each element in a stretch. */
    static void each(Span parent, Visitor visitor) throws IOException, UnreadableVideoException {
        while (parent.hasMore()) {
            EbmlElement element = next(parent);
            visitor.visit(element);
            if (!element.open) {
                element.body.skipRest();
            }
        }
    }

    /** Reads a number that tells its own length, as sizes and blocks' track numbers do; -1, if it is all ones. */
    static long variable(Span span) throws IOException, UnreadableVideoException {
        long start = span.position();
        int first = span.u8();
        int length = length(first);
        if (length > LONGEST_SIZE) {
            throw UnreadableVideoException.damaged("an impossible length", start);
        }
        int more = length - 1;
        long value = (long) (first & (1 << BYTE_BITS - length) - 1) << BYTE_BITS * more | span.unsigned(more);
        return value == (1L << SIZE_BITS * length) - 1 ? -1 : value;
    }

    /** Its value as a number without a sign. */
    long unsigned() throws IOException, UnreadableVideoException {
        if (body.left() > Long.BYTES) {
            throw damaged("too long a number");
        }
        long value = body.unsigned((int) body.left());
        if (value < 0) {
            throw damaged("an impossible number");
        }
        return value;
    }

    /** Its value as a number with a fraction. */
    double real() throws IOException, UnreadableVideoException {
        long length = body.left();
        double value = length == 0
                ? 0
                : length == Float.BYTES
                        ? Float.intBitsToFloat((int) body.u32())
                        : length == Double.BYTES ? Double.longBitsToDouble(body.u64()) : Double.NaN;
        if (Double.isNaN(value)) {
            throw damaged("an impossible number");
        }
        return value;
    }

    UnreadableVideoException damaged(String what) {
        return UnreadableVideoException.damaged(what, start);
    }

    static EbmlElement next(Span parent) throws IOException, UnreadableVideoException {
        parent.countPart();
        long start = parent.position();
        int first = parent.u8();
        int length = length(first);
        if (length > LONGEST_ID) {
            throw UnreadableVideoException.damaged("something unknown", start);
        }
        int more = length - 1;
        int id = (int) ((long) first << BYTE_BITS * more | parent.unsigned(more));
        long size = variable(parent);
        if (size >= 0) {
            return new EbmlElement(id, start, false, parent.inner(size));
        }
        if (id != SEGMENT && id != CLUSTER) {
            throw UnreadableVideoException.damaged("a part of unknown length", start);
        }
        return new EbmlElement(id, start, true, parent);
    }

    private static int length(int first) {
        return Integer.numberOfLeadingZeros(first) - (Integer.SIZE - BYTE_BITS) + 1;
    }
}
