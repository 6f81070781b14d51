package com.bahasadri.videocall.server.adapter.realtimekit;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call that RealtimeKit did not answer with success: the detail, for the log alone. Holds no secret. */
final class RealtimeKitException extends Exception {
    /** The status of a call that got no answer. */
    static final int NO_ANSWER = 0;

    private final Call call;
    private final int status;
    private final boolean missing;
    private final Duration took;

    private RealtimeKitException(
            String message, Call call, int status, boolean missing, Duration took, @Nullable Throwable cause) {
        super(message, cause);
        this.call = call;
        this.status = status;
        this.missing = missing;
        this.took = took;
    }

    static RealtimeKitException noAnswer(Call call, Duration took, IOException cause) {
        return new RealtimeKitException(
                call.describe() + " got no answer: " + cause, call, NO_ANSWER, false, took, cause);
    }

    static RealtimeKitException answered(Call call, int status, boolean missing, Duration took, String detail) {
        return new RealtimeKitException(
                call.describe() + " was answered " + status + ": " + detail, call, status, missing, took, null);
    }

    /** For an id that cannot be RealtimeKit's; nothing was sent. */
    static RealtimeKitException noSuchId(Call call) {
        String message = call.operation() + " was not sent: an id cannot be RealtimeKit's";
        return new RealtimeKitException(message, call, 404, true, Duration.ZERO, null);
    }

    Call call() {
        return call;
    }

    /** The HTTP status, or {@link #NO_ANSWER}. */
    int status() {
        return status;
    }

    /** Whether RealtimeKit said that what was named does not exist, as opposed to a proxy or a wrong address. */
    boolean missing() {
        return missing;
    }

    Duration took() {
        return took;
    }
}
