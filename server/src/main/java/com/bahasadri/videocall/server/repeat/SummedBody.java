package com.bahasadri.videocall.server.repeat;

import static java.util.Objects.requireNonNull;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An upload that is summed up while somebody else reads it. The boundary of its parts does not count, for clients
 * make another one each time.
 */
public final class SummedBody extends FilterInputStream {
    private static final int BUFFER_BYTES = 65_536;

    private final MessageDigest digest = Sum.newDigest();
    private final byte[] delimiter;
    /** For each number of equal bytes, how many are equal still where the next one is not: Knuth, Morris, Pratt. */
    private final int[] fallback;

    private int equal;
    private long length;

    /**
     * Sums up a body.
     *
     * @param body the body
     * @param boundary what separates its parts, or null where nothing is left out
     */
    public SummedBody(InputStream body, @Nullable String boundary) {
        super(requireNonNull(body, "body is null"));
        this.delimiter = boundary == null ? new byte[0] : ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        this.fallback = fallback(delimiter);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        int read = in.read(buffer, offset, count);
        if (read > 0) {
            add(buffer, offset, offset + read);
        }
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(BUFFER_BYTES, Math.max(0, count))];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** The length that has been read by now, without boundaries. */
    public long length() {
        return length;
    }

    /**
     * Reads the rest.
     *
     * @param most how long the whole may be
     * @return the sum of the whole, or null if it is longer
     * @throws IOException if it cannot be read
     */
    public @Nullable Sum finish(long most) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int read;
        do {
            read = read(buffer, 0, buffer.length);
        } while (read >= 0 && length <= most);
        count(delimiter, 0, equal);
        equal = 0;
        return length > most ? null : new Sum(length, HexFormat.of().formatHex(digest.digest()));
    }

    private void add(byte[] bytes, int from, int to) {
        int counted = from;
        for (int i = from; i < to; i++) {
            if (equal == 0) {
                i = delimiter.length == 0 ? to : next(bytes, i, to);
                count(bytes, counted, i);
                counted = i;
                if (i == to) {
                    return;
                }
            }
            while (equal > 0 && bytes[i] != delimiter[equal]) {
                // Its first bytes are no delimiter after all.
                count(delimiter, 0, equal - fallback[equal]);
                equal = fallback[equal];
            }
            if (bytes[i] == delimiter[equal]) {
                equal++;
                counted = i + 1;
            }
            if (equal == delimiter.length) {
                equal = 0;
            }
        }
        count(bytes, counted, to);
    }

    /** Where a delimiter may begin; two bytes are looked at, for one alone is everywhere. */
    private int next(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == delimiter[0] && (i + 1 == to || bytes[i + 1] == delimiter[1])) {
                return i;
            }
        }
        return to;
    }

    private void count(byte[] bytes, int from, int to) {
        digest.update(bytes, from, to - from);
        length += to - from;
    }

    private static int[] fallback(byte[] delimiter) {
        int[] fallback = new int[delimiter.length + 1];
        int equal = 0;
        for (int i = 1; i < delimiter.length; i++) {
            while (equal > 0 && delimiter[i] != delimiter[equal]) {
                equal = fallback[equal];
            }
            if (delimiter[i] == delimiter[equal]) {
                equal++;
            }
            fallback[i + 1] = equal;
        }
        return fallback;
    }
}
