package com.bahasadri.videocall.client.internal;

import com.bahasadri.videocall.client.error.MalformedAnswerException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event stream, as the HTML standard describes it under "Server-sent events", as it arrives. Of each message only the data is
 * kept: type and number are in it. A {@code retry} is not obeyed, since {@code Retry-After} says the same. For one thread.
 */
final class ServerSentEvents {
    /** More than a server of ours lets wait for a reader. */
    static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

    private static final int END = -1;

    private final InputStream in;
    private final int mostBytes;
    private final byte[] arrived = new byte[8 * 1024];
    private int at;
    private int count;
    private boolean first = true;
    private boolean afterCarriageReturn;

    ServerSentEvents(InputStream in) {
        this(in, MAX_MESSAGE_BYTES);
    }

    ServerSentEvents(InputStream in, int mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
    }

    /**
     * The data of the next message that has any; null at the end, where a message that is not complete counts for nothing.
     *
     * @throws MalformedAnswerException if a message is longer than it may be
     */
    @Nullable
    String next() throws IOException {
        StringBuilder data = new StringBuilder();
        boolean any = false;
        for (String line = line(0); line != null; line = line(data.length())) {
            if (line.isEmpty()) {
                if (any) {
                    return data.toString();
                }
            } else if (line.equals("data") || line.startsWith("data:")) {
                if (any) {
                    data.append('\n');
                }
                any = true;
                data.append(value(line));
            }
        }
        return null;
    }

    private static String value(String line) {
        int start = Math.min(line.length(), "data:".length());
        return line.startsWith(" ", start) ? line.substring(start + 1) : line.substring(start);
    }

    private @Nullable String line(int before) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = read(); next != END; next = read()) {
            boolean follows = afterCarriageReturn && next == '\n';
            afterCarriageReturn = next == '\r';
            if (follows) {
                continue;
            }
            if (next == '\r' || next == '\n') {
                return text(line);
            }
            line.write(next);
            if (before + line.size() > mostBytes) {
                throw new MalformedAnswerException("listEvents sent a message of more than " + mostBytes + " bytes");
            }
        }
        return null;
    }

    private String text(ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        boolean marked = first && text.startsWith("\uFEFF");
        first = false;
        return marked ? text.substring(1) : text;
    }

    private int read() throws IOException {
        if (at == count) {
            at = 0;
            count = Math.max(in.read(arrived), 0);
            if (count == 0) {
                return END;
            }
        }
        return arrived[at++] & 0xFF;
    }
}
