package com.bahasadri.videocall.client;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a call may take; {@link Duration#ZERO} means without limit.
 *
 * <p>Defaults: 5 s to connect, 15 s for each read, 15 s for each write, 30 s for the whole call. The first three hold for each try of a
 * call, the last for everything from the moment it is made: all its tries and the waits between them, the minting of a control token, and
 * the wait of an asynchronous call for its turn. No try and no wait begins that would not fit. An upload has no limit for the whole call
 * and at least 60 s for each read, unless its {@link RequestOptions} have a timeout. Immutable and safe for use by many threads.
 *
 * @param connect how long connecting may take, 5 s by default
 * @param read how long the server may stay silent while an answer is awaited, 15 s by default
 * @param write how long the server may refuse to take more of a request, 15 s by default
 * @param call how long the whole call may take, from the moment it is made to the last byte in, retries included, 30 s by default
 */
public record Timeout(Duration connect, Duration read, Duration write, Duration call) {
    private static final Timeout DEFAULT =
            new Timeout(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(30));

    /**
     * Checks the four durations.
     *
     * @param connect how long connecting may take
     * @param read how long the server may stay silent while an answer is awaited
     * @param write how long the server may refuse to take more of a request
     * @param call how long the whole call may take
     * @throws IllegalArgumentException if one is negative, shorter than 1 ms but not zero, or longer than
     *     2147483647 ms (24 days)
     */
    public Timeout {
        check("connect", connect);
        check("read", read);
        check("write", write);
        check("call", call);
    }

    /**
     * The defaults.
     *
     * @return 5 s to connect, 15 s to read, 15 s to write, 30 s for the whole call
     */
    public static Timeout defaults() {
        return DEFAULT;
    }

    /**
     * A copy with another time to connect.
     *
     * @param connect how long connecting may take
     * @return the copy
     */
    public Timeout withConnect(Duration connect) {
        return new Timeout(connect, read, write, call);
    }

    /**
     * A copy with another time to read.
     *
     * @param read how long the server may stay silent
     * @return the copy
     */
    public Timeout withRead(Duration read) {
        return new Timeout(connect, read, write, call);
    }

    /**
     * A copy with another time to write.
     *
     * @param write how long the server may refuse to take more of a request
     * @return the copy
     */
    public Timeout withWrite(Duration write) {
        return new Timeout(connect, read, write, call);
    }

    /**
     * A copy with another time for the whole call.
     *
     * @param call how long the whole call may take
     * @return the copy
     */
    public Timeout withCall(Duration call) {
        return new Timeout(connect, read, write, call);
    }

    private static void check(String name, Duration value) {
        Objects.requireNonNull(value, () -> name + " is null");
        if (value.isNegative()
                || (!value.isZero() && value.compareTo(Duration.ofMillis(1)) < 0)
                || value.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException(name + " must be 0, or from 1 ms to 2147483647 ms: " + value);
        }
    }
}
