package com.bahasadri.videocall.server.domain;

/**
 * What can go wrong, for programs. A constant's name is the {@code code} on the wire; the status it comes with
 * is decided at the edge, in {@code error.Statuses}, and a test holds both against the contract.
 */
public enum ErrorCode {
    /** Something in the request is missing, malformed or too long. */
    INVALID_INPUT,
    /** The upload is not a video file of a known type. */
    INVALID_FILE_TYPE,
    /** No token was given, or it is unknown, expired or revoked. */
    UNAUTHORIZED,
    /** The token is valid, but for another session or role. */
    FORBIDDEN,
    /** There is no such session. */
    SESSION_NOT_FOUND,
    /** There is no such participant in the session. */
    PARTICIPANT_NOT_FOUND,
    /** There is no such video file in the session. */
    FILE_NOT_FOUND,
    /** There is no such path, meeting or preset. */
    NOT_FOUND,
    /** The path does not have this method. */
    METHOD_NOT_ALLOWED,
    /** The answer has no form that the caller accepts. */
    NOT_ACCEPTABLE,
    /** The session has ended. */
    SESSION_ENDED,
    /** The playback has changed since the revision that was sent. */
    STALE_REVISION,
    /** The key of a repeated request stands for another one. */
    IDEMPOTENCY_KEY_REUSED,
    /** The uploaded file is too large. */
    FILE_TOO_LARGE,
    /** The request's body is too large. */
    PAYLOAD_TOO_LARGE,
    /** The body has a media type that the operation does not take. */
    UNSUPPORTED_MEDIA_TYPE,
    /** The file has no such bytes. */
    RANGE_NOT_SATISFIABLE,
    /** Too many requests. */
    RATE_LIMITED,
    /** RealtimeKit failed or refused. */
    REALTIMEKIT_ERROR,
    /** The server failed. */
    INTERNAL_ERROR,
    /** Something that is needed cannot be reached for the moment. */
    UNAVAILABLE,
    /** There is no room for the file. */
    STORAGE_FULL
}
