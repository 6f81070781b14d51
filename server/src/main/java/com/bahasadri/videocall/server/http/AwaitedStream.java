package com.bahasadri.videocall.server.http;

import static java.util.Objects.requireNonNull;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.CancelledKeyException;
import java.time.Duration;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.HttpStatus;

/**
 * A body that a client with {@code Expect: 100-continue} is asked for only once somebody reads it, so that it is not
 * sent where the request is refused for its header; and that may take only so long. Used by one thread.
 */
public final class AwaitedStream extends FilterInputStream {
    private final Response response;
    private final long latest;
    private final Runnable check;
    private boolean asked;

    /**
     * Waits for a reader.
     *
     * @param body the body
     * @param response by which it is asked for
     * @param patience how long all of it may take
     * @param check throws where no more of it is to be read; asked before each read
     */
    public AwaitedStream(InputStream body, Response response, Duration patience, Runnable check) {
        super(requireNonNull(body, "body is null"));
        this.response = requireNonNull(response, "response is null");
        this.check = requireNonNull(check, "check is null");
        this.latest = System.nanoTime() + patience.toNanos();
    }

    @Override
    public int read() throws IOException {
        ask();
        try {
            return in.read();
        } catch (CancelledKeyException e) {
            throw closed(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        ask();
        try {
            return in.read(buffer, offset, length);
        } catch (CancelledKeyException e) {
            throw closed(e);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        ask();
        return in.skip(count);
    }

    /** Something, until it is known to be otherwise: Jersey reads where nothing is, to find out whether it is empty. */
    @Override
    public int available() throws IOException {
        return asked ? in.available() : 1;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** Grizzly has no exception of its own for a connection that is closed while somebody waits for what it brings. */
    private static IOException closed(CancelledKeyException cause) {
        return new IOException("the connection was closed", cause);
    }

    private void ask() throws IOException {
        check.run();
        if (System.nanoTime() - latest > 0) {
            throw new InterruptedIOException("the body took too long");
        }
        if (asked) {
            return;
        }
        asked = true;
        if (response.getRequest().requiresAcknowledgement()) {
            response.setStatus(HttpStatus.CONINTUE_100);
            response.sendAcknowledgement();
            response.setStatus(HttpStatus.OK_200);
        }
    }
}
