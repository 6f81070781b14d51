package com.bahasadri.videocall.server.resource;

import com.bahasadri.videocall.server.domain.ErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file, as in RFC 9110 section 14.
 *
 * @param first the number of its first byte, from 0
 * @param last the number of its last byte
 */
record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("bytes=\\s*([0-9]*)-([0-9]*)\\s*", Pattern.CASE_INSENSITIVE);
    private static final int DIGITS = 18;

    /**
     * Reads a header.
     *
     * @param header the header, or null
     * @param size the file's size
     * @return the part; null where the whole file is to be answered: without a header, with several ranges, a unit
     *     other than bytes, or one that makes no sense
     * @throws UnsatisfiableException if the file has no such bytes
     */
    static @Nullable ByteRange of(@Nullable String header, long size) throws UnsatisfiableException {
        Matcher range = ONE.matcher(header == null ? "" : header.strip());
        if (!range.matches()) {
            return null;
        }
        String from = range.group(1);
        String to = range.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? null : suffix(number(to), size);
        }
        long first = number(from);
        long last = to.isEmpty() ? Long.MAX_VALUE : number(to);
        if (last < first) {
            return null;
        }
        if (first >= size) {
            throw new UnsatisfiableException();
        }
        return new ByteRange(first, Math.min(last, size - 1));
    }

    long length() {
        return last - first + 1;
    }

    private static ByteRange suffix(long count, long size) throws UnsatisfiableException {
        if (count == 0) {
            throw new UnsatisfiableException();
        }
        return new ByteRange(Math.max(0, size - count), size - 1);
    }

    /** More digits than any file has bytes count as more than that. */
    private static long number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() > DIGITS ? Long.MAX_VALUE : Long.parseLong(significant);
    }

    /** The file has no such bytes; answered with {@link ErrorCode#RANGE_NOT_SATISFIABLE}. */
    static final class UnsatisfiableException extends Exception {}
}
