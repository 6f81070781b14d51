package com.bahasadri.videocall.client.transport;

import com.bahasadri.videocall.client.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * An answer whose body is still to be read, as it arrives. Whoever has it closes it. One thread reads; {@link #close} may come from any
 * other, and ends the reading.
 */
public final class OpenAnswer implements AutoCloseable {
    private final int status;
    private final Headers headers;
    private final InputStream body;
    private final Runnable release;

    private OpenAnswer(int status, Headers headers, InputStream body, Runnable release) {
        this.status = status;
        this.headers = Objects.requireNonNull(headers, "headers is null");
        this.body = Objects.requireNonNull(body, "body is null");
        this.release = Objects.requireNonNull(release, "release is null");
    }

    /**
     * An answer that has arrived whole.
     *
     * @param answer the answer
     * @return the same, to be read
     */
    public static OpenAnswer of(Answer answer) {
        return new OpenAnswer(answer.status(), answer.headers(), answer.body(), () -> {});
    }

    /**
     * An answer that is arriving.
     *
     * @param head its status and headers; a body of its own is not looked at
     * @param body its body
     * @param release ends the reading and gives the connection back; safe to be called by any thread, and more than once
     * @return the answer
     */
    public static OpenAnswer of(Answer head, InputStream body, Runnable release) {
        return new OpenAnswer(head.status(), head.headers(), body, release);
    }

    /**
     * The same with other headers.
     *
     * @param changed the headers
     * @return the changed view
     */
    public OpenAnswer withHeaders(Headers changed) {
        return new OpenAnswer(status, changed, body, release);
    }

    /**
     * The HTTP status.
     *
     * @return for example 200
     */
    public int status() {
        return status;
    }

    /**
     * Whether the request succeeded.
     *
     * @return whether the status is from 200 to 299
     */
    public boolean isSuccessful() {
        return status >= 200 && status < 300;
    }

    /**
     * The headers.
     *
     * @return the headers
     */
    public Headers headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return its bytes, as they arrive
     */
    public InputStream body() {
        return body;
    }

    /**
     * Reads the rest and closes it.
     *
     * @param mostBytes how many bytes to read; of a longer body nothing is kept
     * @return the answer, without its body where it is longer or breaks off
     */
    public Answer whole(int mostBytes) {
        try (this) {
            byte[] read = body.readNBytes(mostBytes + 1);
            return Answer.of(status, headers, read.length > mostBytes ? new byte[0] : read);
        } catch (IOException e) {
            return Answer.of(status, headers, new byte[0]);
        }
    }

    /** Ends the reading, and gives the connection back. */
    @Override
    public void close() {
        release.run();
    }

    /** The status; the body may hold what must not be logged. */
    @Override
    public String toString() {
        return "OpenAnswer[" + status + "]";
    }
}
