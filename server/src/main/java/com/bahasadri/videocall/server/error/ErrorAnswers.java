package com.bahasadri.videocall.server.error;

import com.bahasadri.videocall.server.contract.model.ErrorResponse;
import com.bahasadri.videocall.server.domain.ErrorCode;
import com.bahasadri.videocall.server.domain.ServiceException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Builds the contract's error answers. */
public final class ErrorAnswers {
    /** After how many seconds something that is unavailable may be there again. */
    public static final int RETRY_AFTER_SECONDS = 5;

    private ErrorAnswers() {}

    /**
     * The body of an error.
     *
     * @param code what went wrong, for programs
     * @param message what went wrong, for people
     * @return the body
     */
    public static ErrorResponse body(ErrorCode code, String message) {
        return ErrorResponse.builder()
                .error(message)
                .code(com.bahasadri.videocall.server.contract.model.ErrorCode.of(code.name()))
                .build();
    }

    static Response of(ServiceException failure) {
        Response.ResponseBuilder answer = builder(failure.code(), String.valueOf(failure.getMessage()));
        Duration wait = failure.retryAfter();
        if (wait != null) {
            // Rounded up, so that the wait is never too short; null takes away what is there.
            answer.header(HttpHeaders.RETRY_AFTER, null)
                    .header(
                            HttpHeaders.RETRY_AFTER,
                            Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
        }
        return answer.build();
    }

    static Response of(ErrorCode code, String message) {
        return builder(code, message).build();
    }

    static Response.ResponseBuilder builder(ErrorCode code, String message) {
        Response.ResponseBuilder answer = Response.status(Statuses.of(code))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body(code, message));
        return switch (code) {
            case UNAUTHORIZED -> answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case UNAVAILABLE -> answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            default -> answer;
        };
    }
}
