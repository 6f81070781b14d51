package com.bahasadri.videocall.server.domain;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An operation could not do what was asked. The message is for the caller and goes over the wire; what only the
 * operator of the server may know belongs into the cause, which goes to the log alone.
 */
public final class ServiceException extends RuntimeException {
    private final ErrorCode code;
    private final @Nullable Duration retryAfter;

    /**
     * Fails an operation for a reason that the caller may know in full.
     *
     * @param code what went wrong, for programs
     * @param message what went wrong, for people; sent to the caller
     */
    public ServiceException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * Fails an operation for a reason whose detail is for the log alone.
     *
     * @param code what went wrong, for programs
     * @param message what went wrong, for people; sent to the caller
     * @param cause the detail, never sent
     */
    public ServiceException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, null, cause);
    }

    private ServiceException(ErrorCode code, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.code = requireNonNull(code, "code is null");
        this.retryAfter = retryAfter;
    }

    /**
     * Fails an operation with {@link ErrorCode#UNAVAILABLE} where it is known when it may be tried again.
     *
     * @param message what went wrong, for people; sent to the caller
     * @param retryAfter how long to wait before the next try
     * @param cause the detail, never sent
     * @return the failure
     */
    public static ServiceException unavailable(String message, Duration retryAfter, @Nullable Throwable cause) {
        return new ServiceException(
                ErrorCode.UNAVAILABLE, message, requireNonNull(retryAfter, "retryAfter is null"), cause);
    }

    /**
     * What went wrong, for programs.
     *
     * @return the code
     */
    public ErrorCode code() {
        return code;
    }

    /**
     * How long to wait before the next try.
     *
     * @return the time, or null where nobody knows
     */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
