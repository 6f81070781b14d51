package com.bahasadri.videocall.server.realtime;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A message to clients. Immutable and safe for use by many threads. */
final class Outgoing {
    private final long seq;
    private final String type;
    private final String text;
    private byte @Nullable [] serverSent;

    private Outgoing(long seq, String type, String text) {
        this.seq = seq;
        this.type = requireNonNull(type, "type is null");
        this.text = requireNonNull(text, "text is null");
    }

    /** An event of the log, or a snapshot; its text is JSON in one line. */
    static Outgoing event(long seq, String type, String text) {
        return new Outgoing(seq, type, text);
    }

    /** A message that is no event of the log, for one client. */
    static Outgoing plain(String text) {
        return new Outgoing(0, "", text);
    }

    /** Its number in the log, or 0. */
    long seq() {
        return seq;
    }

    String text() {
        return text;
    }

    /**
     * The same as a server-sent event, and what is no event as a comment. Made once: many readers wait for the same
     * bytes. They are not to be changed.
     */
    byte[] asServerSentEvent() {
        byte[] made = serverSent;
        if (made == null) {
            String message = type.isEmpty()
                    ? ":" + text + "\n\n"
                    : "id: " + seq + "\nevent: " + type + "\ndata: " + text + "\n\n";
            made = message.getBytes(StandardCharsets.UTF_8);
            // Two threads may both make it: the same.
            serverSent = made;
        }
        return made;
    }
}
