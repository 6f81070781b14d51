package com.bahasadri.videocall.client.error;

import com.bahasadri.videocall.client.Headers;
import com.bahasadri.videocall.client.model.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server answered with an error. There is a subclass for each family of statuses; a status without one is thrown as
 * this class. The message has the operation, the status, the code, the request id, the wait that is asked for, the headers that
 * explain the refusal, and the server's text. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * try {
 *     client.tokens().createParticipantToken(sessionId);
 * } catch (ApiException e) {
 *     if (!e.code().equals(ErrorCode.SESSION_ENDED)) {
 *         throw e;
 *     }
 *     print("too late: the call is over");
 * }
 * }</pre>
 */
public class ApiException extends VideoCallException {
    // Plain values, so that the exception stays serializable.
    /** The HTTP status. */
    private final int status;

    /** The code's value. */
    private final String code;

    /** The request id, where there is one. */
    private final @Nullable String requestId;

    /** The wait that is asked for, where there is one. */
    private final @Nullable Duration retryAfter;

    /** The answer's headers. */
    private final Headers headers;

    ApiException(Failure failure) {
        super(failure.message(), null);
        this.status = failure.status();
        this.code = failure.code().value();
        this.requestId = failure.requestId();
        this.retryAfter = failure.retryAfter();
        this.headers = failure.headers();
    }

    /**
     * The exception of the failure's family.
     *
     * @param failure the answer
     * @return the exception, not thrown yet
     */
    public static ApiException of(Failure failure) {
        return switch (failure.status()) {
            case 400 -> new InvalidInputException(failure);
            case 401 -> new UnauthorizedException(failure);
            case 403 -> new ForbiddenException(failure);
            case 404 -> new NotFoundException(failure);
            case 409 -> new ConflictException(failure);
            case 413 -> new TooLargeException(failure);
            case 429 -> new RateLimitedException(failure);
            default ->
                failure.status() >= 500 && failure.status() < 600
                        ? new ServerException(failure)
                        : new ApiException(failure);
        };
    }

    /**
     * The HTTP status.
     *
     * @return for example 404
     */
    public final int status() {
        return status;
    }

    /**
     * What went wrong, for programs. A code that this version does not know keeps its value.
     *
     * @return the code; {@code UNKNOWN} where the answer was not the error body that the API describes
     */
    public final ErrorCode code() {
        return ErrorCode.of(code);
    }

    /**
     * What names the request in the server's log; quote it when you report a problem.
     *
     * @return the answer's {@code X-Request-Id}; empty where it had none, or none of the agreed form
     */
    public final Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /**
     * How long the server asks to wait before the next try.
     *
     * @return the answer's {@code Retry-After}; empty where it had none, or none that can be read
     */
    public final Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * The answer's headers.
     *
     * @return the headers
     */
    public final Headers headers() {
        return headers;
    }
}
