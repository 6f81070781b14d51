package com.bahasadri.videocall.client.pact;

/** The provider states, without parameters; each comment lists the values that the provider injects. */
final class States {
    /** {@code sessionId}, {@code meetingId} (the same), {@code controlToken}, {@code participantToken}. */
    static final String SESSION = "a session exists";

    /** {@code otherControlToken}. */
    static final String OTHER_CONTROL_TOKEN = "a control token of another session exists";

    /**
     * {@code sessionId}, {@code meetingId} (the same), {@code controlToken}. It has a name, and is the newest that has ended. Nobody was
     * in it; its log has four events, the last of them its end.
     */
    static final String ENDED_SESSION = "an ended session exists";

    /**
     * {@code sessionId}, {@code participantId}, {@code controlToken}, {@code participantToken} (this participant's). The
     * session and the participant have names.
     */
    static final String LIVE_PARTICIPANT = "a session with a live participant";

    /**
     * {@code sessionId}. The session and the participant have names. Its log has five events: the participant joined, and the
     * command to mute it was requested, delivered and observed, the last behind the mute itself.
     */
    static final String MUTED_PARTICIPANT = "a session in which a participant was muted";

    /** {@code sessionId}. Who shares has a name. */
    static final String SCREEN_SHARE = "a session with a screen share";

    /**
     * {@code nextCursor}, as listing active sessions with the limit 1 answers it. The two have names, and are the newest that
     * are active.
     */
    static final String TWO_SESSIONS = "two sessions exist";

    /** {@code operatorKey}. */
    static final String OPERATOR_KEYS = "operator keys are asked for";

    /** The idempotency key of {@link #KEYED_SESSION} and {@link #RUNNING_KEYED_SESSION}. */
    static final String KEY = "the-key-of-the-pact";

    /** Nothing. It was created by who has the operator key, under {@link #KEY}, with the name "Weekly review". */
    static final String KEYED_SESSION = "a session was created under a key";

    /** Nothing. It is created by who has the operator key, under {@link #KEY}, with the name "Weekly review", and that takes long. */
    static final String RUNNING_KEYED_SESSION = "a session is being created under a key";

    /** Nothing. */
    static final String REALTIMEKIT_FAILS = "RealtimeKit is failing";

    /** Nothing. */
    static final String SESSION_LIMIT = "the session creation limit is used up";

    /** {@code sessionId}. */
    static final String TOKEN_LIMIT = "the token limit of a session is used up";

    /** {@code sessionId}, {@code participantId}, {@code controlToken}. */
    static final String COMMAND_LIMIT = "the control command limit of a session is used up";

    /** {@code sessionId}, {@code fileId}, {@code controlToken}. A control center has uploaded the file, {@code SmallVideo}. */
    static final String VIDEO_FILE = "a session with a video file";

    /**
     * {@code sessionId}, {@code fileId}, {@code controlToken}. The file plays from 1.25 s at the rate 1.5, since the first
     * revision, and a page has told where it is.
     */
    static final String PLAYBACK = "a session in which a video file plays";

    /** Nothing. {@code SmallVideo} is larger. */
    static final String SMALL_FILES = "a file may have 100 bytes";

    /** Nothing. */
    static final String STORAGE_FULL = "there is no room for files";

    /** Nothing. */
    static final String STORAGE_FAILS = "the storage of files is failing";

    private States() {}
}
