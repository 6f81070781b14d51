package com.bahasadri.videocall.server.error;

import com.bahasadri.videocall.server.domain.ErrorCode;

/** The one table of error codes and statuses; a test holds it against the contract. */
public final class Statuses {
    private Statuses() {}

    /**
     * The status that a code comes with.
     *
     * @param code the code
     * @return the HTTP status
     */
    public static int of(ErrorCode code) {
        return switch (code) {
            case INVALID_INPUT, INVALID_FILE_TYPE -> 400;
            case UNAUTHORIZED -> 401;
            case FORBIDDEN -> 403;
            case SESSION_NOT_FOUND, PARTICIPANT_NOT_FOUND, FILE_NOT_FOUND, NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case SESSION_ENDED, STALE_REVISION, IDEMPOTENCY_KEY_REUSED -> 409;
            case FILE_TOO_LARGE, PAYLOAD_TOO_LARGE -> 413;
            case UNSUPPORTED_MEDIA_TYPE -> 415;
            case RANGE_NOT_SATISFIABLE -> 416;
            case RATE_LIMITED -> 429;
            case REALTIMEKIT_ERROR, INTERNAL_ERROR -> 500;
            case UNAVAILABLE -> 503;
            case STORAGE_FULL -> 507;
        };
    }
}
