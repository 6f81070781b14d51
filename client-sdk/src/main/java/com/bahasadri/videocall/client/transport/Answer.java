package com.bahasadri.videocall.client.transport;

import com.bahasadri.videocall.client.Headers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** An answer, whatever its status, read to its end. Immutable and safe for use by many threads. */
public final class Answer {
    private final int status;
    private final Headers headers;
    private final byte[] body;

    private Answer(int status, Headers headers, byte[] body) {
        this.status = status;
        this.headers = Objects.requireNonNull(headers, "headers is null");
        this.body = body;
    }

    /**
     * An answer with a body.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body, copied
     * @return the answer
     */
    public static Answer of(int status, Headers headers, byte[] body) {
        return new Answer(status, headers, body.clone());
    }

    /**
     * An answer whose body is text in UTF-8.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body
     * @return the answer
     */
    public static Answer of(int status, Headers headers, String body) {
        return new Answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A copy with other headers.
     *
     * @param changed the headers
     * @return the copy
     */
    public Answer withHeaders(Headers changed) {
        return new Answer(status, changed, body);
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
     * The body as bytes.
     *
     * @return a stream over all of it, which needs no closing
     */
    public InputStream body() {
        return new ByteArrayInputStream(body);
    }

    /**
     * The body as text in UTF-8.
     *
     * @return the text
     */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Status and length; the body may hold what must not be logged. */
    @Override
    public String toString() {
        return "Answer[" + status + ", " + body.length + " bytes]";
    }
}
